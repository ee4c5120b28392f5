package org.hublink.engine;

/** What can be asked of the engine. */
public sealed interface Wish {
    /** Read what the store holds and verify it again; works without a network. */
    record Open() implements Wish {}

    /** Follow the log to its newest checkpoint. */
    record Follow() implements Wish {}

    /** Follow the log and sign in. */
    record SignIn() implements Wish {}

    /** Follow the log, sign in if that is still to be done, and fetch and verify all listings that may be seen. */
    record Sync() implements Wish {}

    /** A checkpoint that a peer or another device named: is it ahead of what the server shows? (L4) */
    @SuppressWarnings("ArrayRecordComponent") // Handed over, never shared.
    record Gossip(byte[] note) implements Wish {}

    /** May something be sent, added, joined now? (L3: a checkpoint of at most five minutes, a clock that fits.) */
    record MaySend() implements Wish {}
}
