package org.hublink.mls;

import java.util.List;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Hpke;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Randomness;

/** A key package with its private keys: made once, published, used to join once. */
public final class KeyPackageSecrets {
    private final KeyPackage keyPackage;
    private final byte[] initKey;
    private final byte[] leafKey;
    private final byte[] signatureKey;

    KeyPackageSecrets(KeyPackage keyPackage, byte[] initKey, byte[] leafKey, byte[] signatureKey) {
        this.keyPackage = keyPackage;
        this.initKey = initKey;
        this.leafKey = leafKey;
        this.signatureKey = signatureKey;
    }

    /**
     * Makes a key package.
     *
     * @param extensions of the leaf; their types are listed in its capabilities
     * @param notBefore epoch seconds, as {@code notAfter}
     */
    public static KeyPackageSecrets make(
            CipherSuite suite,
            Credential credential,
            byte[] signatureKey,
            Capabilities capabilities,
            List<Extension> extensions,
            long notBefore,
            long notAfter,
            Randomness randomness) {
        Hpke.KeyPair leaf = suite.deriveKeyPair(randomness.bytes(suite.hash().length()));
        Hpke.KeyPair init = suite.deriveKeyPair(randomness.bytes(suite.hash().length()));
        LeafNode unsigned = new LeafNode(
                leaf.publicKey(),
                suite.signature().publicKey(signatureKey),
                credential,
                capabilities,
                LeafNode.KEY_PACKAGE,
                notBefore,
                notAfter,
                new byte[0],
                List.copyOf(extensions),
                new byte[0]);
        LeafNode signed = unsigned.signed(suite, signatureKey, new byte[0], 0);
        KeyPackage keyPackage = KeyPackage.signed(suite, init.publicKey(), signed, List.of(), signatureKey);
        return new KeyPackageSecrets(keyPackage, init.privateKey(), leaf.privateKey(), signatureKey.clone());
    }

    /** The key package as an MLS message, to be published. */
    public byte[] message() {
        return new MlsMessage(keyPackage).encode();
    }

    /** KeyPackageRef (RFC 9420 §5.2). */
    public byte[] reference(CipherSuite suite) {
        return keyPackage.reference(suite);
    }

    /** For storage, sealed by the caller: it holds the private keys. */
    public byte[] encode() {
        ByteWriter out = new ByteWriter();
        keyPackage.write(out);
        return out.vector(initKey).vector(leafKey).vector(signatureKey).toBytes();
    }

    /** Reads what {@link #encode} wrote. */
    public static KeyPackageSecrets decode(byte[] bytes) throws Malformed {
        return Encoded.decode(bytes, KeyPackageSecrets::read);
    }

    private static KeyPackageSecrets read(ByteReader in) throws Malformed {
        return new KeyPackageSecrets(KeyPackage.read(in), in.vector(), in.vector(), in.vector());
    }

    KeyPackage keyPackage() {
        return keyPackage;
    }

    byte[] initKey() {
        return initKey;
    }

    byte[] leafKey() {
        return leafKey;
    }

    byte[] signatureKey() {
        return signatureKey;
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
