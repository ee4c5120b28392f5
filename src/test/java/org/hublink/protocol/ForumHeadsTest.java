package org.hublink.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The forum's heads count by two moderators, and hold readers to what they say. */
@Tag("unit")
class ForumHeadsTest {
    private static final StatementType TYPE = StatementType.FORUM_HEADS;

    private final Realm realm = Realm.ofTwoCountries();

    @BeforeEach
    void twoModeratorsAndAnExpert() {
        persona("FR", "lynx", "m1", 1, Role.MODERATOR);
        persona("BR", "jaguar", "m2", 1, Role.MODERATOR);
        persona("FR", "heron", "x1", 1, Role.EXPERT);
    }

    /** Logs a persona whose key is the one of this name, and opens it. */
    private void persona(String country, String handle, String key, int version, Role badge) {
        LoggedStatement statement = unopened(country, handle, key, version, badge);
        assertThat(realm.trust.persona(statement, realm.part(statement, 0)).code())
                .isEqualTo("trusted");
    }

    private LoggedStatement unopened(String country, String handle, String key, int version, Role badge) {
        PersonaPart face =
                new PersonaPart(handle, badge, List.of(), Realm.key(key).publicKey());
        Part part = realm.part(handle + version, face.body());
        Subject subject = new Subject(StatementType.PERSONA, country, handle);
        Header header = StatementSigner.header(
                subject, version, Realm.NOW - Realm.DAY, Realm.NOW + 80 * Realm.DAY, List.of(part));
        String[] operators = country.equals("FR") ? new String[] {"fr-a", "fr-b"} : new String[] {"br-a", "br-b"};
        Leaf leaf = Realm.leaf(Realm.sign(header, operators));
        return new LoggedStatement(realm.log(leaf.envelope()), leaf);
    }

    private Header header(int version) {
        Part part = realm.part("heads" + version, new ForumHeads(Map.of()).body());
        return StatementSigner.header(
                ForumHeads.SUBJECT, version, Realm.NOW - 60, Realm.NOW + 300 * Realm.DAY, List.of(part));
    }

    private String newest() {
        return realm.newest(TYPE, "", "forum-heads");
    }

    @Test
    void twoModeratorsOfAnyCountryMakeThem() {
        assertThat(realm.admits(header(1), "m1", "m2")).isEqualTo("trusted");
        realm.log(Realm.sign(header(1), "m1", "m2"));
        assertThat(newest()).isEqualTo("trusted");
        assertThat(realm.trust.audit()).isEmpty();
        assertThat(realm.admits(header(2), "m2", "m1")).isEqualTo("trusted");
        assertThat(realm.admits(header(1), "m2", "m1")).isEqualTo("version-duplicate");
        assertThat(realm.admits(header(3), "m2", "m1")).isEqualTo("version-jump");
    }

    @Test
    void oneGathersUntilTheOtherHasSigned() {
        Header header = header(1);
        Leaf one = Realm.leaf(Realm.sign(header, "m1"));
        assertThat(realm.trust.gathers(one, realm.partsOf(header), realm.now()).code())
                .isEqualTo("trusted");
        assertThat(realm.admits(header, "m1")).isEqualTo("below-threshold");
        Leaf three = Realm.leaf(Realm.sign(header, "m1", "m2", "fr-a"));
        assertThat(realm.trust
                        .gathers(three, realm.partsOf(header), realm.now())
                        .code())
                .isEqualTo("key-purpose");
        persona("FR", "marten", "m3", 1, Role.MODERATOR);
        assertThat(realm.admits(header, "m1", "m2", "m3")).isEqualTo("spare-signature");
    }

    @Test
    void nobodyElseMakesThem() {
        assertThat(realm.admits(header(1), "m1", "x1")).as("an expert").isEqualTo("act-signer");
        assertThat(realm.admits(header(1), "m1", "fr-a")).as("an operator").isEqualTo("key-purpose");
        assertThat(realm.admits(header(1), "m1", "r1")).as("a root holder").isEqualTo("key-purpose");
        assertThat(realm.admits(header(1), "m1", "log")).as("the log").isEqualTo("key-purpose");
        assertThat(realm.admits(header(1), "m1", "stranger")).isEqualTo("part-withheld");
        realm.device("FR", "d1", "fr-o-1", 1, "fr-a", "fr-b");
        LoggedStatement device = realm.trust
                .newest(
                        Subject.device(
                                new Country("FR"),
                                Realm.devicePart("d1", "fr-o-1").id()),
                        realm.now())
                .valueOrNull();
        assertThat(device).isNotNull();
        realm.trust.device(device, realm.part(device, 0));
        assertThat(realm.admits(header(1), "m1", "d1/statement")).as("a device").isEqualTo("key-purpose");
    }

    @Test
    void onePersonIsOneWhateverKeysHeHad() {
        persona("FR", "lynx", "m1b", 2, Role.MODERATOR);
        assertThat(realm.admits(header(1), "m1b", "m2")).isEqualTo("trusted");
        assertThat(realm.admits(header(1), "m1", "m1b"))
                .as("his old key and his new one")
                .isEqualTo("unknown-key");
    }

    @Test
    void aBadgeCountsAsItStoodThen() {
        realm.log(Realm.sign(header(1), "m1", "m2"));
        persona("FR", "lynx", "m1", 2, Role.OFFICER);
        assertThat(newest()).as("he was one when he signed").isEqualTo("trusted");
        assertThat(realm.admits(header(2), "m1", "m2")).isEqualTo("act-signer");
        LoggedStatement again = unopened("FR", "lynx", "m1", 3, Role.MODERATOR);
        assertThat(realm.admits(header(2), "m1", "m2"))
                .as("what he is now was not opened")
                .isEqualTo("part-withheld");
        realm.trust.persona(again, realm.part(again, 0));
        assertThat(realm.admits(header(2), "m1", "m2")).isEqualTo("trusted");
    }

    @Test
    void whoIsHeldDoesNotSignAndWhoWasEndedBeforeNeverDid() {
        long leaf = realm.log(Realm.sign(header(1), "m1", "m2"));
        realm.revoke("FR", "persona:lynx", 1, RevocationFacts.Mode.HOLD, leaf, "fr-a");
        assertThat(realm.admits(header(2), "m1", "m2")).isEqualTo("on-hold");
        assertThat(newest()).as("signed before").isEqualTo("trusted");
        realm.revoke("FR", "persona:lynx", 2, RevocationFacts.Mode.FINAL, leaf - 1, "fr-a", "fr-b");
        assertThat(newest()).as("his key was lost before").isEqualTo("signer-revoked");
        persona("FR", "marten", "m3", 1, Role.MODERATOR);
        assertThat(realm.admits(header(2), "m2", "m3")).as("others go on").isEqualTo("trusted");
    }

    @Test
    void anotherPartOrNoneIsRefused() {
        Header header = header(1);
        Part other = realm.part("other", new ForumHeads(Map.of()).body());
        Leaf leaf = Realm.leaf(Realm.sign(header, "m1", "m2"));
        assertThat(realm.trust.admits(leaf, List.of(other), realm.now()).code()).isEqualTo("part-mismatch");
        Header bare =
                StatementSigner.header(ForumHeads.SUBJECT, 1, Realm.NOW - 60, Realm.NOW + 300 * Realm.DAY, List.of());
        assertThat(realm.admits(bare, "m1", "m2")).isEqualTo("part-mismatch");
        realm.log(leaf.envelope());
        LoggedStatement logged =
                realm.trust.newest(ForumHeads.SUBJECT, realm.now()).valueOrNull();
        assertThat(logged).isNotNull();
        assertThat(realm.trust.part(logged, 0, other).code()).isEqualTo("part-mismatch");
        assertThat(realm.trust.part(logged, 0, null).code()).isEqualTo("part-withheld");
    }

    @Test
    void whatCannotBeJudgedYetIsNotReplacedByAnOlderOne() {
        realm.log(Realm.sign(header(1), "m1", "m2"));
        unopened("FR", "marten", "m3", 1, Role.MODERATOR);
        realm.log(Realm.sign(header(2), "m2", "m3"));
        assertThat(newest()).isEqualTo("part-withheld");
    }

    @Test
    void aThreadMustGoAtLeastAsFar() {
        ForumTalk talk = ForumTalk.asked();
        String answer = talk.answered(ForumTalk.EXPERT);
        RandomId id = id(talk.question());
        ForumHeads early = of(id, talk.thread);
        assertThat(early.check(id, talk.thread)).isEmpty();
        assertThat(talk.turn(ForumTalk.ASKER, ForumStep.ACCEPT, answer)).isEmpty();
        assertThat(early.check(id, talk.thread)).as("it went on").isEmpty();
        ForumHeads heads = of(id, talk.thread);
        assertThat(heads.check(id, talk.thread)).isEmpty();
        ForumTalk behind = ForumTalk.asked();
        assertThat(heads.check(id, behind.thread)).isEqualTo("forum-behind-heads");
        behind.answered(ForumTalk.SECOND);
        assertThat(behind.turn(ForumTalk.EXPERT, ForumStep.CLAIM)).isEmpty();
        assertThat(heads.check(id, behind.thread)).isEqualTo("forum-not-as-logged");
        assertThat(heads.check(id, new ForumThread())).isEqualTo("forum-behind-heads");
        assertThat(early.check(id, new ForumThread())).as("no question").isEqualTo("forum-not-as-logged");
        assertThat(heads.check(id("ff".repeat(16)), behind.thread))
                .as("newer than the heads")
                .isEmpty();
    }

    @Test
    void headsAreReadInOneFormOnly() throws Malformed {
        TreeMap<RandomId, ForumHeads.Head> three = new TreeMap<>();
        for (String one : List.of("00", "7f", "ff")) {
            three.put(id(one.repeat(16)), new ForumHeads.Head(three.size(), Digest.of(Utf8.encode(one))));
        }
        byte[] body = new ForumHeads(three).body();
        assertThat(body).hasSize(1 + 3 * 50);
        ForumHeads read = ForumHeads.read(body);
        assertThat(read.all()).isEqualTo(three);
        assertThat(read.body()).isEqualTo(body);
        assertReason("truncated", new byte[0]);
        assertReason("truncated", Bytes.slice(body, 0, body.length - 1));
        byte[] form = body.clone();
        form[0] = 2;
        assertReason("forum-heads-form", form);
        byte[] swapped = Bytes.concat(
                new byte[] {1}, Bytes.slice(body, 51, 101), Bytes.slice(body, 1, 51), Bytes.slice(body, 101, 151));
        assertReason("forum-heads-order", swapped);
        assertReason("forum-heads-order", Bytes.concat(Bytes.slice(body, 0, 51), Bytes.slice(body, 1, 51)));
    }

    @Test
    void asManyAsTheLimitFitIntoAPartAndNoMoreAreRead() throws Malformed {
        TreeMap<RandomId, ForumHeads.Head> most = new TreeMap<>();
        Digest last = Digest.of(new byte[0]);
        for (int i = 0; i < ForumHeads.THREADS_MAX; i++) {
            most.put(RandomId.from(Bytes.concat(Bytes.u64(i), new byte[8])), new ForumHeads.Head(2_000, last));
        }
        byte[] body = new ForumHeads(most).body();
        assertThat(body.length).isLessThanOrEqualTo(Part.bodyBytesMax(TYPE));
        assertThat(ForumHeads.read(body).threads()).isEqualTo(ForumHeads.THREADS_MAX);
        byte[] more = Bytes.concat(body, Bytes.u64(1L << 40), new byte[42]);
        assertReason("forum-heads-form", more);
    }

    private static ForumHeads of(RandomId id, ForumThread thread) {
        Digest head = thread.head();
        assertThat(head).isNotNull();
        return new ForumHeads(Map.of(id, new ForumHeads.Head(thread.turns().size(), head)));
    }

    private static RandomId id(String hex) {
        try {
            return RandomId.fromHex(hex);
        } catch (Malformed refused) {
            throw new AssertionError(refused);
        }
    }

    private static void assertReason(String reason, byte[] body) {
        assertThatThrownBy(() -> ForumHeads.read(body))
                .isInstanceOfSatisfying(
                        Malformed.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
