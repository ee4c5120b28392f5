package org.hublink.interop;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.hublink.mls.Capabilities;
import org.hublink.mls.CipherSuite;
import org.hublink.mls.CommitPlan;
import org.hublink.mls.Committing;
import org.hublink.mls.Credential;
import org.hublink.mls.Extension;
import org.hublink.mls.Group;
import org.hublink.mls.GroupState;
import org.hublink.mls.Joined;
import org.hublink.mls.KeyPackageSecrets;
import org.hublink.mls.Policy;
import org.hublink.mls.Received;
import org.hublink.mls.Suites;
import org.hublink.mls.Terms;
import org.hublink.mls.TreeHash;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Randomness;
import org.hublink.primitives.Utf8;
import org.jspecify.annotations.Nullable;

/** A member by our own room, with the product's policy; it is stored and opened again now and then. */
final class HublinkPeer implements Peer {
    /** ts-mls's number for the product's suite, whose own (0xF053) it does not know. */
    static final int X_WING = 83;

    private static final Suites SUITES = Suites.of(
            CipherSuite.X25519_AES128, CipherSuite.P256_AES128, CipherSuite.X25519_CHACHA20, CipherSuite.xWing(X_WING));
    private static final Policy POLICY = Policy.strict(SUITES);
    private static final int HOUR = 3600;

    private final String name;
    private final CipherSuite suite;
    private final SplittableRandom random;
    private final Randomness randomness;
    private @Nullable KeyPackageSecrets own;
    private @Nullable Group group;

    HublinkPeer(String name, int suite, SplittableRandom random) throws Refusal {
        this.name = name;
        this.random = random;
        this.randomness = n -> {
            byte[] out = new byte[n];
            random.nextBytes(out);
            return out;
        };
        try {
            this.suite = SUITES.suite(suite);
        } catch (Malformed unknown) {
            throw new Refusal("suite", unknown);
        }
    }

    private static long now() {
        return System.currentTimeMillis() / 1000;
    }

    private static Terms terms() {
        return new Terms(
                POLICY,
                (occasion, member, before, data) -> member.credential().type() == Credential.BASIC ? null : "not-basic",
                id -> Arrays.equals(id, Peer.pskId()) ? Peer.psk() : null,
                now());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Maker maker() {
        return Maker.HUBLINK;
    }

    @Override
    public byte[] keyPackage() {
        byte[] key = randomness.bytes(32);
        // Below the order of P-256 without a second draw.
        key[0] &= 0x7f;
        Capabilities can = new Capabilities(
                new int[] {1}, new int[] {suite.number()}, new int[] {Change.GROUP_EXTENSION}, new int[0], new int[] {
                    Credential.BASIC, Credential.X509
                });
        own = KeyPackageSecrets.make(
                suite,
                Credential.basic(Utf8.encode(name)),
                key,
                can,
                List.of(),
                now() - HOUR,
                now() + 24 * HOUR,
                randomness);
        return own.message();
    }

    private KeyPackageSecrets own() {
        if (own == null) throw new IllegalStateException("no key package");
        return own;
    }

    private Group group() {
        if (group == null) throw new IllegalStateException("in no group");
        return group;
    }

    @Override
    public void create(byte[] groupId) throws Refusal {
        enter(Group.create(groupId, own(), List.of(), terms(), randomness));
    }

    @Override
    public void join(byte[] welcome) throws Refusal {
        enter(Group.join(welcome, own(), null, terms()));
    }

    private void enter(Joined joined) throws Refusal {
        if (joined instanceof Joined.Welcomed in) group = in.group();
        else throw new Refusal(name + ": " + joined);
    }

    @Override
    public Made commit(Change change) throws Refusal {
        CommitPlan plan = new CommitPlan()
                .authenticatedData(change.framing().authenticatedData())
                .padding(change.framing().padding());
        change.keyPackages().forEach(plan::add);
        change.removes().forEach(plan::remove);
        if (change.psk()) plan.externalPsk(Peer.pskId());
        if (!change.path()) plan.withoutPath();
        if (change.received()) plan.withReceivedProposals();
        if (change.framing().clear()) plan.inTheClear();
        if (change.groupExtension()) {
            plan.groupExtensions(List.of(new Extension(Change.GROUP_EXTENSION, randomness.bytes(8))));
        }
        Committing committing = group().commit(plan, terms(), randomness);
        if (!(committing instanceof Committing.Prepared made)) throw new Refusal(name + ": " + committing);
        Made out = new Made(made.pending().commit(), made.pending().welcome());
        group = made.pending().accepted(made.next(), POLICY);
        return out;
    }

    @Override
    public byte[] propose(Wish wish, Framing framing) {
        throw new UnsupportedOperationException("the room sends no proposals by themselves");
    }

    @Override
    public void receive(byte[] message) throws Refusal {
        Received received = group().receive(message, terms());
        if (received instanceof Received.Committed commit) group = commit.next();
        else if (received instanceof Received.Proposed proposed) group = proposed.next();
        else throw new Refusal(name + ": " + received);
        if (random.nextInt(4) == 0) openAgain();
    }

    private void openAgain() throws Refusal {
        try {
            group = GroupState.restore(GroupState.epoch(group()), GroupState.ratchets(group()), POLICY);
        } catch (Malformed broken) {
            throw new Refusal(name + " opened again", broken);
        }
    }

    @Override
    public void removedBy(byte[] commit, boolean refilled) throws Refusal {
        Received received = group().receive(commit, terms());
        if (!(received instanceof Received.Removed)) throw new Refusal(name + ": " + received);
        group = null;
    }

    @Override
    public byte[] seal(byte[] data, byte[] authenticatedData, int padding) {
        Group.Sent sent = group().seal(data, authenticatedData, padding, randomness);
        group = sent.next();
        return sent.message();
    }

    @Override
    public Opened open(byte[] message) throws Refusal {
        Received received = group().receive(message, terms());
        if (!(received instanceof Received.Message got)) throw new Refusal(name + ": " + received);
        group = got.next();
        return new Opened(got.sender(), got.authenticatedData(), got.data());
    }

    @Override
    public View view() {
        HexFormat hex = HexFormat.of();
        Group now = group();
        return new View(
                now.epochNumber(),
                now.ownLeaf(),
                hex.formatHex(now.epochAuthenticator()),
                hex.formatHex(now.export(EXPORT_LABEL, Peer.exportContext(), EXPORT_BYTES)),
                hex.formatHex(TreeHash.of(now)));
    }

    @Override
    public void close() {}
}
