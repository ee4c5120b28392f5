package org.hublink.mls;

import java.util.List;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Malformed;

/**
 * A leaf node (RFC 9420 §7.2).
 *
 * @param notBefore start of the lifetime in epoch seconds, 0 unless the source is a key package
 * @param notAfter end of the lifetime
 * @param parentHash empty unless the source is a commit
 */
record LeafNode(
        byte[] encryptionKey,
        byte[] signatureKey,
        Credential credential,
        Capabilities capabilities,
        int source,
        long notBefore,
        long notAfter,
        byte[] parentHash,
        List<Extension> extensions,
        byte[] signature)
        implements Node {
    static final int KEY_PACKAGE = 1;
    static final int UPDATE = 2;
    static final int COMMIT = 3;

    private static final byte[] NOTHING = {};
    private static final String LABEL = "LeafNodeTBS";

    static LeafNode read(ByteReader in) throws Malformed {
        byte[] encryptionKey = in.vector();
        byte[] signatureKey = in.vector();
        Credential credential = Credential.read(in);
        Capabilities capabilities = Capabilities.read(in);
        int source = in.u8();
        if (source < KEY_PACKAGE || source > COMMIT) {
            throw new Malformed("leaf-source");
        }
        long notBefore = source == KEY_PACKAGE ? Times.read(in) : 0;
        long notAfter = source == KEY_PACKAGE ? Times.read(in) : 0;
        byte[] parentHash = source == COMMIT ? in.vector() : NOTHING;
        return new LeafNode(
                encryptionKey,
                signatureKey,
                credential,
                capabilities,
                source,
                notBefore,
                notAfter,
                parentHash,
                Extension.readAll(in),
                in.vector());
    }

    @Override
    public void write(ByteWriter out) {
        writeUnsigned(out);
        out.vector(signature);
    }

    private void writeUnsigned(ByteWriter out) {
        out.vector(encryptionKey).vector(signatureKey);
        credential.write(out);
        capabilities.write(out);
        out.u8(source);
        if (source == KEY_PACKAGE) {
            Times.write(out, notBefore);
            Times.write(out, notAfter);
        } else if (source == COMMIT) {
            out.vector(parentHash);
        }
        Encoded.writeList(out, extensions);
    }

    /** What is signed: outside a key package the group and the place in it, too. */
    private byte[] toBeSigned(byte[] groupId, int leafIndex) {
        ByteWriter out = new ByteWriter();
        writeUnsigned(out);
        if (source != KEY_PACKAGE) {
            out.vector(groupId).u32(leafIndex);
        }
        return out.toBytes();
    }

    LeafNode signed(CipherSuite suite, byte[] privateKey, byte[] groupId, int leafIndex) {
        byte[] made = suite.signWithLabel(privateKey, LABEL, toBeSigned(groupId, leafIndex));
        return sameClient(encryptionKey, source, notBefore, notAfter, parentHash, extensions, made);
    }

    boolean verifies(CipherSuite suite, byte[] groupId, int leafIndex) {
        return verifies(suite, suite.verifyingKey(signatureKey), groupId, leafIndex);
    }

    /**
     * The same.
     *
     * @param key that of this leaf, which has perhaps verified before
     */
    boolean verifies(CipherSuite suite, VerifyingKey key, byte[] groupId, int leafIndex) {
        return suite.verifyWithLabel(key, LABEL, toBeSigned(groupId, leafIndex), signature);
    }

    LeafNode withExtensions(List<Extension> others) {
        return sameClient(encryptionKey, source, notBefore, notAfter, parentHash, others, NOTHING);
    }

    /** The leaf of a later update or commit by the same client, not yet signed. */
    LeafNode renewed(byte[] newEncryptionKey, int newSource, byte[] newParentHash) {
        return sameClient(newEncryptionKey, newSource, 0, 0, newParentHash, extensions, NOTHING);
    }

    /** Another leaf with the same signature key, credential and capabilities. */
    private LeafNode sameClient(
            byte[] key, int from, long start, long end, byte[] hash, List<Extension> ofLeaf, byte[] signed) {
        return new LeafNode(key, signatureKey, credential, capabilities, from, start, end, hash, ofLeaf, signed);
    }
}
