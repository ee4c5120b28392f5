package org.hublink.primitives;

/** One direction of an HPKE exchange (RFC 9180 §5.2): counts its messages, and exports. Used by one side only. */
public final class HpkeContext {
    private final Hpke.Suite suite;
    private final byte[] suiteId;
    private final byte[] key;
    private final byte[] baseNonce;
    private final byte[] exporter;
    private long sequence;

    HpkeContext(Hpke.Suite suite, byte[] suiteId, byte[] key, byte[] baseNonce, byte[] exporter) {
        this.suite = suite;
        this.suiteId = suiteId;
        this.key = key;
        this.baseNonce = baseNonce;
        this.exporter = exporter;
    }

    /** Seals the next message. */
    public byte[] seal(byte[] aad, byte[] plain) {
        byte[] sealed = suite.aead().seal(key, nonce(), aad, plain);
        sequence++;
        return sealed;
    }

    /** Opens the next message; a refused one does not count. */
    public byte[] open(byte[] aad, byte[] ciphertext) throws Malformed {
        byte[] plain = suite.aead().open(key, nonce(), aad, ciphertext);
        sequence++;
        return plain;
    }

    /** A secret of {@code n} bytes that both sides can make (RFC 9180 §5.3). */
    public byte[] export(byte[] context, int n) {
        return HpkeLabels.expand(suite.kdf(), suiteId, exporter, "sec", context, n);
    }

    @Override
    public String toString() {
        return "[hidden]";
    }

    private byte[] nonce() {
        byte[] nonce = baseNonce.clone();
        byte[] counter = Bytes.u64(sequence);
        for (int i = 0; i < counter.length; i++) {
            nonce[nonce.length - counter.length + i] ^= counter[i];
        }
        return nonce;
    }
}
