package org.hublink.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Hex;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.XWing;
import org.hublink.protocol.Act;
import org.hublink.protocol.CaseState;
import org.hublink.protocol.CaseStep;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.DeliveryFrames;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.MerkleHash;
import org.hublink.protocol.MerkleTree;
import org.hublink.protocol.RandomId;
import org.hublink.protocol.Reason;
import org.hublink.protocol.SampleCases;
import org.hublink.protocol.Signature;
import org.hublink.protocol.Transition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A desk's archive: who takes over reads the open case, who left reads nothing new, and nobody is believed (B3, B4). */
@Tag("unit")
class ConversationArchiveTest {
    private static final String DESK = ConversationWorld.FRENCH;

    private final TalkWorld world = new TalkWorld();
    private final TalkWorld.Client paris = world.client("paris", "fr-o-1", DESK);
    private final TalkWorld.Client lyon = world.client("lyon", "fr-o-2", DESK);
    private final TalkWorld.Client rio = world.client("rio", "br-o-1", ConversationWorld.BRAZILIAN);

    @BeforeEach
    void aCaseIsOpenAndArchived() {
        world.sync();
        paris.run(new Wish.OpenCase(SampleCases.preservation(), DESK));
        world.sync();
        rio.run(new Wish.Step(rio.conversation(), CaseStep.ACKNOWLEDGE, Transition.Words.NONE));
        rio.run(new Wish.Chat(rio.conversation(), "we look into it"));
        world.sync();
        archives(paris);
    }

    private static void archives(TalkWorld.Client client) {
        var finished = client.run(new Wish.Archive(DESK));
        assertThat(finished.clean()).as("%s %s", client.name, finished).isTrue();
    }

    /** A colleague's device that was enrolled after the case was opened, and is in no group. */
    private TalkWorld.Client colleague() {
        TalkWorld.Client late = world.client("nantes", "fr-o-1", DESK);
        late.run(new Wish.Connect());
        return late;
    }

    @Test
    void aColleaguesNewDeviceReadsTheOpenCaseOnceTheKeyIsWrappedForIt() {
        TalkWorld.Client late = colleague();
        late.run(new Wish.Archive(DESK));
        assertThat(late.codes()).contains("archive-waits");
        assertThat(late.book().conversations()).isEmpty();
        archives(lyon);
        archives(late);
        assertThat(late.state()).isEqualTo(CaseState.ACKNOWLEDGED);
        assertThat(late.heard()).containsExactly("we look into it");
        assertThat(world.archive.versions.get(DESK)).hasSize(1);
        late.reopen();
        late.run(new Wish.Connect());
        assertThat(late.state()).isEqualTo(CaseState.ACKNOWLEDGED);
    }

    /** The colleague who was taken off reads what he had, and nothing that is archived from then on. */
    @Test
    void aDeviceOnHoldReadsNothingFurther() {
        archives(lyon);
        world.logged.hold(Revoke.device(lyon.id), "FR");
        paris.run(new Wish.Chat(paris.conversation(), "after the hold"));
        archives(paris);
        assertThat(world.archive.versions.get(DESK)).hasSize(2);
        var failed = lyon.run(new Wish.Archive(DESK));
        assertThat(failed.refusals()).anyMatch(one -> one.reason() == Reason.NOT_ROSTERED);
        assertThat(lyon.heard()).containsExactly("we look into it");
        byte[] newest = world.archive.versions.get(DESK).get(2).form;
        assertThat(contains(newest, Upkeep.digest(lyon.id).bytes())).isFalse();
        // Nor is the new key of any use to whoever holds the old one.
        TalkWorld.Client late = colleague();
        archives(paris);
        archives(late);
        assertThat(late.book().conversations()).as("%s", late.shown).isNotEmpty();
        assertThat(late.heard()).containsExactlyInAnyOrder("we look into it", "after the hold");
    }

    /** Whoever tends a large archive hears the others, and files nothing under a key that he has just heard is not safe. */
    @Test
    void aHoldThatComesWhileManyRecordsAreFiledIsHeardBeforeTheNext() {
        for (int i = 0; i < 4; i++) {
            paris.run(new Wish.Chat(paris.conversation(), "number " + i));
        }
        List<byte[]> filed = world.archive.records.get(DESK).get(paris.conversation());
        int before = filed.size();
        world.archive.lie = (device, rest, honest) -> {
            if (rest.equals("records/heads") && paris.codes().stream().noneMatch("told"::equals)) {
                paris.shown.add(new View.Talk("", "told", ""));
                world.logged.hold(Revoke.device(lyon.id), "FR");
                paris.arrives(DeliveryFrames.write(new DeliveryFrame.Hint(DeliveryFrame.Hint.LOG_GREW)));
            }
            return honest;
        };
        archives(paris);
        assertThat(paris.codes()).contains("told");
        assertThat(filed).hasSize(before + 4);
        assertThat(filed.subList(before, before + 4))
                .as("key versions")
                .extracting(form -> (int) form[3])
                .containsOnly(2);
        assertThat(Objects.requireNonNull(paris.book().members(paris.conversation()))
                        .devices())
                .doesNotContain(lyon.id);
    }

    @Test
    void whatColleaguesFileAtTheSameTimeStandsThereOnce() {
        archives(lyon);
        paris.run(new Wish.Chat(paris.conversation(), "one"));
        lyon.run(new Wish.Connect());
        archives(lyon);
        archives(paris);
        int filed = world.archive.records.get(DESK).get(paris.conversation()).size();
        // Two who introduced themselves, two steps, two who talked.
        assertThat(filed).isEqualTo(6);
        archives(lyon);
        archives(paris);
        assertThat(world.archive.records.get(DESK).get(paris.conversation())).hasSize(filed);
    }

    private static boolean contains(byte[] in, byte[] what) {
        return IntStream.rangeClosed(0, in.length - what.length)
                .anyMatch(i -> Arrays.equals(in, i, i + what.length, what, 0, what.length));
    }

    private static byte[] flipped(byte[] in, int at) {
        byte[] out = in.clone();
        out[at] ^= 1;
        return out;
    }

    @Test
    void aBitFlippedInARecordIsRefusedAndTheOthersRead() {
        archives(lyon);
        TalkWorld.Client late = colleague();
        archives(paris);
        var all = world.archive.records.get(DESK).get(paris.conversation());
        int step = all.size() - 2;
        all.set(step, flipped(all.get(step), all.get(step).length - 1));
        late.run(new Wish.Archive(DESK));
        assertThat(late.codes()).contains("aead-open");
        assertThat(late.heard()).containsExactly("we look into it");
        // What follows the missing step waits for it, and counts for nothing.
        assertThat(late.state()).isEqualTo(CaseState.SENT);
    }

    @Test
    void aBitFlippedInTheKeysActOrWrapsIsRefused() {
        TalkWorld.Client late = colleague();
        for (int at : new int[] {120, 1_500, 3_000}) {
            world.archive.lie = (device, rest, honest) ->
                    rest.startsWith("versions") && device.equals(late.id) ? flipped(honest, at) : honest;
            late.run(new Wish.Archive(DESK));
            assertThat(late.book().conversations()).isEmpty();
        }
        assertThat(late.shown).isNotEmpty();
    }

    @Test
    void aRecordOfAnotherCaseDoesNotOpenHere() {
        paris.run(new Wish.OpenCase(SampleCases.preservation(), DESK));
        String second = paris.book().conversations().get(1);
        archives(paris);
        var cases = world.archive.records.get(DESK);
        TalkWorld.Client late = colleague();
        archives(paris);
        cases.put(second, new ArrayList<>(cases.get(paris.conversation())));
        late.run(new Wish.Archive(DESK));
        assertThat(late.codes()).contains("aead-open");
        // That there is such a case it knows by now: its colleague has brought it in.
        assertThat(late.book().said(second)).isEmpty();
    }

    /** Whoever is on no roster of the desk makes no key for it, whatever he signs: the server with a device of its own. */
    @Test
    void anArchiveKeyOfTheServersOwnIsRefused() {
        TalkWorld.Client stranger = world.client("mallory", "fr-o-77", "FR-CSE-7");
        stranger.run(new Wish.Connect());
        world.archive.versions.get(DESK).put(2, made(stranger, 2, List.of(paris, lyon, stranger)));
        paris.run(new Wish.Archive(DESK));
        assertThat(paris.codes()).contains("not-rostered");
        assertThat(world.archive.versions.get(DESK)).hasSize(2);
        int before = world.archive.records.get(DESK).get(paris.conversation()).size();
        paris.run(new Wish.Chat(paris.conversation(), "not under that key"));
        paris.run(new Wish.Archive(DESK));
        assertThat(world.archive.records.get(DESK).get(paris.conversation())).hasSize(before);
    }

    @Test
    void aVersionWrappedForAForeignDeviceIsRefused() {
        archives(lyon);
        TalkWorld.Client stranger = world.client("mallory", "fr-o-77", "FR-CSE-7");
        world.archive.versions.get(DESK).put(2, made(lyon, 2, List.of(paris, lyon, stranger)));
        paris.run(new Wish.Archive(DESK));
        assertThat(paris.codes()).contains("archive-wraps-roster");
    }

    /** A version made by hand, signed by a device whose program is not ours. */
    private MemoryArchive.Version made(TalkWorld.Client by, int number, List<TalkWorld.Client> devices) {
        var randomness = world.world.home.randomness();
        try {
            ArchiveKey former = ArchiveKey.make(DESK, number - 1, randomness);
            ArchiveKey key = ArchiveKey.make(DESK, number, randomness);
            Map<String, byte[]> wraps = new TreeMap<>();
            for (TalkWorld.Client one : devices) {
                wraps.put(one.id, key.wrap(one.id, sealingKey(one), randomness));
            }
            ArchiveWraps all = new ArchiveWraps(wraps);
            ArchiveVersion body = new ArchiveVersion(DESK, number, key.digest(), all.digest(), key.sealFormer(former));
            MemoryArchive.Version version = new MemoryArchive.Version();
            version.form = new ByteWriter()
                    .vector(signed(by, ArchiveVersion.KIND, ArchiveVersion.context(DESK), body.json())
                            .bytes())
                    .vector(all.bytes())
                    .toBytes();
            return version;
        } catch (Malformed broken) {
            throw new AssertionError(broken);
        }
    }

    private static byte[] sealingKey(TalkWorld.Client client) {
        return XWing.publicKey(TalkWorld.seed(client.name + " sealing"));
    }

    private Envelope signed(TalkWorld.Client by, String kind, String context, Json.Obj body) {
        var owner = (VaultOwner.Device) by.vault.owner();
        var tree = new MerkleTree();
        for (long i = 0; i < world.world.ledger.size(); i++) {
            tree.append(MerkleHash.leaf(world.world.ledger.bytes(i)));
        }
        Act act = new Act(
                kind,
                Hex.encode(world.world.home.randomness().bytes(16)),
                context,
                new Act.Signer(Act.SignerType.DEVICE, owner.country(), owner.deviceId(), 1),
                tree.size(),
                tree.root(),
                world.world.now,
                null,
                body);
        return act.signedBy(owner.statementKey().signing());
    }

    /** A wrap for a stranger, signed by a colleague: shown, and the next key is made without him. */
    @Test
    void aLaterWrapForAForeignDeviceIsRefused() throws Malformed {
        archives(lyon);
        TalkWorld.Client stranger = world.client("mallory", "fr-o-77", "FR-CSE-7");
        byte[] wrap = new byte[1_168];
        var version = world.archive.versions.get(DESK).get(1);
        Digest key = keyOf(paris);
        ArchiveAddendum body = new ArchiveAddendum(DESK, 1, stranger.id, key, Digest.of(wrap));
        version.later.put(
                stranger.id,
                new ByteWriter()
                        .vector(signed(lyon, ArchiveAddendum.KIND, ArchiveVersion.context(DESK), body.json())
                                .bytes())
                        .vector(wrap)
                        .toBytes());
        paris.run(new Wish.Archive(DESK));
        assertThat(paris.codes()).contains("archive-wrap-foreign");
    }

    private Digest keyOf(TalkWorld.Client client) throws Malformed {
        return secret(client).digest();
    }

    private ArchiveKey secret(TalkWorld.Client client) throws Malformed {
        Records records = new Records(client.vault.storeKey(), client.generation(), world.world.home.randomness());
        DeskArchive archive = new DeskArchive(DESK, records);
        for (var row : client.store.entrySet()) {
            if (row.getKey().startsWith(DeskArchive.PREFIX + DESK + "/v/")) {
                archive.load(new Row(row.getKey(), row.getValue()));
            }
        }
        return Objects.requireNonNull(Objects.requireNonNull(archive.newest()).secret);
    }

    /** A colleague who holds the key files what was never said, and another act under a message that was. */
    @Test
    void aForgedRecordIsRefusedByItsReader() throws Malformed {
        archives(lyon);
        TalkWorld.Client late = colleague();
        archives(paris);
        ConversationContext context =
                ConversationContext.of(paris.unsafeGroup(group()).extensions());
        Json.Obj body = Json.obj().put("text", "never said").build();
        byte[] honest = signed(rio, "chat", paris.conversation(), body).bytes();
        byte[] forged = flippedSignature(honest);
        files(lyon, forged, context, "00112233445566778899aabbccddeeff");
        late.run(new Wish.Archive(DESK));
        assertThat(late.codes()).contains("bad-signature");
        assertThat(late.heard()).containsExactly("we look into it");
    }

    /** What was heard at first hand stands, whatever an archive says of it. */
    @Test
    void aFirstHandCopyWins() throws Malformed {
        archives(lyon);
        ConversationContext context =
                ConversationContext.of(paris.unsafeGroup(group()).extensions());
        Json.Obj body = Json.obj().put("text", "other words").build();
        String message = message(paris);
        files(lyon, signed(rio, "chat", paris.conversation(), body).bytes(), context, message);
        paris.run(new Wish.Archive(DESK));
        assertThat(paris.codes()).contains("archive-differs");
        assertThat(paris.heard()).containsExactly("we look into it");
    }

    private String message(TalkWorld.Client client) throws Malformed {
        Records records = new Records(client.vault.storeKey(), client.generation(), world.world.home.randomness());
        String last = "";
        for (var row : client.store.entrySet()) {
            if (row.getKey().startsWith(KeptAct.PREFIX)) {
                last = KeptAct.read(records.open(new Row(row.getKey(), row.getValue())))
                        .found()
                        .message()
                        .hex();
            }
        }
        return last;
    }

    private RandomId group() throws Malformed {
        return RandomId.fromHex(Objects.requireNonNull(paris.book().members(paris.conversation()))
                .group());
    }

    private static byte[] flippedSignature(byte[] envelope) throws Malformed {
        Envelope read = Envelope.read(envelope);
        var one = read.signatures().get(0);
        byte[] value = one.value();
        value[5] ^= 1;
        return new Envelope(read.payloadType(), read.payload(), List.of(new Signature(one.keyId(), value))).bytes();
    }

    private void files(TalkWorld.Client by, byte[] act, ConversationContext context, String message) throws Malformed {
        byte[] about = context.extension().data();
        var filing =
                new ArchiveRecord.Filing(DESK, Digest.of(act), Digest.of(about), group().hex(), 1, rio.id, message);
        var signed = signed(by, ArchiveRecord.KIND, paris.conversation(), filing.json());
        var all = world.archive.records.get(DESK).get(paris.conversation());
        byte[] plain = new ArchiveRecord(signed.bytes(), about, act, new byte[0]).plain();
        byte[] sealed = secret(by).sealRecord(paris.conversation(), all.size(), plain, world.world.home.randomness());
        all.add(new ByteWriter().u32(1).vector(sealed).toBytes());
    }
}
