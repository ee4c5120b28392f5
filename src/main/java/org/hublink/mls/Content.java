package org.hublink.mls;

import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Malformed;

/** What a framed message carries (RFC 9420 §6). */
sealed interface Content extends Encoded {
    int APPLICATION = 1;
    int PROPOSAL = 2;
    int COMMIT = 3;

    default int type() {
        if (this instanceof OfApplication) {
            return APPLICATION;
        }
        return this instanceof OfProposal ? PROPOSAL : COMMIT;
    }

    static Content read(int type, ByteReader in) throws Malformed {
        return switch (type) {
            case APPLICATION -> new OfApplication(in.vector());
            case PROPOSAL -> new OfProposal(Proposal.read(in));
            case COMMIT -> new OfCommit(Commit.read(in));
            default -> throw new Malformed("content-type");
        };
    }

    @Override
    default void write(ByteWriter out) {
        if (this instanceof OfApplication application) {
            out.vector(application.data());
        } else if (this instanceof OfProposal proposal) {
            proposal.proposal().write(out);
        } else if (this instanceof OfCommit commit) {
            commit.commit().write(out);
        }
    }

    record OfApplication(byte[] data) implements Content {}

    record OfProposal(Proposal proposal) implements Content {}

    record OfCommit(Commit commit) implements Content {}
}
