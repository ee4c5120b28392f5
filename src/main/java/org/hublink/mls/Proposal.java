package org.hublink.mls;

import java.util.List;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Malformed;

/** A change to a group (RFC 9420 §12.1). */
sealed interface Proposal extends Encoded {
    int type();

    void writeBody(ByteWriter out);

    @Override
    default void write(ByteWriter out) {
        out.u16(type());
        writeBody(out);
    }

    static Proposal read(ByteReader in) throws Malformed {
        return switch (in.u16()) {
            case 1 -> new Add(KeyPackage.read(in));
            case 2 -> new Update(LeafNode.read(in));
            case 3 -> new Remove(in.u32());
            case 4 -> new Psk(PreSharedKeyId.read(in));
            case 5 -> {
                byte[] groupId = in.vector();
                int version = in.u16();
                yield new ReInit(groupId, version, in.u16(), Extension.readAll(in));
            }
            case 6 -> new ExternalInit(in.vector());
            case 7 -> new GroupContextExtensions(Extension.readAll(in));
            default -> throw new Malformed("proposal-type");
        };
    }

    record Add(KeyPackage keyPackage) implements Proposal {
        @Override
        public int type() {
            return 1;
        }

        @Override
        public void writeBody(ByteWriter out) {
            keyPackage.write(out);
        }
    }

    record Update(LeafNode leaf) implements Proposal {
        @Override
        public int type() {
            return 2;
        }

        @Override
        public void writeBody(ByteWriter out) {
            leaf.write(out);
        }
    }

    /**
     * Removes a member.
     *
     * @param leaf any uint32 until compared with the tree
     */
    record Remove(long leaf) implements Proposal {
        @Override
        public int type() {
            return 3;
        }

        @Override
        public void writeBody(ByteWriter out) {
            out.u32(leaf);
        }
    }

    record Psk(PreSharedKeyId id) implements Proposal {
        @Override
        public int type() {
            return 4;
        }

        @Override
        public void writeBody(ByteWriter out) {
            id.write(out);
        }
    }

    record ReInit(byte[] groupId, int version, int suite, List<Extension> extensions) implements Proposal {
        @Override
        public int type() {
            return 5;
        }

        @Override
        public void writeBody(ByteWriter out) {
            out.vector(groupId).u16(version).u16(suite);
            Encoded.writeList(out, extensions);
        }
    }

    record ExternalInit(byte[] kemOutput) implements Proposal {
        @Override
        public int type() {
            return 6;
        }

        @Override
        public void writeBody(ByteWriter out) {
            out.vector(kemOutput);
        }
    }

    record GroupContextExtensions(List<Extension> extensions) implements Proposal {
        @Override
        public int type() {
            return 7;
        }

        @Override
        public void writeBody(ByteWriter out) {
            Encoded.writeList(out, extensions);
        }
    }
}
