package org.hublink.protocol;

import org.hublink.primitives.Digest;
import org.hublink.primitives.Utf8;

/** Who signs notes: a name and an Ed25519 key. The same key has another id for each kind of signature. */
public record NoteKey(String name, PublicKey key) {
    /** Plain Ed25519 over the text: the log itself. */
    static final byte LOG = 1;
    /** {@code cosignature/v1}: Ed25519 over a time and the text. */
    static final byte COSIGNER = 4;

    private static final byte[] NEWLINE = {'\n'};

    public NoteKey {
        if (!Note.isName(name)) throw new IllegalArgumentException("key name");
        if (key.algorithm() != Algorithm.ED25519) throw new IllegalArgumentException("notes are signed with Ed25519");
    }

    /** The cosigner that belongs to a log: its name is the origin with {@code /cosigner} behind it. */
    public static NoteKey cosigner(String origin, PublicKey key) {
        return new NoteKey(origin + "/cosigner", key);
    }

    /** First four bytes of SHA-256(name ‖ newline ‖ kind ‖ key), big-endian. */
    int id(byte kind) {
        byte[] hash = Digest.of(Utf8.encode(name), NEWLINE, new byte[] {kind}, key.bytes())
                .bytes();
        return ((hash[0] & 0xff) << 24) | ((hash[1] & 0xff) << 16) | ((hash[2] & 0xff) << 8) | (hash[3] & 0xff);
    }
}
