package org.hublink.mls;

import org.hublink.primitives.Aead;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Hash;
import org.hublink.primitives.Hpke;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Randomness;
import org.hublink.primitives.Utf8;

/**
 * The algorithms of a group and the labelled operations of RFC 9420 §5 and §8 over them. Which number a suite carries on
 * the wire is the caller's choice: private-use suites have different numbers elsewhere.
 */
public record CipherSuite(int number, Hpke.Kem kem, Hash hash, Aead aead, SignatureScheme signature) {
    /** MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519. */
    public static final CipherSuite X25519_AES128 =
            new CipherSuite(1, Hpke.Kem.X25519, Hash.SHA256, Aead.AES_128_GCM, SignatureScheme.ED25519);

    /** MLS_128_DHKEMP256_AES128GCM_SHA256_P256. */
    public static final CipherSuite P256_AES128 =
            new CipherSuite(2, Hpke.Kem.P256, Hash.SHA256, Aead.AES_128_GCM, SignatureScheme.ECDSA_SECP256R1_SHA256);

    /** MLS_128_DHKEMX25519_CHACHA20POLY1305_SHA256_Ed25519. */
    public static final CipherSuite X25519_CHACHA20 =
            new CipherSuite(3, Hpke.Kem.X25519, Hash.SHA256, Aead.CHACHA20_POLY1305, SignatureScheme.ED25519);

    static final String PREFIX = "MLS 1.0 ";
    private static final byte[] NOTHING = {};

    public CipherSuite {
        if (number < 1 || number > 0xffff) {
            throw new IllegalArgumentException("a suite's number has 16 bits");
        }
    }

    /** X-Wing, AES-256-GCM, SHA-512 and Ed25519, under a number for private use. */
    public static CipherSuite xWing(int number) {
        return new CipherSuite(number, Hpke.Kem.XWING, Hash.SHA512, Aead.AES_256_GCM, SignatureScheme.ED25519);
    }

    /** RefHash (§5.2). */
    byte[] refHash(String label, byte[] value) {
        return hash.of(new ByteWriter().vector(Utf8.encode(label)).vector(value).toBytes());
    }

    /** Several derivations from one secret. */
    Expander expander(byte[] secret) {
        return new Expander(hash, secret);
    }

    /** ExpandWithLabel (§8). */
    byte[] expandWithLabel(byte[] secret, String label, byte[] context, int length) {
        return expander(secret).withLabel(label, context, length);
    }

    /** DeriveSecret (§8). */
    byte[] deriveSecret(byte[] secret, String label) {
        return expander(secret).secret(label);
    }

    /** DeriveTreeSecret (§9.1); a generation is a uint32. */
    byte[] deriveTreeSecret(byte[] secret, String label, long generation, int length) {
        return expander(secret).ofGeneration(label, generation, length);
    }

    /** SignWithLabel (§5.1.2). */
    byte[] signWithLabel(byte[] privateKey, String label, byte[] content) {
        return signature.sign(privateKey, labelled(label, content));
    }

    /** SignWithLabel with a key that signs often. */
    byte[] signWithLabel(SigningKey key, String label, byte[] content) {
        return key.sign(labelled(label, content));
    }

    /** A public key of the suite's signature scheme. */
    VerifyingKey verifyingKey(byte[] publicKey) {
        return new VerifyingKey(signature, publicKey);
    }

    /** VerifyWithLabel (§5.1.2); false for anything malformed. */
    boolean verifyWithLabel(VerifyingKey key, String label, byte[] content, byte[] signed) {
        return key.verifies(labelled(label, content), signed);
    }

    /** EncryptWithLabel (§5.1.3). */
    Hpke.Sealed encryptWithLabel(byte[] publicKey, String label, byte[] context, byte[] plain, Randomness randomness)
            throws Malformed {
        return Hpke.seal(hpke(), publicKey, labelled(label, context), NOTHING, plain, null, randomness);
    }

    /** DecryptWithLabel (§5.1.3). */
    byte[] decryptWithLabel(byte[] privateKey, String label, byte[] context, Hpke.Sealed sealed) throws Malformed {
        return Hpke.open(hpke(), privateKey, sealed, labelled(label, context), NOTHING, null);
    }

    byte[] mac(byte[] key, byte[] message) {
        return hash.hmac(key, message);
    }

    /** As many zero bytes as a hash has. */
    byte[] zero() {
        return new byte[hash.length()];
    }

    Hpke.KeyPair deriveKeyPair(byte[] secret) {
        return Hpke.deriveKeyPair(kem, secret);
    }

    Hpke.Suite hpke() {
        return new Hpke.Suite(kem, hash, aead);
    }

    boolean macEquals(byte[] key, byte[] message, byte[] tag) {
        return Bytes.equal(mac(key, message), tag);
    }

    private static byte[] labelled(String label, byte[] content) {
        ByteWriter head = new ByteWriter().vector(Utf8.encode(PREFIX + label)).varint(content.length);
        return Bytes.concat(head.toBytes(), content);
    }
}
