package org.hublink.mls;

import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Malformed;

/** What a framed message carries (RFC 9420 §6). */
sealed interface Content extends Encoded {
    int APPLICATION = 1;
    int PROPOSAL = 2;
    int COMMIT = 3;

    int type();

    static Content read(int type, ByteReader in) throws Malformed {
        return switch (type) {
            case APPLICATION -> new OfApplication(in.vector());
            case PROPOSAL -> new OfProposal(Proposal.read(in));
            case COMMIT -> new OfCommit(Commit.read(in));
            default -> throw new Malformed("content-type");
        };
    }

    record OfApplication(byte[] data) implements Content {
        @Override
        public int type() {
            return APPLICATION;
        }

        @Override
        public void write(ByteWriter out) {
            out.vector(data);
        }
    }

    record OfProposal(Proposal proposal) implements Content {
        @Override
        public int type() {
            return PROPOSAL;
        }

        @Override
        public void write(ByteWriter out) {
            proposal.write(out);
        }
    }

    record OfCommit(Commit commit) implements Content {
        @Override
        public int type() {
            return COMMIT;
        }

        @Override
        public void write(ByteWriter out) {
            commit.write(out);
        }
    }
}
