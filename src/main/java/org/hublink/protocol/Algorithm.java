package org.hublink.protocol;

/** The signature algorithms. One belongs to a key, never to a message (K2). */
public enum Algorithm {
    ED25519(1, "ed25519", 32),
    P256(2, "p256", 65);

    private final int code;
    private final String label;
    private final int keyBytes;

    Algorithm(int code, String label, int keyBytes) {
        this.code = code;
        this.label = label;
        this.keyBytes = keyBytes;
    }

    /** The byte that stands before the key in its id. */
    public int code() {
        return code;
    }

    /** The name before the colon in a key's text. */
    public String label() {
        return label;
    }

    /** Bytes of a public key. */
    public int keyBytes() {
        return keyBytes;
    }
}
