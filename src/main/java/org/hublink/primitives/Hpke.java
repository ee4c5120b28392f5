package org.hublink.primitives;

import org.jspecify.annotations.Nullable;

/** HPKE (RFC 9180) in its base and PSK modes, with X-Wing as a further encapsulation. */
public final class Hpke {
    private static final byte[] NOTHING = {};

    private Hpke() {}

    /** Key encapsulations by their registered number. */
    public enum Kem {
        P256(0x0010, 65),
        X25519(0x0020, 32),
        XWING(0x647a, XWing.CIPHERTEXT_LENGTH);

        private final int id;
        private final int encapsulationLength;

        Kem(int id, int encapsulationLength) {
            this.id = id;
            this.encapsulationLength = encapsulationLength;
        }

        public int id() {
            return id;
        }

        /** Bytes of an encapsulation. */
        public int encapsulationLength() {
            return encapsulationLength;
        }
    }

    /** The three algorithms used together. */
    public record Suite(Kem kem, Hash kdf, Aead aead) {}

    /** A private key and its public key. */
    public record KeyPair(byte[] privateKey, byte[] publicKey) {
        @Override
        public String toString() {
            return "[hidden]";
        }
    }

    /** A secret both sides know beforehand, of at least 32 bytes, and its name. */
    public record Psk(byte[] id, byte[] secret) {
        public Psk {
            if (secret.length < 32 || id.length == 0) {
                throw new IllegalArgumentException("a PSK has 32 bytes or more, and a name");
            }
        }

        @Override
        public String toString() {
            return "[hidden]";
        }
    }

    /** One message with the encapsulation that opens it. */
    public record Sealed(byte[] encapsulation, byte[] ciphertext) {}

    /** The sender's context with the encapsulation that makes the receiver's. */
    public record Sender(byte[] encapsulation, HpkeContext context) {}

    /** RFC 9180 §4 DeriveKeyPair: the key pair of some key material, of at least as many bytes as a private key. */
    public static KeyPair deriveKeyPair(Kem kem, byte[] keyMaterial) {
        byte[] privateKey = HpkeKem.derivePrivateKey(kem, keyMaterial);
        return new KeyPair(privateKey, HpkeKem.publicKey(kem, privateKey));
    }

    public static byte[] publicKey(Kem kem, byte[] privateKey) {
        return HpkeKem.publicKey(kem, privateKey);
    }

    /** Seals one message. Refuses a public key that is none, with the reason of its kind. */
    public static Sealed seal(
            Suite suite,
            byte[] publicKey,
            byte[] info,
            byte[] aad,
            byte[] plain,
            @Nullable Psk psk,
            Randomness randomness)
            throws Malformed {
        Sender sender = setupSender(suite, publicKey, info, psk, randomness);
        return new Sealed(sender.encapsulation(), sender.context().seal(aad, plain));
    }

    /** Opens one message; {@code aead-open} or the reason of a bad encapsulation. */
    public static byte[] open(Suite suite, byte[] privateKey, Sealed sealed, byte[] info, byte[] aad, @Nullable Psk psk)
            throws Malformed {
        return setupReceiver(suite, privateKey, sealed.encapsulation(), info, psk)
                .open(aad, sealed.ciphertext());
    }

    public static Sender setupSender(
            Suite suite, byte[] publicKey, byte[] info, @Nullable Psk psk, Randomness randomness) throws Malformed {
        XWing.Encapsulated made = HpkeKem.encapsulate(suite.kem(), publicKey, randomness);
        return new Sender(made.ciphertext(), context(suite, made.secret(), info, psk));
    }

    public static HpkeContext setupReceiver(
            Suite suite, byte[] privateKey, byte[] encapsulation, byte[] info, @Nullable Psk psk) throws Malformed {
        return context(suite, HpkeKem.decapsulate(suite.kem(), privateKey, encapsulation), info, psk);
    }

    /** RFC 9180 §5.1 KeySchedule. */
    private static HpkeContext context(Suite suite, byte[] shared, byte[] info, @Nullable Psk psk) {
        Hash hash = suite.kdf();
        byte[] suiteId = suiteId(suite);
        byte[] pskId = psk == null ? NOTHING : psk.id();
        byte[] pskIdHash = HpkeLabels.extract(hash, suiteId, NOTHING, "psk_id_hash", pskId);
        byte[] infoHash = HpkeLabels.extract(hash, suiteId, NOTHING, "info_hash", info);
        byte[] schedule = Bytes.concat(new byte[] {(byte) (psk == null ? 0 : 1)}, pskIdHash, infoHash);
        byte[] secret = HpkeLabels.extract(hash, suiteId, shared, "secret", psk == null ? NOTHING : psk.secret());
        Bytes.zero(shared);
        int keyLength = suite.aead().keyLength();
        byte[] key = HpkeLabels.expand(hash, suiteId, secret, "key", schedule, keyLength);
        byte[] nonce = HpkeLabels.expand(hash, suiteId, secret, "base_nonce", schedule, Aead.NONCE_LENGTH);
        byte[] exporter = HpkeLabels.expand(hash, suiteId, secret, "exp", schedule, hash.length());
        Bytes.zero(secret);
        return new HpkeContext(suite, suiteId, key, nonce, exporter);
    }

    private static byte[] suiteId(Suite suite) {
        int kdf = suite.kdf() == Hash.SHA256 ? 1 : 3;
        int aead = switch (suite.aead()) {
            case AES_128_GCM -> 1;
            case AES_256_GCM -> 2;
            case CHACHA20_POLY1305 -> 3;
        };
        return new ByteWriter()
                .bytes(Utf8.encode("HPKE"))
                .u16(suite.kem().id())
                .u16(kdf)
                .u16(aead)
                .toBytes();
    }
}
