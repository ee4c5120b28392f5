package org.hublink.mls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hublink.mls.Parties.POLICY;
import static org.hublink.mls.Parties.TERMS;
import static org.hublink.mls.Refusing.orRefused;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hublink.primitives.Malformed;
import org.junit.jupiter.api.Tag;

/**
 * A group that gets changed messages of its members, and messages that a member made up with the keys he has: each is taken
 * or refused, and after a refusal the group is what it was and goes on.
 */
@Tag("unit")
class MlsGroupFuzzTest {
    private static final byte[] NOTHING = {};
    private static final Parties PARTIES = new Parties(CipherSuite.X25519_AES128, 24);
    private static final List<Group> GROUPS = grown();
    private static final byte[] EPOCH = GroupState.epoch(GROUPS.get(1));
    private static final byte[] RATCHETS = GroupState.ratchets(GROUPS.get(1));
    private static final byte[] ATTACKER_EPOCH = GroupState.epoch(GROUPS.get(0));
    private static final byte[] ATTACKER_RATCHETS = GroupState.ratchets(GROUPS.get(0));
    private static final List<KeyPackage> NEWCOMERS = newcomers();
    private static final List<byte[]> MESSAGES = messages();
    private static final byte[] COMMIT = commitBody();

    private static Group receiver = restored(EPOCH, RATCHETS);

    private static List<Group> grown() {
        List<Group> groups = PARTIES.grow(PARTIES.groupOf(4), "fifth", "sixth");
        groups.remove(3);
        return PARTIES.spread(groups, PARTIES.prepare(groups.get(0), new CommitPlan().remove(3)));
    }

    private static Group restored(byte[] epoch, byte[] ratchets) {
        try {
            return GroupState.restore(epoch, ratchets, POLICY);
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Group attacker() {
        return restored(ATTACKER_EPOCH, ATTACKER_RATCHETS);
    }

    /** Good ones and some that no group takes. */
    private static List<KeyPackage> newcomers() {
        KeyPackage good = PARTIES.keyPackage("newcomer").keyPackage();
        KeyPackage late =
                PARTIES.keyPackage("late", Parties.NOW - 20, Parties.NOW - 10).keyPackage();
        KeyPackage other =
                new Parties(CipherSuite.P256_AES128, 25).keyPackage("other").keyPackage();
        LeafNode member = GROUPS.get(0).epoch().tree().leaf(1);
        KeyPackage twice = new KeyPackage(1, good.initKey(), member == null ? good.leaf() : member, List.of(), NOTHING);
        return List.of(good, PARTIES.keyPackage("second").keyPackage(), late, other, twice);
    }

    private static List<byte[]> messages() {
        Group.Sent sent = attacker().seal(new byte[40], new byte[] {1, 2}, 16, PARTIES.randomness());
        CommitPlan plan =
                new CommitPlan().add(PARTIES.keyPackage("added").message()).remove(2);
        byte[] sealed = PARTIES.prepare(attacker(), plan).pending().commit();
        byte[] clear = PARTIES.prepare(attacker(), new CommitPlan().inTheClear())
                .pending()
                .commit();
        CommitPlan withPsk = new CommitPlan().externalPsk(Parties.PSK_ID).withoutPath();
        byte[] psk = PARTIES.prepare(attacker(), withPsk).pending().commit();
        byte[] proposed = new Insider(PARTIES, attacker()).proposal(Sender.member(0), new Proposal.Remove(4));
        return List.of(sent.message(), sealed, clear, psk, proposed);
    }

    private static byte[] commitBody() {
        try {
            byte[] clear = MESSAGES.get(2);
            PublicMessage message = (PublicMessage) MlsMessage.decode(clear).body();
            return message.content().content().content().encode();
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Gives the receiver a message; after a refusal it must be what it was, else it begins anew. */
    private static Received receive(byte[] message) {
        Received received = receiver.receive(message, TERMS);
        if (received instanceof Received.Refused refused) {
            Refusing.reason(refused.reason());
            assertThat(GroupState.ratchets(receiver)).isEqualTo(RATCHETS);
            assertThat(GroupState.epoch(receiver)).isEqualTo(EPOCH);
        } else {
            receiver = restored(EPOCH, RATCHETS);
        }
        return received;
    }

    /** A group that took something goes on: it stores itself, commits and seals. */
    private static void goesOn(Group next) {
        orRefused(() -> GroupState.restore(GroupState.epoch(next), GroupState.ratchets(next), POLICY));
        Committing made = next.commit(new CommitPlan().withReceivedProposals(), TERMS, PARTIES.randomness());
        Group after = made instanceof Committing.Prepared prepared ? prepared.next() : next;
        if (after.mustCommit() || after.closed()) return;
        assertThat(after.seal(NOTHING, NOTHING, 0, PARTIES.randomness()).message())
                .isNotEmpty();
    }

    /** No bit of a message can be changed on its way. */
    @FuzzTest
    void editedMessage(byte[] in) {
        byte[] valid = MESSAGES.get(in.length == 0 ? 0 : (in[0] & 0xff) % MESSAGES.size());
        byte[] edited = Edits.of(valid, in, 1);
        Received received = receive(edited);
        assertThat(received instanceof Received.Refused).isEqualTo(!Arrays.equals(edited, valid));
    }

    @FuzzTest
    void insidersContent(byte[] in) {
        orRefused(() -> {
            int type = in.length == 0 ? 1 : 1 + (in[0] & 0xff) % 3;
            byte[] plain = in.length == 0 ? in : Arrays.copyOfRange(in, 1, in.length);
            Received received = receive(new Insider(PARTIES, attacker()).sealed(type, plain));
            assertThat(received).isInstanceOf(Received.Refused.class);
        });
    }

    @FuzzTest
    void insidersProposal(byte[] in) {
        orRefused(() -> {
            if (in.length < 2) return;
            Insider insider = new Insider(PARTIES, attacker());
            Sender sender = new Sender(1 + (in[0] & 3), (in[0] & 3) < 2 ? (in[0] & 0xff) >> 4 : 0);
            Proposal proposal = (in[1] & 1) == 0 && in.length >= 5
                    ? insider.proposals(in, 2, 1, NEWCOMERS).get(0)
                    : Encoded.decode(Arrays.copyOfRange(in, 2, in.length), Proposal::read);
            if (receive(insider.proposal(sender, proposal)) instanceof Received.Proposed proposed) {
                goesOn(proposed.next());
            }
        });
    }

    /** First byte: bit 0 a path, bit 1 changed, bit 2 signed again; second: how many proposals; then they, then changes. */
    @FuzzTest
    void insidersCommit(byte[] in) {
        orRefused(() -> {
            if (in.length < 2) return;
            Insider insider = new Insider(PARTIES, attacker());
            int count = (in[1] & 0xff) % 5;
            List<Commit.Item> listed = new ArrayList<>();
            List<ProposalList.Item> items = new ArrayList<>();
            for (Proposal proposal : insider.proposals(in, 2, count, NEWCOMERS)) {
                listed.add(new Commit.ByValue(proposal));
                items.add(new ProposalList.Item(proposal, Sender.member(0)));
            }
            UpdatePath path = (in[0] & 1) == 0 ? null : insider.path(items);
            if (path != null && (in[0] & 2) != 0) {
                path = Encoded.decode(Edits.of(path.encode(), in, 2 + 3 * count), UpdatePath::read);
            }
            if (path != null && (in[0] & 4) != 0) path = insider.resigned(path);
            Received received = receive(insider.commit(new Commit(listed, path), items));
            if (received instanceof Received.Committed committed) goesOn(committed.next());
        });
    }

    /** The bytes of a good commit's body changed, then signed again. */
    @FuzzTest
    void editedCommitBody(byte[] in) {
        orRefused(() -> {
            Commit commit = Encoded.decode(Edits.of(COMMIT, in, 0), Commit::read);
            Received received = receive(new Insider(PARTIES, attacker()).commit(commit, List.of()));
            assertThat(received).isInstanceOf(Received.Refused.class);
        });
    }
}
