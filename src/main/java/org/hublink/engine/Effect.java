package org.hublink.engine;

/** What the home is to do after a turn's writes are durable, in order. */
public sealed interface Effect {
    /** A request whose bytes stand in the outbox: repeated with the same id and bytes until a Reply came (E2). */
    record Send(long outboxId, Call call) implements Effect {}

    /**
     * A read that changes nothing at the server and so needs no record of the outbox: lost in a crash, it is asked again by
     * whoever needs it. Answered by a Reply with this id.
     */
    record Fetch(long requestId, Call call) implements Effect {}

    /** Read at most {@code limit} records whose name begins with {@code prefix} and comes after {@code after}. */
    record Load(long loadId, String prefix, String after, int limit) implements Effect {}

    /**
     * Read chunk {@code index}, of 1 MiB, the last one shorter, of a local source that a person chose. Answered by a {@link
     * Event.Chunk} with this id.
     */
    record Take(long jobId, String source, int index) implements Effect {}

    /**
     * Write a chunk behind those before it, out of sight; with the {@code last} one all is verified and the person gets it.
     * Answered by a {@link Event.Given} with this id.
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed over, never shared.
    record Give(long jobId, String sink, int index, byte[] bytes, boolean last) implements Effect {
        /** What is inside a file does not print. */
        @Override
        public String toString() {
            return "Give " + index;
        }
    }

    /**
     * Read back chunk {@code index} of what was given for a sink at an earlier try and is out of sight still. Answered by a
     * {@link Event.Chunk} with this id, without bytes where there is none.
     */
    record Retake(long jobId, String sink, int index) implements Effect {}

    /** Throw away what was given for a sink so far. */
    record Discard(String sink) implements Effect {}

    /** A Tick is wanted at {@code time}, epoch seconds. */
    record Wake(long time) implements Effect {}

    /** Something that a person must see now, by its code. */
    record Alert(String code, String detail) implements Effect {}
}
