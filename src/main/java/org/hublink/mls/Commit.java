package org.hublink.mls;

import java.util.List;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/** A commit (RFC 9420 §12.4). */
record Commit(List<Item> proposals, @Nullable UpdatePath path) implements Encoded {
    /** A proposal by value, or the reference of one sent before. */
    sealed interface Item extends Encoded {
        static Item read(ByteReader in) throws Malformed {
            return switch (in.u8()) {
                case 1 -> new ByValue(Proposal.read(in));
                case 2 -> new ByReference(in.vector());
                default -> throw new Malformed("proposal-or-ref");
            };
        }
    }

    record ByValue(Proposal proposal) implements Item {
        @Override
        public void write(ByteWriter out) {
            out.u8(1);
            proposal.write(out);
        }
    }

    record ByReference(byte[] reference) implements Item {
        @Override
        public void write(ByteWriter out) {
            out.u8(2).vector(reference);
        }
    }

    static Commit read(ByteReader in) throws Malformed {
        return new Commit(Encoded.readList(in, Item::read), Encoded.readOptional(in, UpdatePath::read));
    }

    @Override
    public void write(ByteWriter out) {
        Encoded.writeList(out, proposals);
        Encoded.writeOptional(out, path);
    }
}
