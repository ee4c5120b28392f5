package org.hublink.engine;

/** The sizes that messages of a conversation come in, so that their length says little (PROTOCOL B1). */
final class MessageSize {
    /** Plaintext that still goes in a message of its own; more is a sealed content. */
    static final int BYTES_MAX = 64 * 1024;

    private static final int[] STEPS = {256, 1024, 4 * 1024, 16 * 1024, BYTES_MAX};

    private MessageSize() {}

    /** Zero bytes to put behind {@code length} bytes. */
    static int padding(int length) {
        for (int step : STEPS) {
            if (length <= step) {
                return step - length;
            }
        }
        throw new IllegalArgumentException("too long for a message");
    }
}
