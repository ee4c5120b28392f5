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
 * One member's group. An operation consumes it and gives the next one; a second use of the old one is a bug and throws,
 * and so does a use by two callers at once. An input that is refused leaves it usable and unchanged.
 */
public final class Group {
    private final Epoch epoch;
    private final SecretTree ratchets;
    private final Map<String, ProposalList.Item> proposals;
    private final List<PastEpoch> past;
    private final SigningKey signing;
    private final Turn turn = new Turn();

    private Group(Epoch epoch, SecretTree ratchets, Map<String, ProposalList.Item> proposals, List<PastEpoch> past) {
        this(epoch, ratchets, proposals, past, new SigningKey(epoch.suite().signature(), epoch.signatureKey()));
    }

    private Group(
            Epoch epoch,
            SecretTree ratchets,
            Map<String, ProposalList.Item> proposals,
            List<PastEpoch> past,
            SigningKey signing) {
        this.epoch = epoch;
        this.ratchets = ratchets;
        this.proposals = proposals;
        this.past = past;
        this.signing = signing;
    }

    static Group begin(Epoch epoch, Policy policy) {
        return begin(epoch, policy, List.of());
    }

    static Group begin(Epoch epoch, Policy policy, List<PastEpoch> past) {
        return new Group(epoch, epoch.openRatchets(policy), new LinkedHashMap<>(), past);
    }

    static Group restored(Epoch epoch, SecretTree ratchets, Map<String, ProposalList.Item> proposals) {
        return restored(epoch, ratchets, proposals, List.of());
    }

    static Group restored(
            Epoch epoch, SecretTree ratchets, Map<String, ProposalList.Item> proposals, List<PastEpoch> past) {
        return new Group(epoch, ratchets, proposals, past);
    }

    /**
     * Joins by a welcome. One that follows another group is {@code psk-unknown}; see {@link #joinSuccessor}.
     *
     * @param tree the encoded ratchet tree where the welcome does not carry it
     */
    public static Joined join(byte[] welcome, KeyPackageSecrets own, byte @Nullable [] tree, Terms terms) {
        return join(welcome, own, tree, terms, null);
    }

    private static Joined join(
            byte[] welcome, KeyPackageSecrets own, byte @Nullable [] tree, Terms terms, @Nullable Epoch old) {
        try {
            if (!(MlsMessage.decode(welcome).body() instanceof Welcome body)) {
                return new Joined.Refused("not-a-welcome");
            }
            return new Joined.Welcomed(begin(Joining.join(body, own, tree, terms, old), terms.policy()));
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
            return new Joined.Welcomed(
                    begin(Starting.create(groupId, own, extensions, terms, randomness), terms.policy()));
        } catch (Malformed refusal) {
            return new Joined.Refused(refusal.reason());
        }
    }

    /**
     * Lets oneself in by an external commit (§12.4.3.2), where the policy allows it.
     *
     * @param groupInfo of {@link #groupInfo}, with the key for external commits
     * @param tree the encoded ratchet tree where the group info does not carry it
     * @param plan may remove an old leaf of one's own, mix pre-shared keys in, and carry authenticated data
     */
    public static Entering enter(
            byte[] groupInfo,
            KeyPackageSecrets own,
            byte @Nullable [] tree,
            CommitPlan plan,
            Terms terms,
            Randomness randomness) {
        try {
            if (!(MlsMessage.decode(groupInfo).body() instanceof GroupInfo info)) {
                return new Entering.Refused("not-a-group-info");
            }
            CommitMaking.Made made = Starting.enter(info, own, tree, plan, terms, randomness);
            byte[] commit = new MlsMessage(new PublicMessage(made.message(), null)).encode();
            return new Entering.Prepared(new Pending(commit, null, List.of(), made.next()));
        } catch (Malformed refusal) {
            return new Entering.Refused(refusal.reason());
        }
    }

    /** Work that consumes the group unless it is refused or fails. */
    private interface Work<T> {
        T run() throws Malformed;
    }

    private <T> T consumed(Work<? extends T> work) throws Malformed {
        turn.take();
        boolean done = false;
        try {
            T out = work.run();
            done = true;
            return out;
        } finally {
            if (!done) {
                turn.giveBack();
            }
        }
    }

    /** Makes a commit that waits for the server's word. */
    public Committing commit(CommitPlan plan, Terms terms, Randomness randomness) {
        try {
            return consumed(() -> {
                checkOpen();
                CommitMaking.Made made = CommitMaking.make(epoch, proposals, plan, terms, randomness);
                Pending pending = pending(made, plan, randomness);
                return new Committing.Prepared(successor(proposals), pending);
            });
        } catch (Malformed refusal) {
            return new Committing.Refused(refusal.reason());
        }
    }

    private Pending pending(CommitMaking.Made made, CommitPlan plan, Randomness randomness) {
        byte[] commit = Framing.protect(this, made.message(), plan.isInTheClear(), plan.padding(), randomness);
        Welcome welcome = made.welcome();
        return new Pending(
                commit,
                welcome == null ? null : new MlsMessage(welcome).encode(),
                new ArrayList<>(made.changes().added().keySet()),
                made.next());
    }

    /** Makes a proposal in a message of its own. It does nothing until a commit names it. */
    public Proposing propose(ProposalPlan plan, MessageForm form, Terms terms, Randomness randomness) {
        try {
            return consumed(() -> {
                checkOpen();
                if (proposals.size() >= Policy.PROPOSALS_MAX) {
                    throw new Malformed("too-many-proposals");
                }
                ProposalPlan.Made made = plan.make(epoch.suite(), epoch, randomness);
                Sender sender = Sender.member(epoch.own());
                ProposalList.Item item = new ProposalList.Item(made.proposal(), sender, made.leafKey());
                ProposalList.checkAlone(epoch, item, form.authenticatedData(), terms);
                AuthenticatedContent signed = Framing.sign(
                        epoch, new Content.OfProposal(made.proposal()), form.authenticatedData(), form.inTheClear());
                byte[] reference = signed.proposalReference(epoch.suite());
                byte[] message = Framing.protect(this, signed, form.inTheClear(), form.padding(), randomness);
                Map<String, ProposalList.Item> next = new LinkedHashMap<>(proposals);
                next.put(Hex.encode(reference), item);
                return new Proposing.Made(successor(next), message, reference);
            });
        } catch (Malformed refusal) {
            return new Proposing.Refused(refusal.reason());
        }
    }

    /** Takes a message of any kind from the group. */
    public Received receive(byte[] message, Terms terms) {
        try {
            return consumed(() -> Receiving.receive(this, message, terms));
        } catch (Malformed refusal) {
            return new Received.Refused(refusal.reason());
        }
    }

    /**
     * Seals application data for the group. Where {@link #mustCommit} or {@link #closed} it throws (RFC 9420 §12.4,
     * §12.4.2).
     *
     * @param padding zero bytes put behind it
     */
    public Sent seal(byte[] data, byte[] authenticatedData, int padding, Randomness randomness) {
        if (mustCommit() || closed()) {
            throw new IllegalStateException("proposals wait for a commit, or the group is closed");
        }
        try {
            return consumed(() -> {
                AuthenticatedContent signed =
                        Framing.sign(epoch, signing, new Content.OfApplication(data), authenticatedData.clone(), false);
                byte[] message = Framing.protect(this, signed, false, padding, randomness);
                return new Sent(successor(proposals), message);
            });
        } catch (Malformed never) {
            throw new IllegalStateException(never);
        }
    }

    /** A message to be sent, and the group that has moved on by it. */
    public record Sent(Group next, byte[] message) {}

    /**
     * Begins the group that follows this one and adds its members: where this one is closed, as its ReInit says
     * (§11.2), else as a branch with the same suite and extensions (§11.3). This group goes on as it is.
     *
     * @param branchId group id of a branch; not used for a re-initialisation
     * @param own of the suite of the new group
     * @param plan adds the others by fresh key packages
     */
    public Committing succeed(
            byte[] branchId, KeyPackageSecrets own, CommitPlan plan, Terms terms, Randomness randomness) {
        turn.check();
        try {
            Proposal.ReInit again = epoch.reInit();
            Epoch first = Starting.create(
                    again == null ? branchId : again.groupId(),
                    own,
                    again == null ? epoch.context().extensions() : again.extensions(),
                    terms,
                    randomness);
            int wanted = again == null ? epoch.suite().number() : again.suite();
            if (first.suite().number() != wanted) {
                throw new Malformed("succession");
            }
            byte[] nonce = randomness.bytes(first.suite().hash().length());
            return begin(first, terms.policy())
                    .commit(plan.succession(Succession.psk(epoch, nonce)), terms, randomness);
        } catch (Malformed refusal) {
            return new Committing.Refused(refusal.reason());
        }
    }

    /** Joins, by a welcome, a group that follows this one, and checks that it does (§11.2, §11.3, §12.4.3.1). */
    public Joined joinSuccessor(byte[] welcome, KeyPackageSecrets own, byte @Nullable [] tree, Terms terms) {
        turn.check();
        return join(welcome, own, tree, terms, epoch);
    }

    /**
     * One's signed view of the epoch, as a message: what a newcomer needs to come in by itself.
     *
     * @param withExternalKey whether an external commit can be made from it
     */
    public byte[] groupInfo(boolean withTree, boolean withExternalKey) {
        turn.check();
        try {
            return new MlsMessage(Starting.info(epoch, withTree, withExternalKey, List.of())).encode();
        } catch (Malformed never) {
            throw new IllegalStateException(never);
        }
    }

    /** A secret for another use, equal for all members of the epoch (RFC 9420 §8.5). */
    public byte[] export(String label, byte[] context, int length) {
        turn.check();
        return epoch.secrets().export(epoch.suite(), label, context, length);
    }

    /** The epoch's resumption secret, for a {@link PskStore}: shows in another group that one was in this one (§8.6). */
    public byte[] resumptionSecret() {
        turn.check();
        return epoch.secrets().resumption().clone();
    }

    /** Shows, compared out of band, that two members are in the same epoch (RFC 9420 §8.7). */
    public byte[] epochAuthenticator() {
        return epoch.secrets().authenticator().clone();
    }

    /** True if the group was re-initialised: nothing is sent or taken in it any more. */
    public boolean closed() {
        return epoch.reInit() != null;
    }

    /** True if proposals wait: application data is sent after the next commit (§12.4). */
    public boolean mustCommit() {
        return !proposals.isEmpty();
    }

    /**
     * Messages of this epoch that were passed over, because later ones of their senders came first; a key is kept for each of
     * the newest of them. A sender numbers what he says, so whatever a server leaves out is seen here.
     */
    public int skipped() {
        turn.check();
        return ratchets.skipped();
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
        return Member.all(epoch.tree());
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

    List<PastEpoch> past() {
        return past;
    }

    void check() {
        turn.check();
    }

    void checkOpen() throws Malformed {
        if (closed()) {
            throw new Malformed("group-closed");
        }
    }

    /** The next group of the same epoch. Only while this one is being consumed. */
    Group successor(Map<String, ProposalList.Item> nextProposals) {
        return new Group(epoch, ratchets, nextProposals, past, signing);
    }

    /** The group in the next epoch; what only this one needed is overwritten. Only while this one is being consumed. */
    Group advance(Epoch next, Policy policy) {
        List<PastEpoch> kept = PastEpoch.after(this, policy);
        wipe(next.keys().byNode(), kept.isEmpty());
        return begin(next, policy, kept);
    }

    /** The same, by a commit of one's own: consumes this one. */
    Group accept(Epoch next, Policy policy) {
        turn.take();
        return advance(next, policy);
    }

    /** One is not in the group any more. */
    void end() {
        past.forEach(PastEpoch::wipe);
        wipe(Map.of(), true);
    }

    private void wipe(Map<Integer, byte[]> keptKeys, boolean ratchetsToo) {
        epoch.wipe(keptKeys);
        for (ProposalList.Item item : proposals.values()) {
            byte[] leafKey = item.leafKey();
            if (leafKey != null) {
                Bytes.zero(leafKey);
            }
        }
        if (ratchetsToo) {
            ratchets.wipe();
        }
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
