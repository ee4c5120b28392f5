package org.hublink.mls;

import java.util.List;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Malformed;

/** A key package (RFC 9420 §10). */
record KeyPackage(int suite, byte[] initKey, LeafNode leaf, List<Extension> extensions, byte[] signature)
        implements MlsMessage.Body {
    private static final byte[] NOTHING = {};
    private static final String LABEL = "KeyPackageTBS";

    static KeyPackage read(ByteReader in) throws Malformed {
        MlsMessage.readVersion(in);
        return new KeyPackage(in.u16(), in.vector(), LeafNode.read(in), Extension.readAll(in), in.vector());
    }

    @Override
    public int wireFormat() {
        return MlsMessage.KEY_PACKAGE;
    }

    @Override
    public void write(ByteWriter out) {
        writeUnsigned(out);
        out.vector(signature);
    }

    private void writeUnsigned(ByteWriter out) {
        out.u16(MlsMessage.VERSION).u16(suite).vector(initKey);
        leaf.write(out);
        Encoded.writeList(out, extensions);
    }

    private byte[] toBeSigned() {
        ByteWriter out = new ByteWriter();
        writeUnsigned(out);
        return out.toBytes();
    }

    static KeyPackage signed(
            CipherSuite suite, byte[] initKey, LeafNode leaf, List<Extension> extensions, byte[] privateKey) {
        KeyPackage unsigned = new KeyPackage(suite.number(), initKey, leaf, extensions, NOTHING);
        byte[] signature = suite.signWithLabel(privateKey, LABEL, unsigned.toBeSigned());
        return new KeyPackage(suite.number(), initKey, leaf, extensions, signature);
    }

    boolean verifies(CipherSuite of) {
        return of.verifyWithLabel(of.verifyingKey(leaf.signatureKey()), LABEL, toBeSigned(), signature);
    }

    /** KeyPackageRef (§5.2). */
    byte[] reference(CipherSuite of) {
        return of.refHash("MLS 1.0 KeyPackage Reference", encode());
    }
}
