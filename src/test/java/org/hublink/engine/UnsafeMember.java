package org.hublink.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.hublink.mls.Capabilities;
import org.hublink.mls.CommitPlan;
import org.hublink.mls.Committing;
import org.hublink.mls.Credential;
import org.hublink.mls.CredentialCheck;
import org.hublink.mls.Entering;
import org.hublink.mls.Group;
import org.hublink.mls.GroupState;
import org.hublink.mls.KeyPackageSecrets;
import org.hublink.mls.Member;
import org.hublink.mls.Pending;
import org.hublink.mls.Policy;
import org.hublink.mls.PskStore;
import org.hublink.mls.Received;
import org.hublink.mls.Suites;
import org.hublink.mls.Terms;
import org.hublink.mls.UnsafeCommits;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Hex;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.Act;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.Part;
import org.hublink.protocol.RandomId;
import org.hublink.protocol.Signature;
import org.hublink.protocol.SignedCheckpoint;
import org.jspecify.annotations.Nullable;

/**
 * A member whose program is not ours: it has a device's real keys and the group as that device's store has it, signs and
 * seals what it likes, and keeps no rule. For tests of what honest members make of it.
 */
public final class UnsafeMember {
    private static final long COUNTER = 1_000_000;

    private final Home home;
    private final VaultOwner.Device owner;
    private final SignedCheckpoint head;
    private final Records records;
    private final Map<String, byte[]> store = new TreeMap<>();
    private final RandomId conversation;
    private final RandomId id;
    private Group mls;
    private long counter = COUNTER;

    /**
     * The member as a store has it.
     *
     * @param rows of the store, still sealed
     * @param conversation in hexadecimal
     * @param head the newest checkpoint that it names
     */
    public UnsafeMember(
            Home home,
            VaultContents vault,
            byte[] generation,
            List<Row> rows,
            String conversation,
            SignedCheckpoint head) {
        this.home = home;
        this.owner = (VaultOwner.Device) vault.owner();
        this.head = head;
        this.records = new Records(vault.storeKey(), generation, home.randomness());
        rows.forEach(row -> store.put(row.name(), row.value()));
        try {
            this.conversation = RandomId.fromHex(conversation);
            this.id = find(conversation);
            this.mls = restored();
        } catch (Malformed broken) {
            throw new AssertionError(broken);
        }
    }

    private RandomId find(String of) throws Malformed {
        for (String name : store.keySet()) {
            if (name.startsWith(OpenGroup.EPOCHS)) {
                RandomId group = RandomId.fromHex(name.substring(OpenGroup.EPOCHS.length()));
                ConversationContext context =
                        ConversationContext.of(group(group).extensions());
                if (Hex.encode(context.conversation()).equals(of)) {
                    return group;
                }
            }
        }
        throw new AssertionError("in no group of " + of);
    }

    private Group group(RandomId group) throws Malformed {
        return GroupState.restore(
                open(OpenGroup.EPOCHS + group.hex()), open(OpenGroup.RATCHETS + group.hex()), GroupJudge.POLICY);
    }

    private Group restored() throws Malformed {
        return group(id);
    }

    private byte[] open(String name) throws Malformed {
        return records.open(new Row(name, Objects.requireNonNull(store.get(name))));
    }

    public RandomId group() {
        return id;
    }

    public long epoch() {
        return mls.epochNumber();
    }

    /** Leaf of a device. */
    public int leaf(String device) {
        for (Member member : mls.members()) {
            if (GroupJudge.device(member).equals(device)) {
                return member.leaf();
            }
        }
        throw new AssertionError("no member " + device);
    }

    /** Its own leaf. */
    public int ownLeaf() {
        return mls.ownLeaf();
    }

    /** No commit at all. */
    public DeliveryFrame.Commit garbage() {
        return frame(new byte[] {0, 1, 2, 3}, List.of());
    }

    /** A sound commit that does nothing; the member itself stays where it was, so that it can make another one. */
    public DeliveryFrame.Commit empty() {
        Group before = mls;
        try {
            mls = restored();
            Pending made = prepared(new CommitPlan(), List.of()).pending();
            return frame(made.commit(), List.of());
        } catch (Malformed broken) {
            throw new AssertionError(broken);
        } finally {
            mls = before;
        }
    }

    /** A sound commit that does nothing, and the next epoch with it. */
    public DeliveryFrame.Commit next() {
        Committing.Prepared made = prepared(new CommitPlan(), List.of());
        DeliveryFrame.Commit frame = frame(made.pending().commit(), List.of());
        mls = made.pending().accepted(made.next(), GroupJudge.POLICY);
        return frame;
    }

    /** Adds a device, whoever it is. */
    public DeliveryFrame.Commit adds(byte[] keyPackage, String device) {
        Pending made =
                prepared(new CommitPlan().add(keyPackage), List.of(device)).pending();
        byte[] welcome = Objects.requireNonNull(made.welcome());
        return frame(made.commit(), List.of(new DeliveryFrame.Added(Upkeep.digest(device), welcome)));
    }

    /** Sound for all but one. */
    public DeliveryFrame.Commit badFor(String device) {
        byte[] data = new CommitData(head.note(), List.of(), List.of()).bytes();
        return frame(UnsafeCommits.badFor(mls, leaf(device), data, home.randomness()), List.of());
    }

    private Committing.Prepared prepared(CommitPlan plan, List<String> added) {
        byte[] data = new CommitData(head.note(), added, List.of()).bytes();
        Committing made = mls.commit(plan.authenticatedData(data), anybody(GroupJudge.POLICY), home.randomness());
        return (Committing.Prepared) made;
    }

    private Terms anybody(Policy policy) {
        CredentialCheck check = (occasion, member, before, about) -> null;
        return new Terms(policy, check, PskStore.none(), home.clock().now());
    }

    private DeliveryFrame.Commit frame(byte[] body, List<DeliveryFrame.Added> added) {
        return new DeliveryFrame.Commit(fresh(), id, epoch(), ++counter, added, List.of(), List.of(), body, null);
    }

    private RandomId fresh() {
        return RandomId.make(home.randomness());
    }

    /** By what this member gives away a stranger comes in by himself, as far as MLS knows. */
    public byte[] externalCommit(KeyPackageSecrets stranger) {
        Policy open = new Policy(Suites.of(GroupJudge.SUITE), 1000, 32, 0, true, false);
        byte[] info = mls.groupInfo(true, true);
        byte[] data = new CommitData(head.note(), List.of(), List.of()).bytes();
        Entering made = Group.enter(
                info, stranger, null, new CommitPlan().authenticatedData(data), anybody(open), home.randomness());
        return ((Entering.Prepared) made).pending().commit();
    }

    /** A message that says an act, whoever signed it. */
    public DeliveryFrame.Send says(Envelope act) {
        return says(act, Map.of());
    }

    /**
     * The same with keys of attachments.
     *
     * @param keys by content id
     */
    public DeliveryFrame.Send says(Envelope act, Map<String, byte[]> keys) {
        Map<RandomId, byte[]> byId = new TreeMap<>();
        keys.forEach((file, key) -> byId.put(parsed(file), key));
        MessageBody body = MessageBody.act(act.bytes(), new FileKeys(byId), home.randomness());
        byte[] plain = body.bytes();
        Group.Sent sent = mls.seal(
                plain, new MessageData(head.note()).bytes(), MessageSize.padding(plain.length), home.randomness());
        mls = sent.next();
        return new DeliveryFrame.Send(Talks.id(body.id()), id, epoch(), ++counter, sent.message(), null);
    }

    private static RandomId parsed(String hex) {
        try {
            return RandomId.fromHex(hex);
        } catch (Malformed broken) {
            throw new AssertionError(broken);
        }
    }

    /** An act of this device's in this conversation. */
    public Envelope act(String kind, @Nullable Digest follows, Json.Obj body) {
        return act(kind, conversation.hex(), follows, body);
    }

    /** An act of this device's in any context. */
    public Envelope act(String kind, String context, @Nullable Digest follows, Json.Obj body) {
        Act act = new Act(
                kind,
                Hex.encode(home.randomness().bytes(16)),
                context,
                new Act.Signer(Act.SignerType.DEVICE, owner.country(), owner.deviceId(), 1),
                head.size(),
                head.root(),
                home.clock().now(),
                follows,
                body);
        return act.signedBy(owner.statementKey().signing());
    }

    /** A text of the chat. */
    public Envelope chat(String text) {
        return act(Hearing.CHAT, null, Json.obj().put("text", text).build());
    }

    /** The newest act of another device that this store has, as it was signed. */
    public Envelope heard(String kind, String device) {
        try {
            Envelope found = null;
            for (Map.Entry<String, byte[]> row : store.entrySet()) {
                if (row.getKey().startsWith(KeptAct.PREFIX + conversation.hex())) {
                    KeptAct kept = KeptAct.read(open(row.getKey()));
                    Envelope envelope = Envelope.read(kept.envelope());
                    boolean wanted = kept.found().device().equals(device)
                            && envelope.payloadType().equals(Act.payloadType(kind));
                    found = wanted ? envelope : found;
                }
            }
            return Objects.requireNonNull(found);
        } catch (Malformed broken) {
            throw new AssertionError(broken);
        }
    }

    /** The same act under a signature that nobody made. */
    public static Envelope forged(Envelope act) {
        Signature one = act.signatures().get(0);
        byte[] value = one.value();
        value[5] ^= 1;
        return new Envelope(act.payloadType(), act.payload(), List.of(new Signature(one.keyId(), value)));
    }

    /**
     * A record for the desk's archive that says what was never said, sealed under the desk's real key.
     *
     * @param n the record's place
     * @return the form that the server stores
     */
    public byte[] archived(String desk, Envelope act, String device, int n) {
        try {
            DeskArchive archive = new DeskArchive(desk, records);
            for (Map.Entry<String, byte[]> row : store.entrySet()) {
                if (row.getKey().startsWith(DeskArchive.PREFIX + desk + "/")) {
                    archive.load(new Row(row.getKey(), row.getValue()));
                }
            }
            DeskArchive.Version newest = Objects.requireNonNull(archive.newest());
            byte[] about = ConversationContext.of(mls.extensions()).extension().data();
            byte[] envelope = act.bytes();
            ArchiveRecord.Filing filing = new ArchiveRecord.Filing(
                    desk, Digest.of(envelope), Digest.of(about), id.hex(), epoch(), device, fresh().hex());
            Digest last = archive.filed(conversation).last.get(owner.deviceId());
            Envelope signed = act(ArchiveRecord.KIND, last, filing.json());
            byte[] plain = new ArchiveRecord(signed.bytes(), about, envelope, new byte[0]).plain();
            byte[] sealed =
                    Objects.requireNonNull(newest.secret).sealRecord(conversation.hex(), n, plain, home.randomness());
            return new ByteWriter().u32(newest.number).vector(sealed).toBytes();
        } catch (Malformed broken) {
            throw new AssertionError(broken);
        }
    }

    /**
     * A version of a desk's archive key made by this device.
     *
     * @param devices ids and public sealing keys of those whom it is wrapped for
     * @return the form in which the server hands versions out
     */
    public byte[] archiveVersion(String desk, int number, Map<String, byte[]> devices) {
        try {
            ArchiveKey key = ArchiveKey.make(desk, number, home.randomness());
            ArchiveKey former = ArchiveKey.make(desk, Math.max(1, number - 1), home.randomness());
            Map<String, byte[]> wraps = new TreeMap<>();
            for (Map.Entry<String, byte[]> one : devices.entrySet()) {
                wraps.put(one.getKey(), key.wrap(one.getKey(), one.getValue(), home.randomness()));
            }
            ArchiveWraps all = new ArchiveWraps(wraps);
            byte[] before = number == 1 ? null : key.sealFormer(former);
            ArchiveVersion body = new ArchiveVersion(desk, number, key.digest(), all.digest(), before);
            Envelope signed = act(ArchiveVersion.KIND, ArchiveVersion.context(desk), null, body.json());
            byte[] form = new ByteWriter()
                    .u32(number)
                    .vector(signed.bytes())
                    .vector(all.bytes())
                    .varint(0)
                    .toBytes();
            return new ByteWriter().vector(form).toBytes();
        } catch (Malformed broken) {
            throw new AssertionError(broken);
        }
    }

    /** What opens of a group's log with all keys that this device has, whoever committed what; texts as they are. */
    public List<String> reads(List<DeliveryFrame.Delivered> entries) {
        List<String> out = new ArrayList<>();
        for (DeliveryFrame.Delivered entry : entries) {
            Received received = mls.receive(entry.body(), anybody(GroupJudge.POLICY));
            if (received instanceof Received.Message message) {
                out.add(new String(message.data(), StandardCharsets.ISO_8859_1));
                mls = message.next();
            } else if (received instanceof Received.Committed committed) {
                mls = committed.next();
            } else if (received instanceof Received.Removed) {
                return out;
            }
        }
        return out;
    }

    /**
     * A stranger's key package: his keys are his own, and what his leaf says of itself is somebody else's.
     *
     * @param part of the device that he claims to be
     * @param leaf where that one is logged
     */
    public static KeyPackageSecrets stranger(Home home, String device, Part part, long leaf) {
        long now = home.clock().now();
        return KeyPackageSecrets.make(
                GroupJudge.SUITE,
                Credential.basic(Utf8.encode(device)),
                home.randomness().bytes(32),
                new Capabilities(
                        new int[] {1},
                        new int[] {GroupJudge.SUITE.number()},
                        new int[] {LeafPart.TYPE, ConversationContext.TYPE},
                        new int[0],
                        new int[] {1}),
                List.of(new LeafPart(leaf, part).extension()),
                now - GroupJudge.KEY_PACKAGE_EARLY_SECONDS,
                now + GroupJudge.KEY_PACKAGE_SECONDS,
                home.randomness());
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
