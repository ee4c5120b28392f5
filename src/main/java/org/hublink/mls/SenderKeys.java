package org.hublink.mls;

import java.util.List;
import org.hublink.primitives.Malformed;

/** Whose key a message that is no commit must verify with (RFC 9420 §6.1 and §12.1.8). */
final class SenderKeys {
    private SenderKeys() {}

    static VerifyingKey of(Epoch epoch, FramedContent framed) throws Malformed {
        Sender sender = framed.sender();
        if (sender.type() == Sender.MEMBER) {
            return epoch.tree().verifyingKey(sender.index());
        }
        if (!(framed.content() instanceof Content.OfProposal proposal)) {
            throw new Malformed("sender-type");
        }
        if (sender.type() == Sender.EXTERNAL) {
            return epoch.suite().verifyingKey(external(epoch, sender, proposal.proposal()));
        }
        if (sender.type() == Sender.NEW_MEMBER_PROPOSAL && proposal.proposal() instanceof Proposal.Add add) {
            return epoch.suite().verifyingKey(add.keyPackage().leaf().signatureKey());
        }
        throw new Malformed("sender-type");
    }

    private static byte[] external(Epoch epoch, Sender sender, Proposal proposal) throws Malformed {
        if (proposal instanceof Proposal.Update || proposal instanceof Proposal.ExternalInit) {
            throw new Malformed("proposal-by-outsider");
        }
        List<ExternalSender> known = ExternalSender.of(epoch.context().extensions());
        if (sender.index() >= known.size()) {
            throw new Malformed("external-sender-unknown");
        }
        return known.get((int) sender.index()).signatureKey();
    }
}
