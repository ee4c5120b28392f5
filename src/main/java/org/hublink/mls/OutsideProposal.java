package org.hublink.mls;

import org.hublink.primitives.Malformed;
import org.hublink.primitives.Randomness;

/** Proposals of those who are not in the group (RFC 9420 §12.1.8). They are public messages and need a member's commit. */
public final class OutsideProposal {
    private OutsideProposal() {}

    /** A newcomer asks to be added. */
    public static byte[] byNewcomer(byte[] groupId, long epoch, KeyPackageSecrets own, Suites suites) throws Malformed {
        CipherSuite suite = suites.suite(own.keyPackage().suite());
        Proposal add = new Proposal.Add(own.keyPackage());
        return message(suite, groupId, epoch, new Sender(Sender.NEW_MEMBER_PROPOSAL, 0), add, own.signatureKey());
    }

    /**
     * Somebody proposes whom the group's external_senders extension names.
     *
     * @param place in the extension
     * @param signatureKey private key of that sender
     * @param plan no update
     */
    public static byte[] bySender(
            CipherSuite suite,
            byte[] groupId,
            long epoch,
            int place,
            byte[] signatureKey,
            ProposalPlan plan,
            Randomness randomness)
            throws Malformed {
        Proposal proposal = plan.make(suite, null, randomness).proposal();
        return message(suite, groupId, epoch, new Sender(Sender.EXTERNAL, place), proposal, signatureKey);
    }

    private static byte[] message(
            CipherSuite suite, byte[] groupId, long epoch, Sender sender, Proposal proposal, byte[] signatureKey) {
        FramedContent framed =
                new FramedContent(groupId.clone(), epoch, sender, new byte[0], new Content.OfProposal(proposal));
        AuthenticatedContent signed =
                AuthenticatedContent.sign(suite, MlsMessage.PUBLIC_MESSAGE, framed, new byte[0], signatureKey);
        return new MlsMessage(new PublicMessage(signed, null)).encode();
    }
}
