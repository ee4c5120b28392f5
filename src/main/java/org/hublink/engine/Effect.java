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

    /** A Tick is wanted at {@code time}, epoch seconds. */
    record Wake(long time) implements Effect {}

    /** Something that a person must see now, by its code. */
    record Alert(String code, String detail) implements Effect {}
}
