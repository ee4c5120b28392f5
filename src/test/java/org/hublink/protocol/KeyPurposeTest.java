package org.hublink.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Json;
import org.hublink.primitives.XWing;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** K1: every structure is signed with every kind of key, and taken from the one kind that it belongs to. */
@Tag("unit")
class KeyPurposeTest {
    private static final Map<String, String[]> KEYS = new LinkedHashMap<>();
    private static final String ACT = "00112233445566778899aabbccddeeff";

    static {
        KEYS.put("root", new String[] {"r1", "r2"});
        KEYS.put("operator", new String[] {"fr-a", "fr-b"});
        KEYS.put("statement", new String[] {"laptop/statement", "phone/statement"});
        KEYS.put("mls", new String[] {"laptop/mls", "phone/mls"});
        KEYS.put("persona", new String[] {"heron", "heron2"});
        KEYS.put("log", new String[] {"log", "cosigner"});
    }

    private final Realm realm = Realm.ofTwoCountries();
    private final String device = Realm.devicePart("laptop", "fr-o-1").id();

    @Test
    void statementsAreTakenFromRootOperatorsAndModeratorsAlone() {
        Map<Header, String> structures = new LinkedHashMap<>();
        structures.put(Realm.rootHeader(2, "r1", "r2", "r3"), "root");
        structures.put(Realm.authorityHeader("FR", 2, 2, "fr-a", "fr-b"), "root");
        structures.put(realm.deviceHeader("FR", "laptop", "fr-o-1", 1), "operator");
        structures.put(realm.header(StatementType.DESK, "FR", "FR-CSE-247", 1), "operator");
        structures.put(realm.header(StatementType.MANIFEST, "FR", "all", 1), "operator");
        structures.put(realm.header(StatementType.FORUM_HEADS, "", "forum-heads", 1), "persona");
        for (String handle : KEYS.getOrDefault("persona", new String[0])) {
            PersonaPart face = new PersonaPart(
                    handle, Role.MODERATOR, List.of(), Realm.key(handle).publicKey());
            Subject subject = new Subject(StatementType.PERSONA, "FR", handle);
            Part part = realm.part(handle, face.body());
            Header header = StatementSigner.header(
                    subject, 1, Realm.NOW - Realm.DAY, Realm.NOW + 80 * Realm.DAY, List.of(part));
            Leaf leaf = Realm.leaf(Realm.sign(header, "fr-a", "fr-b"));
            realm.trust.persona(new LoggedStatement(realm.log(leaf.envelope()), leaf), part);
        }
        structures.forEach((header, kind) -> KEYS.forEach((other, keys) -> {
            String verdict = realm.admits(header, keys);
            if (other.equals(kind)) {
                assertThat(verdict).as(header.type() + " by " + other).isEqualTo("trusted");
            } else {
                assertThat(verdict)
                        .as(header.type() + " by " + other)
                        .isIn("key-purpose", "unknown-key", "part-withheld");
            }
        }));
    }

    @Test
    void actsAreTakenFromTheStatementKeyAlone() {
        long logged = realm.device("FR", "laptop", "fr-o-1", 1, "fr-a", "fr-b");
        Act.Signer signer = new Act.Signer(Act.SignerType.DEVICE, "FR", device, 1);
        Act act = new Act(
                "duty",
                ACT,
                "case 1",
                signer,
                logged + 1,
                Digest.of(new byte[] {7}),
                Realm.NOW,
                null,
                Json.obj().build());
        ActPlace place = new ActPlace("duty", "case 1", Set.of(), realm);
        KEYS.forEach((kind, keys) -> {
            String verdict = realm.trust
                    .act(act.signedBy(Realm.key(keys[0])), place, realm.now())
                    .code();
            assertThat(verdict).as(kind).isEqualTo(kind.equals("statement") ? "trusted" : "act-signer");
        });
    }

    @Test
    void checkpointsAreTakenFromTheLogsTwoKeysAlone() {
        String origin = "hublink.example/log";
        NoteKey log = new NoteKey(origin, Realm.key("log").publicKey());
        NoteKey cosigner = NoteKey.cosigner(origin, Realm.key("cosigner").publicKey());
        Checkpoint checkpoint = new Checkpoint(origin, 7, Digest.of(new byte[] {7}));
        KEYS.forEach((kind, keys) -> {
            Note note = SignedCheckpoint.sign(checkpoint, Realm.key(keys[0]), Realm.key(keys[1]), Realm.NOW);
            String verdict = SignedCheckpoint.read(note.bytes(), log, cosigner).code();
            assertThat(verdict).as(kind).isEqualTo(kind.equals("log") ? "trusted" : "checkpoint-signature");
        });
    }

    @Test
    void aSignatureMadeForOneStructureIsWorthNothingInAnother() throws Exception {
        Header header = realm.header(StatementType.DESK, "FR", "FR-CSE-247", 1);
        for (String type : List.of(
                Act.payloadType("sign-in"),
                StatementType.MANIFEST.payloadType(),
                StatementType.REVOCATION.payloadType())) {
            byte[] message = Envelope.pae(type, header.bytes());
            Envelope envelope = new Envelope(
                    header.type().payloadType(),
                    header.bytes(),
                    List.of(signature("fr-a", message), signature("fr-b", message)));
            assertThat(realm.trust
                            .admits(Leaf.of(envelope), realm.partsOf(header), realm.now())
                            .code())
                    .isEqualTo("bad-signature");
        }
        byte[] bare = header.bytes();
        Envelope naked = new Envelope(
                header.type().payloadType(), bare, List.of(signature("fr-a", bare), signature("fr-b", bare)));
        assertThat(realm.trust
                        .admits(Leaf.of(naked), realm.partsOf(header), realm.now())
                        .code())
                .isEqualTo("bad-signature");
    }

    @Test
    void aDevicesKeyIsNoOperatorsAndNoRootHolders() {
        DevicePart taken = new DevicePart(
                "fr-o-1",
                Realm.key("br-a").publicKey(),
                Realm.key("laptop/mls").publicKey(),
                new byte[XWing.PUBLIC_KEY_LENGTH],
                Set.of(Role.OFFICER));
        Part part = realm.part("taken", taken.body());
        Header header = StatementSigner.header(
                Subject.device(new Country("FR"), taken.id()), 1, Realm.NOW, Realm.NOW + Realm.DAY, List.of(part));
        assertThat(realm.admits(header, "fr-a", "fr-b")).isEqualTo("key-taken");
    }

    @Test
    void governmentCardsSignWithP256() throws Exception {
        SigningKey card = SigningKey.p256(Digest.of(new byte[] {9}).bytes());
        AuthorityFacts facts =
                new AuthorityFacts(1, List.of(new AuthorityFacts.Operator("nl-a", List.of(card.publicKey()))));
        realm.log(Realm.sign(Realm.authorityHeader("NL", 1, facts), "r1", "r2"));
        Header header = realm.header(StatementType.DESK, "NL", "NL-CSE-247", 1);
        Envelope signed = new StatementSigner(card).sign(header);
        assertThat(realm.trust
                        .admits(Realm.leaf(signed), realm.partsOf(header), realm.now())
                        .code())
                .isEqualTo("trusted");
        assertThat(PublicKey.read(card.publicKey().text())).isEqualTo(card.publicKey());
    }

    @Test
    void privateKeysDoNotPrint() {
        assertThat(Realm.key("fr-a")).hasToString("[hidden]");
        assertThat(new StatementSigner(Realm.key("fr-a"))).hasToString("[hidden]");
    }

    private static Signature signature(String key, byte[] message) {
        SigningKey signing = Realm.key(key);
        return new Signature(signing.keyId(), signing.sign(message));
    }
}
