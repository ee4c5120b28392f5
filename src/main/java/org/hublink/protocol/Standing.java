package org.hublink.protocol;

/**
 * What revocations say of a target.
 *
 * @param last the last leaf index of the subject that still counts; only meaningful where it is not free
 */
public record Standing(State state, long last) {
    /** How it stands. */
    public enum State {
        FREE,
        HELD,
        FINAL
    }

    public static final Standing FREE = new Standing(State.FREE, Long.MAX_VALUE);

    public boolean free() {
        return state == State.FREE;
    }
}
