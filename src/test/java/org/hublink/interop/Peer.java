package org.hublink.interop;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One member of a group. Every call does what it says or throws; a commit counts at once, as nobody competes here. */
interface Peer extends AutoCloseable {
    /** Of the secret in a {@link View}. */
    String EXPORT_LABEL = "interop";

    int EXPORT_BYTES = 40;

    static byte[] exportContext() {
        return new byte[] {1, 2, 3};
    }

    /** Of the external PSK that every member knows. */
    static byte[] pskId() {
        return new byte[] {7, 7, 7};
    }

    static byte[] psk() {
        byte[] out = new byte[48];
        Arrays.fill(out, (byte) 9);
        return out;
    }

    String name();

    Maker maker();

    /** A fresh key package as an MLS message; its private keys stay with the peer. */
    byte[] keyPackage() throws Refusal;

    /** Begins a group with the last key package's leaf. */
    void create(byte[] groupId) throws Refusal;

    void join(byte[] welcome) throws Refusal;

    Made commit(Change change) throws Refusal;

    /** A proposal by itself, to be named by the next commit. */
    byte[] propose(Wish wish, Framing framing) throws Refusal;

    /** Takes somebody else's proposal or commit. */
    void receive(byte[] message) throws Refusal;

    /**
     * Takes the commit that removes this member, and says so or throws.
     *
     * @param refilled the same commit gives this member's leaf to a newcomer
     */
    void removedBy(byte[] commit, boolean refilled) throws Refusal;

    byte[] seal(byte[] data, byte[] authenticatedData, int padding) throws Refusal;

    Opened open(byte[] message) throws Refusal;

    View view() throws Refusal;

    @Override
    void close() throws Refusal;

    record Made(byte[] commit, byte @Nullable [] welcome) {}

    /**
     * An application message.
     *
     * @param sender leaf; -1 where the implementation does not tell
     */
    record Opened(int sender, byte[] authenticatedData, byte[] data) {}

    /** What all members of an epoch must see alike, but for the leaf; byte strings in hexadecimal. */
    record View(long epoch, int leaf, String authenticator, String exported, String treeHash) {
        boolean agrees(View other) {
            return epoch == other.epoch
                    && authenticator.equals(other.authenticator)
                    && exported.equals(other.exported)
                    && treeHash.equals(other.treeHash);
        }
    }

    /** A proposal to be sent by itself. */
    sealed interface Wish {
        record Add(byte[] keyPackage) implements Wish {}

        record Remove(int leaf) implements Wish {}

        record Psk() implements Wish {}

        record Update() implements Wish {}
    }
}
