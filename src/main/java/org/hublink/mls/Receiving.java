package org.hublink.mls;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Hex;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/** Takes messages from the group (RFC 9420 §6, §12, §15). Until one has proved genuine nothing changes. */
final class Receiving {
    private final Group group;
    private final Epoch epoch;
    private final Terms terms;

    private Receiving(Group group, Terms terms) {
        this.group = group;
        this.epoch = group.epoch();
        this.terms = terms;
    }

    static Received receive(Group group, byte[] message, Terms terms) throws Malformed {
        MlsMessage.Body body = MlsMessage.decode(message).body();
        Receiving receiving = new Receiving(group, terms);
        if (body instanceof PrivateMessage sealed) {
            return receiving.receive(sealed);
        }
        if (body instanceof PublicMessage clear) {
            return receiving.receive(clear);
        }
        throw new Malformed("not-a-group-message");
    }

    private Received receive(PrivateMessage sealed) throws Malformed {
        PastEpoch past = past(sealed);
        if (past != null) {
            return late(sealed, past);
        }
        current(sealed.groupId(), sealed.epoch());
        MessageProtection.Opened opened = MessageProtection.open(
                epoch.suite(), sealed, group.ratchets(), epoch.secrets().senderData());
        notOwn(opened.content().content().sender());
        if (sealed.contentType() != Content.COMMIT) {
            checkSignature(opened.content());
        }
        Received received = receive(opened.content(), opened.step());
        opened.step().wipe();
        return received;
    }

    private @Nullable PastEpoch past(PrivateMessage sealed) {
        if (sealed.contentType() != Content.APPLICATION
                || !Bytes.equal(sealed.groupId(), epoch.context().groupId())) {
            return null;
        }
        for (PastEpoch past : group.past()) {
            if (past.number() == sealed.epoch()) {
                return past;
            }
        }
        return null;
    }

    /** An application message of an epoch that is over (§15.3). */
    private Received late(PrivateMessage sealed, PastEpoch past) throws Malformed {
        MessageProtection.Opened opened =
                MessageProtection.open(epoch.suite(), sealed, past.ratchets(), past.senderData());
        AuthenticatedContent message = opened.content();
        FramedContent framed = message.content();
        if (!message.verifies(
                        epoch.suite(), epoch.suite().verifyingKey(past.signatureKey(framed.sender())), past.context())
                || !(framed.content() instanceof Content.OfApplication application)) {
            throw new Malformed("signature");
        }
        opened.step().take();
        opened.step().wipe();
        return new Received.Message(
                group.successor(group.proposals()),
                (int) framed.sender().index(),
                framed.authenticatedData(),
                application.data(),
                past.number());
    }

    private Received receive(PublicMessage clear) throws Malformed {
        FramedContent framed = clear.content().content();
        current(framed.groupId(), framed.epoch());
        notOwn(framed.sender());
        AuthenticatedContent content = clear.unprotect(
                epoch.suite(), epoch.contextBytes(), epoch.secrets().membership());
        if (framed.content().type() != Content.COMMIT) {
            checkSignature(content);
        }
        return receive(content, null);
    }

    private Received receive(AuthenticatedContent message, SecretTree.@Nullable Step step) throws Malformed {
        FramedContent framed = message.content();
        int sender =
                framed.sender().type() == Sender.MEMBER ? (int) framed.sender().index() : -1;
        byte[] data = framed.authenticatedData();
        Content content = framed.content();
        if (content instanceof Content.OfApplication application) {
            take(step);
            return new Received.Message(
                    group.successor(group.proposals()), sender, data, application.data(), framed.epoch());
        }
        if (content instanceof Content.OfProposal proposal) {
            return proposed(message, proposal.proposal(), step);
        }
        CommitReceipt.Taken taken = CommitReceipt.take(epoch, message, group.proposals(), terms);
        Epoch next = taken.next();
        if (next == null) {
            group.end();
            return new Received.Removed(taken.committer(), data);
        }
        ProposalList.Applied changes = taken.changes();
        return new Received.Committed(
                group.advance(next, terms.policy()),
                taken.committer(),
                data,
                new ArrayList<>(changes.added().keySet()),
                changes.removed(),
                changes.updated(),
                changes.reInit() != null);
    }

    private Received proposed(AuthenticatedContent message, Proposal proposal, SecretTree.@Nullable Step step)
            throws Malformed {
        FramedContent framed = message.content();
        if (!terms.policy().proposalsAlone()) {
            throw new Malformed("proposal-alone");
        }
        if (group.proposals().size() >= Policy.PROPOSALS_MAX) {
            throw new Malformed("too-many-proposals");
        }
        byte[] reference = message.proposalReference(epoch.suite());
        Map<String, ProposalList.Item> next = new LinkedHashMap<>(group.proposals());
        next.put(Hex.encode(reference), new ProposalList.Item(proposal, framed.sender()));
        take(step);
        int sender =
                framed.sender().type() == Sender.MEMBER ? (int) framed.sender().index() : -1;
        Member newcomer = proposal instanceof Proposal.Add add
                ? Member.of(-1, add.keyPackage().leaf())
                : null;
        int removed = proposal instanceof Proposal.Remove remove && epoch.tree().leaf(remove.leaf()) != null
                ? (int) remove.leaf()
                : -1;
        return new Received.Proposed(
                group.successor(next),
                sender,
                framed.authenticatedData(),
                reference,
                proposal.type(),
                newcomer,
                removed);
    }

    private static void take(SecretTree.@Nullable Step step) {
        if (step != null) {
            step.take();
        }
    }

    private void current(byte[] groupId, long messageEpoch) throws Malformed {
        if (!Bytes.equal(groupId, epoch.context().groupId())) {
            throw new Malformed("other-group");
        }
        if (messageEpoch != epoch.context().epoch()) {
            throw new Malformed(messageEpoch < epoch.context().epoch() ? "epoch-past" : "epoch-future");
        }
        group.checkOpen();
    }

    private void notOwn(Sender sender) throws Malformed {
        if (sender.type() == Sender.MEMBER && sender.index() == epoch.own()) {
            throw new Malformed("own-message");
        }
    }

    /** A proposal's or an application message's signature; a commit's is checked with the commit. */
    private void checkSignature(AuthenticatedContent message) throws Malformed {
        FramedContent framed = message.content();
        VerifyingKey key = SenderKeys.of(epoch, framed);
        if (!message.verifies(epoch.suite(), key, epoch.contextBytes())) {
            throw new Malformed("signature");
        }
    }
}
