package org.hublink.mls;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Hex;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Randomness;
import org.jspecify.annotations.Nullable;

/**
 * One member's group. An operation consumes it and gives the next one; a second use of the old one is a bug and throws.
 * An input that is refused leaves it usable and unchanged.
 */
public final class Group {
    private final Epoch epoch;
    private final SecretTree ratchets;
    private final Map<String, ProposalList.Item> proposals;
    private boolean used;

    private Group(Epoch epoch, SecretTree ratchets, Map<String, ProposalList.Item> proposals) {
        this.epoch = epoch;
        this.ratchets = ratchets;
        this.proposals = proposals;
    }

    static Group begin(Epoch epoch, Policy policy) {
        return new Group(epoch, epoch.openRatchets(policy), new LinkedHashMap<>());
    }

    static Group restored(Epoch epoch, SecretTree ratchets, Map<String, ProposalList.Item> proposals) {
        return new Group(epoch, ratchets, proposals);
    }

    /**
     * Joins by a welcome.
     *
     * @param tree the encoded ratchet tree where the welcome does not carry it
     */
    public static Joined join(byte[] welcome, KeyPackageSecrets own, byte @Nullable [] tree, Terms terms) {
        try {
            if (!(MlsMessage.decode(welcome).body() instanceof Welcome body)) {
                return new Joined.Refused("not-a-welcome");
            }
            return new Joined.Welcomed(begin(Joining.join(body, own, tree, terms), terms.policy()));
        } catch (Malformed refusal) {
            return new Joined.Refused(refusal.reason());
        }
    }

    /**
     * Begins a group of one (RFC 9420 §11).
     *
     * @param own its leaf becomes the creator's; the key package is not used for anything else
     * @param extensions of the group; the creator's capabilities must list their types
     */
    public static Joined create(
            byte[] groupId, KeyPackageSecrets own, List<Extension> extensions, Terms terms, Randomness randomness) {
        try {
            CipherSuite suite = terms.policy().suites().suite(own.keyPackage().suite());
            LeafRules.keyPackage(own.keyPackage(), suite, terms);
            RatchetTree tree = RatchetTree.of(suite, own.keyPackage().leaf());
            LeafRules.together(tree, extensions);
            byte[] empty = {};
            GroupContext context = new GroupContext(
                    suite.number(), groupId.clone(), 0, tree.rootHash(), empty, List.copyOf(extensions));
            EpochSecrets secrets =
                    EpochSecrets.of(suite, randomness.bytes(suite.hash().length()));
            byte[] tag = suite.mac(secrets.confirmation(), empty);
            Epoch first = new Epoch(
                    suite,
                    context,
                    tree,
                    KeySchedule.interim(suite, empty, tag),
                    tag,
                    secrets,
                    new TreeKem.PrivateKeys(Map.of(0, own.leafKey().clone())),
                    0,
                    own.signatureKey().clone(),
                    List.of());
            return new Joined.Welcomed(begin(first, terms.policy()));
        } catch (Malformed refusal) {
            return new Joined.Refused(refusal.reason());
        }
    }

    /** Makes a commit that waits for the server's word. */
    public Committing commit(CommitPlan plan, Terms terms, Randomness randomness) {
        check();
        try {
            CommitMaking.Made made = CommitMaking.make(epoch, proposals, plan, terms, randomness);
            byte[] commit = plan.isInTheClear()
                    ? new MlsMessage(PublicMessage.protect(
                                    epoch.suite(),
                                    made.message(),
                                    epoch.contextBytes(),
                                    epoch.secrets().membership()))
                            .encode()
                    : protect(made.message(), plan.padding(), randomness);
            Welcome welcome = made.welcome();
            Pending pending = new Pending(
                    commit,
                    welcome == null ? null : new MlsMessage(welcome).encode(),
                    new ArrayList<>(made.changes().added().keySet()),
                    made.next());
            return new Committing.Prepared(taken(null, proposals), pending);
        } catch (Malformed refusal) {
            return new Committing.Refused(refusal.reason());
        }
    }

    /** Takes a message of any kind from the group. */
    public Received receive(byte[] message, Terms terms) {
        check();
        try {
            MlsMessage.Body body = MlsMessage.decode(message).body();
            if (body instanceof PrivateMessage sealed) {
                return receive(sealed, terms);
            }
            if (body instanceof PublicMessage clear) {
                return receive(clear, terms);
            }
            return new Received.Refused("not-a-group-message");
        } catch (Malformed refusal) {
            return new Received.Refused(refusal.reason());
        }
    }

    private Received receive(PrivateMessage sealed, Terms terms) throws Malformed {
        current(sealed.groupId(), sealed.epoch());
        MessageProtection.Opened opened = MessageProtection.open(
                epoch.suite(), sealed, ratchets, epoch.secrets().senderData());
        notOwn(opened.content().content().sender());
        if (sealed.contentType() != Content.COMMIT) {
            checkSignature(opened.content());
        }
        Received received = receive(opened.content(), terms, opened.step());
        opened.step().wipe();
        return received;
    }

    private Received receive(PublicMessage clear, Terms terms) throws Malformed {
        FramedContent framed = clear.content().content();
        current(framed.groupId(), framed.epoch());
        notOwn(framed.sender());
        AuthenticatedContent content = clear.unprotect(
                epoch.suite(), epoch.contextBytes(), epoch.secrets().membership());
        if (framed.content().type() != Content.COMMIT) {
            checkSignature(content);
        }
        return receive(content, terms, null);
    }

    private Received receive(AuthenticatedContent message, Terms terms, SecretTree.@Nullable Step step)
            throws Malformed {
        FramedContent framed = message.content();
        int sender =
                framed.sender().type() == Sender.MEMBER ? (int) framed.sender().index() : -1;
        byte[] data = framed.authenticatedData();
        Content content = framed.content();
        if (content instanceof Content.OfApplication application) {
            return new Received.Message(taken(step, proposals), sender, data, application.data());
        }
        if (content instanceof Content.OfProposal proposal) {
            if (proposals.size() >= Policy.PROPOSALS_MAX) {
                throw new Malformed("too-many-proposals");
            }
            Map<String, ProposalList.Item> next = new LinkedHashMap<>(proposals);
            next.put(
                    Hex.encode(message.proposalReference(epoch.suite())),
                    new ProposalList.Item(proposal.proposal(), framed.sender()));
            return new Received.Proposed(taken(step, next), sender, data);
        }
        CommitReceipt.Taken taken = CommitReceipt.take(epoch, message, proposals, terms);
        Epoch next = taken.next();
        used = true;
        wipe(next == null ? Map.of() : next.keys().byNode());
        if (next == null) {
            return new Received.Removed(taken.committer(), data);
        }
        ProposalList.Applied changes = taken.changes();
        return new Received.Committed(
                begin(next, terms.policy()),
                taken.committer(),
                data,
                new ArrayList<>(changes.added().keySet()),
                changes.removed(),
                changes.updated(),
                changes.reInit() != null);
    }

    /** The next group of the same epoch, after a message key was used up. */
    private Group taken(SecretTree.@Nullable Step step, Map<String, ProposalList.Item> nextProposals) {
        used = true;
        if (step != null) {
            step.take();
        }
        return new Group(epoch, ratchets, nextProposals);
    }

    private void current(byte[] groupId, long messageEpoch) throws Malformed {
        if (!Bytes.equal(groupId, epoch.context().groupId())) {
            throw new Malformed("other-group");
        }
        if (messageEpoch != epoch.context().epoch()) {
            throw new Malformed(messageEpoch < epoch.context().epoch() ? "epoch-past" : "epoch-future");
        }
    }

    private void notOwn(Sender sender) throws Malformed {
        if (sender.type() == Sender.MEMBER && sender.index() == epoch.own()) {
            throw new Malformed("own-message");
        }
    }

    /** A proposal's or an application message's signature; a commit's is checked with the commit. */
    private void checkSignature(AuthenticatedContent message) throws Malformed {
        FramedContent framed = message.content();
        byte[] key = SenderKeys.of(epoch, framed);
        if (!message.verifies(epoch.suite(), key, epoch.contextBytes())) {
            throw new Malformed("signature");
        }
    }

    /**
     * Seals application data for the group.
     *
     * @param padding zero bytes put behind it
     */
    public Sent seal(byte[] data, byte[] authenticatedData, int padding, Randomness randomness) {
        check();
        FramedContent framed = new FramedContent(
                epoch.context().groupId(),
                epoch.context().epoch(),
                Sender.member(epoch.own()),
                authenticatedData.clone(),
                new Content.OfApplication(data));
        AuthenticatedContent signed = AuthenticatedContent.sign(
                epoch.suite(), MlsMessage.PRIVATE_MESSAGE, framed, epoch.contextBytes(), epoch.signatureKey());
        byte[] message = protect(signed, padding, randomness);
        return new Sent(taken(null, proposals), message);
    }

    /** A message to be sent, and the group that has moved on by it. */
    public record Sent(Group next, byte[] message) {}

    byte[] protect(AuthenticatedContent signed, int padding, Randomness randomness) {
        try {
            PrivateMessage sealed = MessageProtection.protect(
                    epoch.suite(), signed, ratchets, epoch.secrets().senderData(), padding, randomness);
            return new MlsMessage(sealed).encode();
        } catch (Malformed exhausted) {
            throw new IllegalStateException(exhausted);
        }
    }

    /** A secret for another use, equal for all members of the epoch (RFC 9420 §8.5). */
    public byte[] export(String label, byte[] context, int length) {
        check();
        return epoch.secrets().export(epoch.suite(), label, context, length);
    }

    /** Shows, compared out of band, that two members are in the same epoch (RFC 9420 §8.7). */
    public byte[] epochAuthenticator() {
        return epoch.secrets().authenticator().clone();
    }

    public byte[] groupId() {
        return epoch.context().groupId().clone();
    }

    public long epochNumber() {
        return epoch.context().epoch();
    }

    public int ownLeaf() {
        return epoch.own();
    }

    public List<Extension> extensions() {
        return epoch.context().extensions();
    }

    public List<Member> members() {
        List<Member> out = new ArrayList<>();
        for (int place : epoch.tree().members()) {
            LeafNode leaf = epoch.tree().leaf(place);
            if (leaf != null) {
                out.add(Member.of(place, leaf));
            }
        }
        return out;
    }

    Epoch epoch() {
        return epoch;
    }

    SecretTree ratchets() {
        return ratchets;
    }

    Map<String, ProposalList.Item> proposals() {
        return proposals;
    }

    /** Marks this group as used up; the caller gives the next one. */
    Group moveOn() {
        check();
        used = true;
        return new Group(epoch, ratchets, proposals);
    }

    void check() {
        if (used) {
            throw new IllegalStateException("this group was used; go on with the one that followed");
        }
    }

    /**
     * Overwrites what only the past epoch needed.
     *
     * @param keptKeys private keys of the tree that live on
     */
    void wipe(Map<Integer, byte[]> keptKeys) {
        epoch.keys().wipeBut(keptKeys);
        EpochSecrets secrets = epoch.secrets();
        Bytes.zero(secrets.init());
        Bytes.zero(secrets.senderData());
        Bytes.zero(secrets.exporter());
        Bytes.zero(secrets.membership());
        Bytes.zero(secrets.external());
        ratchets.wipe();
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
