package org.hublink.engine;

import org.hublink.primitives.Aead;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Hash;
import org.hublink.primitives.Hpke;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Randomness;
import org.hublink.primitives.Utf8;

/**
 * The key of one version of a desk's archive (PROTOCOL B3), which never seals anything itself: what seals records, and what
 * seals the former version's key, is derived from it by its own label.
 */
final class ArchiveKey {
    static final int KEY_BYTES = 32;

    private static final Hpke.Suite SUITE = new Hpke.Suite(Hpke.Kem.XWING, Hash.SHA256, Aead.AES_256_GCM);
    private static final byte[] NOTHING = {};
    private static final byte[] ONE_NONCE = new byte[Aead.NONCE_LENGTH];
    private static final int WRAP_BYTES = Hpke.Kem.XWING.encapsulationLength() + KEY_BYTES + Aead.TAG_LENGTH;

    private final String desk;
    private final int version;
    private final byte[] key;

    private ArchiveKey(String desk, int version, byte[] key) {
        this.desk = desk;
        this.version = version;
        this.key = key;
    }

    static ArchiveKey make(String desk, int version, Randomness randomness) {
        return new ArchiveKey(desk, version, randomness.bytes(KEY_BYTES));
    }

    /** Takes 32 stored bytes; {@code archive-key} for anything else. */
    static ArchiveKey of(String desk, int version, byte[] key) throws Malformed {
        if (key.length != KEY_BYTES) {
            throw new Malformed("archive-key");
        }
        return new ArchiveKey(desk, version, key.clone());
    }

    int version() {
        return version;
    }

    /** By which all readers know that they hold the same key. */
    Digest digest() {
        return Digest.of(key);
    }

    /** For the sealed store. */
    byte[] secret() {
        return key.clone();
    }

    /** Wraps the key for a device by the sealing key of its statement. */
    byte[] wrap(String device, byte[] sealingKey, Randomness randomness) throws Malformed {
        Hpke.Sealed sealed = Hpke.seal(SUITE, sealingKey, info(desk, version, device), NOTHING, key, null, randomness);
        return Bytes.concat(sealed.encapsulation(), sealed.ciphertext());
    }

    /** Opens one's own wrap; {@code archive-wrap} for another length, {@code aead-open} for what was not meant for this place. */
    static ArchiveKey unwrap(String desk, int version, String device, byte[] sealingSeed, byte[] wrap)
            throws Malformed {
        if (wrap.length != WRAP_BYTES) {
            throw new Malformed("archive-wrap");
        }
        int at = Hpke.Kem.XWING.encapsulationLength();
        Hpke.Sealed sealed = new Hpke.Sealed(Bytes.slice(wrap, 0, at), Bytes.slice(wrap, at, wrap.length));
        byte[] key = Hpke.open(SUITE, sealingSeed, sealed, info(desk, version, device), NOTHING, null);
        return of(desk, version, key);
    }

    private static byte[] info(String desk, int version, String device) {
        return Utf8.encode("hublink archive wrap 1\n" + desk + "\n" + version + "\n" + device);
    }

    /** Seals the key of the version before; once, as a version has one before it. */
    byte[] sealFormer(ArchiveKey former) {
        return Aead.AES_256_GCM.seal(derived("former"), ONE_NONCE, place("former", ""), former.key);
    }

    ArchiveKey openFormer(byte[] sealed) throws Malformed {
        byte[] former = Aead.AES_256_GCM.open(derived("former"), ONE_NONCE, place("former", ""), sealed);
        return of(desk, version - 1, former);
    }

    /** Seals a record at its place, so that it can be served at no other one. */
    byte[] sealRecord(String conversation, int n, byte[] plain, Randomness randomness) {
        byte[] nonce = randomness.bytes(Aead.NONCE_LENGTH);
        byte[] sealed =
                Aead.AES_256_GCM.seal(derived("record"), nonce, place("record", conversation + "\n" + n), plain);
        return new ByteWriter().bytes(nonce).bytes(sealed).toBytes();
    }

    /** {@code aead-open} for what was not sealed under this key at this place. */
    byte[] openRecord(String conversation, int n, byte[] sealed) throws Malformed {
        ByteReader in = new ByteReader(sealed);
        byte[] nonce = in.bytes(Aead.NONCE_LENGTH);
        byte[] body = in.bytes(in.remaining());
        return Aead.AES_256_GCM.open(derived("record"), nonce, place("record", conversation + "\n" + n), body);
    }

    private byte[] derived(String label) {
        return Hash.SHA256.expand(key, Utf8.encode("hublink archive " + label + " 1"), KEY_BYTES);
    }

    private byte[] place(String label, String where) {
        return Utf8.encode("hublink archive " + label + "\n" + desk + "\n" + version + "\n" + where);
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
