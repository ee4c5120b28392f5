package org.hublink.mls;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Hpke;
import org.hublink.primitives.Malformed;

/** New keys along a member's filtered direct path (RFC 9420 §7.6). */
record UpdatePath(LeafNode leaf, List<PathNode> nodes) implements Encoded {
    /** One node: its public key, and its path secret for each node of the copath's resolution. */
    record PathNode(byte[] encryptionKey, List<Hpke.Sealed> secrets) implements Encoded {
        static PathNode read(ByteReader in) throws Malformed {
            return new PathNode(in.vector(), Encoded.readList(in, UpdatePath::readSealed));
        }

        @Override
        public void write(ByteWriter out) {
            ByteWriter body = new ByteWriter();
            for (Hpke.Sealed sealed : secrets) {
                writeSealed(body, sealed);
            }
            out.vector(encryptionKey).vector(body);
        }
    }

    static UpdatePath read(ByteReader in) throws Malformed {
        return new UpdatePath(LeafNode.read(in), Encoded.readList(in, PathNode::read));
    }

    /** HPKECiphertext. */
    static Hpke.Sealed readSealed(ByteReader in) throws Malformed {
        return new Hpke.Sealed(in.vector(), in.vector());
    }

    static void writeSealed(ByteWriter out, Hpke.Sealed sealed) {
        out.vector(sealed.encapsulation()).vector(sealed.ciphertext());
    }

    /** The new public keys, from the lowest node up. */
    List<byte[]> keys() {
        List<byte[]> out = new ArrayList<>();
        for (PathNode node : nodes) {
            out.add(node.encryptionKey);
        }
        return out;
    }

    @Override
    public void write(ByteWriter out) {
        leaf.write(out);
        Encoded.writeList(out, nodes);
    }
}
