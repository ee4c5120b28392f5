package org.hublink.protocol;

/**
 * When something is judged: by the leaves from 0 to {@code size} - 1, with expiry at {@code time}.
 *
 * @param time seconds since 1970
 */
public record Moment(long size, long time) {
    public Moment {
        if (size < 0 || time < 0) {
            throw new IllegalArgumentException("moment");
        }
    }
}
