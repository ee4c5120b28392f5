package org.hublink.primitives;

/** The key encapsulations of RFC 9180 §4.1 (DHKEM) and X-Wing, each behind the same four acts. */
final class HpkeKem {
    private static final byte[] NOTHING = {};

    private HpkeKem() {}

    static byte[] publicKey(Hpke.Kem kem, byte[] privateKey) {
        return switch (kem) {
            case X25519 -> X25519.publicKey(privateKey);
            case P256 -> P256.publicKey(privateKey);
            case XWING -> XWing.publicKey(privateKey);
        };
    }

    /** RFC 9180 §7.1.3; for X-Wing the draft's own rule. */
    static byte[] derivePrivateKey(Hpke.Kem kem, byte[] keyMaterial) {
        if (kem == Hpke.Kem.XWING) {
            return XWing.shake256(keyMaterial, XWing.SEED_LENGTH);
        }
        byte[] suiteId = suiteId(kem);
        byte[] prk = HpkeLabels.extract(Hash.SHA256, suiteId, NOTHING, "dkp_prk", keyMaterial);
        if (kem == Hpke.Kem.X25519) {
            return HpkeLabels.expand(Hash.SHA256, suiteId, prk, "sk", NOTHING, 32);
        }
        for (int counter = 0; counter < 256; counter++) {
            byte[] candidate =
                    HpkeLabels.expand(Hash.SHA256, suiteId, prk, "candidate", new byte[] {(byte) counter}, 32);
            if (P256.validScalar(candidate)) {
                return candidate;
            }
        }
        throw new IllegalStateException("256 candidates out of range");
    }

    /** Shared secret and encapsulation. */
    static XWing.Encapsulated encapsulate(Hpke.Kem kem, byte[] publicKey, Randomness randomness) throws Malformed {
        if (kem == Hpke.Kem.XWING) {
            return XWing.encapsulate(publicKey, randomness);
        }
        byte[] ephemeral = derivePrivateKey(kem, randomness.bytes(32));
        byte[] encapsulation = publicKey(kem, ephemeral);
        byte[] secret = shared(kem, agree(kem, ephemeral, publicKey), encapsulation, publicKey);
        Bytes.zero(ephemeral);
        return new XWing.Encapsulated(secret, encapsulation);
    }

    static byte[] decapsulate(Hpke.Kem kem, byte[] privateKey, byte[] encapsulation) throws Malformed {
        if (kem == Hpke.Kem.XWING) {
            return XWing.decapsulate(privateKey, encapsulation);
        }
        return shared(kem, agree(kem, privateKey, encapsulation), encapsulation, publicKey(kem, privateKey));
    }

    private static byte[] agree(Hpke.Kem kem, byte[] privateKey, byte[] publicKey) throws Malformed {
        return kem == Hpke.Kem.X25519 ? X25519.agree(privateKey, publicKey) : P256.agree(privateKey, publicKey);
    }

    private static byte[] shared(Hpke.Kem kem, byte[] agreed, byte[] encapsulation, byte[] publicKey) {
        byte[] suiteId = suiteId(kem);
        byte[] prk = HpkeLabels.extract(Hash.SHA256, suiteId, NOTHING, "eae_prk", agreed);
        Bytes.zero(agreed);
        byte[] context = Bytes.concat(encapsulation, publicKey);
        return HpkeLabels.expand(Hash.SHA256, suiteId, prk, "shared_secret", context, 32);
    }

    private static byte[] suiteId(Hpke.Kem kem) {
        return new ByteWriter().bytes(Utf8.encode("KEM")).u16(kem.id()).toBytes();
    }
}
