package org.hublink.primitives;

import static org.hublink.primitives.KnownAnswers.hex;

import java.math.BigInteger;
import java.util.Map;

/** How each kind of Wycheproof file (its algorithm, and the type of its groups) is run through our primitives, on either home. */
final class WycheproofReaders {
    private static final BigInteger P256_ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

    private WycheproofReaders() {}

    /** One case: true where our primitive takes it and its answer is the expected one. */
    interface Check {
        boolean passes(Fields group, Fields test) throws Malformed;
    }

    /**
     * A reader.
     *
     * @param expected the field of a case that holds what has to come out
     */
    record Reader(String expected, Check check) {}

    /** A case that none of our primitives is made for. */
    static final class LeftOut extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LeftOut(String reason) {
            super(reason);
        }
    }

    /** By algorithm and group type, as the files name them. */
    static final Map<String, Reader> BY_KIND = Map.ofEntries(
            Map.entry("AES-GCM AeadTest", new Reader("tag", WycheproofReaders::aesGcm)),
            Map.entry("CHACHA20-POLY1305 AeadTest", new Reader("tag", WycheproofReaders::chaCha)),
            Map.entry("ECDSA EcdsaP1363Verify", new Reader("sig", WycheproofReaders::ecdsa)),
            Map.entry("ECDSA EcdsaVerify", new Reader("sig", WycheproofReaders::ecdsaDer)),
            Map.entry("EDDSA EddsaVerify", new Reader("sig", WycheproofReaders::ed25519)),
            Map.entry("HKDF-SHA-256 HkdfTest", new Reader("okm", (group, test) -> hkdf(Hash.SHA256, test))),
            Map.entry("HKDF-SHA-512 HkdfTest", new Reader("okm", (group, test) -> hkdf(Hash.SHA512, test))),
            Map.entry("HMACSHA256 MacTest", new Reader("tag", (group, test) -> hmac(Hash.SHA256, group, test))),
            Map.entry("HMACSHA512 MacTest", new Reader("tag", (group, test) -> hmac(Hash.SHA512, group, test))),
            Map.entry("XDH XdhComp", new Reader("shared", WycheproofReaders::x25519)),
            Map.entry("ML-KEM MLKEMTest", new Reader("K", WycheproofReaders::decapsulation)),
            Map.entry("ML-KEM MLKEMEncapsTest", new Reader("K", WycheproofReaders::encapsulation)),
            Map.entry("ML-KEM MLKEMKeyGen", new Reader("ek", WycheproofReaders::keyGeneration)));

    private static boolean aesGcm(Fields group, Fields test) throws Malformed {
        sizes(group);
        long bits = group.integer("keySize", 0, 256);
        if (bits == 192) {
            throw new LeftOut("no AES-192 in any suite");
        }
        return aead(bits == 128 ? Aead.AES_128_GCM : Aead.AES_256_GCM, test);
    }

    private static boolean chaCha(Fields group, Fields test) throws Malformed {
        sizes(group);
        return aead(Aead.CHACHA20_POLY1305, test);
    }

    private static void sizes(Fields group) throws Malformed {
        if (group.integer("ivSize", 0, 1_000_000) != 96) {
            throw new LeftOut("nonce is not 12 bytes");
        }
        if (group.integer("tagSize", 0, 128) != 128) {
            throw new LeftOut("tag is not 16 bytes");
        }
    }

    private static boolean aead(Aead aead, Fields test) throws Malformed {
        byte[] sealed = Bytes.concat(hex(test, "ct"), hex(test, "tag"));
        byte[] plain = aead.open(hex(test, "key"), hex(test, "iv"), hex(test, "aad"), sealed);
        return Bytes.equal(plain, hex(test, "msg"))
                && Bytes.equal(aead.seal(hex(test, "key"), hex(test, "iv"), hex(test, "aad"), plain), sealed);
    }

    /** In the 64 bytes of the file, of which we take low s only, and in the DER of MLS, in which any. */
    private static boolean ecdsa(Fields group, Fields test) throws Malformed {
        byte[] key = point(group);
        byte[] message = hex(test, "msg");
        byte[] signature = hex(test, "sig");
        boolean raw = P256.verify(key, message, signature);
        if (signature.length != 64) {
            return raw;
        }
        BigInteger r = new BigInteger(1, Bytes.slice(signature, 0, 32));
        BigInteger s = new BigInteger(1, Bytes.slice(signature, 32, 64));
        byte[] der = Bytes.concat(derInteger(r), derInteger(s));
        boolean encoded = P256.verifyDer(key, message, Bytes.concat(new byte[] {0x30, (byte) der.length}, der));
        boolean high = s.compareTo(P256_ORDER.shiftRight(1)) > 0;
        if (raw != (encoded && !high)) {
            throw new AssertionError("raw and DER signatures are judged differently");
        }
        return encoded;
    }

    private static boolean ecdsaDer(Fields group, Fields test) throws Malformed {
        return P256.verifyDer(point(group), hex(test, "msg"), hex(test, "sig"));
    }

    private static byte[] point(Fields group) throws Malformed {
        Fields key = group.object("publicKey");
        if (!key.text("curve", 1, 100).equals("secp256r1")) {
            throw new LeftOut("no curve but P-256");
        }
        if (!group.text("sha", 1, 100).equals("SHA-256")) {
            throw new LeftOut("no hash but SHA-256 with P-256");
        }
        return hex(key, "uncompressed");
    }

    private static byte[] derInteger(BigInteger value) {
        byte[] bytes = value.toByteArray();
        return Bytes.concat(new byte[] {2, (byte) bytes.length}, bytes);
    }

    private static boolean ed25519(Fields group, Fields test) throws Malformed {
        Fields key = group.object("publicKey");
        if (!key.text("curve", 1, 100).equals("edwards25519")) {
            throw new LeftOut("no curve but Ed25519");
        }
        return Ed25519.verify(hex(key, "pk"), hex(test, "msg"), hex(test, "sig"));
    }

    private static boolean hkdf(Hash hash, Fields test) throws Malformed {
        int size = (int) test.integer("size", 0, 1_000_000);
        if (size > 255 * hash.length()) {
            return false;
        }
        byte[] prk = hash.extract(hex(test, "salt"), hex(test, "ikm"));
        return Bytes.equal(hash.expand(prk, hex(test, "info"), size), hex(test, "okm"));
    }

    private static boolean hmac(Hash hash, Fields group, Fields test) throws Malformed {
        int tag = (int) group.integer("tagSize", 0, 512) / 8;
        byte[] mac = hash.hmac(hex(test, "key"), hex(test, "msg"));
        return Bytes.equal(Bytes.slice(mac, 0, tag), hex(test, "tag"));
    }

    private static boolean x25519(Fields group, Fields test) throws Malformed {
        if (!group.text("curve", 1, 100).equals("curve25519")) {
            throw new LeftOut("no curve but X25519");
        }
        byte[] shared = hex(test, "shared");
        try {
            return Bytes.equal(X25519.agree(hex(test, "private"), hex(test, "public")), shared);
        } catch (Malformed refused) {
            // The file calls a shared secret of zeros acceptable; we refuse it, and nothing else.
            if (!Bytes.equal(shared, new byte[32])) {
                throw new AssertionError("refused more than zero", refused);
            }
            return false;
        }
    }

    private static void parameters(Fields group) throws Malformed {
        if (!group.text("parameterSet", 1, 100).equals("ML-KEM-768")) {
            throw new LeftOut("no parameters but ML-KEM-768");
        }
    }

    private static boolean decapsulation(Fields group, Fields test) throws Malformed {
        parameters(group);
        byte[] seed = hex(test, "seed");
        if (seed.length != MlKem768.SEED_LENGTH) {
            return false;
        }
        boolean sameKey = Bytes.equal(MlKem768.publicKey(seed), hex(test, "ek"));
        return sameKey && Bytes.equal(MlKem768.decapsulate(seed, hex(test, "c")), hex(test, "K"));
    }

    private static boolean encapsulation(Fields group, Fields test) throws Malformed {
        parameters(group);
        byte[] m = hex(test, "m");
        MlKem768.Encapsulated made = MlKem768.encapsulate(hex(test, "ek"), n -> m);
        return Bytes.equal(made.ciphertext(), hex(test, "c")) && Bytes.equal(made.secret(), hex(test, "K"));
    }

    private static boolean keyGeneration(Fields group, Fields test) throws Malformed {
        parameters(group);
        byte[] seed = hex(test, "seed");
        return seed.length == MlKem768.SEED_LENGTH && Bytes.equal(MlKem768.publicKey(seed), hex(test, "ek"));
    }
}
