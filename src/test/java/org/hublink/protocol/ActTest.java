package org.hublink.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hublink.protocol.RevocationFacts.Mode.FINAL;
import static org.hublink.protocol.RevocationFacts.Mode.HOLD;
import static org.hublink.protocol.RevocationFacts.Mode.LIFT;

import java.util.List;
import java.util.Set;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Json;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Acts by their reasons: place, signer, signature, and what was revoked since. */
@Tag("unit")
class ActTest {
    private static final Country FR = new Country("FR");
    private static final String ID = "00112233445566778899aabbccddeeff";
    private static final Digest TREE = Digest.of(new byte[] {7});

    private final Realm realm = Realm.ofTwoCountries();
    private final String device = Realm.devicePart("laptop", "fr-o-1").id();
    private final long logged = realm.device("FR", "laptop", "fr-o-1", 1, "fr-a", "fr-b");
    private final ActPlace place = new ActPlace("duty", "desk FR-CSE-247", Set.of(), realm);

    private Act.Signer signer(int version) {
        return new Act.Signer(Act.SignerType.DEVICE, "FR", device, version);
    }

    private Act act(String kind, String context, int version, long size, long time) {
        Json.Obj body = Json.obj().put("from", 1).put("word", "Dienst – 勤務").build();
        return new Act(kind, ID, context, signer(version), size, TREE, time, null, body);
    }

    private Envelope signedAt(long size) {
        return act("duty", "desk FR-CSE-247", 1, size, Realm.NOW).signedBy(Realm.key("laptop/statement"));
    }

    private String code(Envelope envelope) {
        return realm.trust.act(envelope, place, realm.now()).code();
    }

    @Test
    void anActOfAValidDeviceCounts() throws Exception {
        Envelope envelope = signedAt(logged + 1);
        Verdict<VerifiedAct> verdict = realm.trust.act(envelope, place, realm.now());
        VerifiedAct act = verdict.valueOrNull();
        assertThat(act.officer()).isEqualTo("fr-o-1");
        assertThat(act.signer().index()).isEqualTo(logged);
        assertThat(act.signerSinceRevoked()).isFalse();
        assertThat(act.act()).isEqualTo(Act.read(envelope, Realm.TEXT));
        assertThat(act.digest()).isEqualTo(Digest.of(envelope.payload()));
    }

    @Test
    void itCountsWhereItWasFoundOnly() {
        long size = logged + 1;
        SigningKey key = Realm.key("laptop/statement");
        assertThat(code(act("duty", "desk FR-CSE-248", 1, size, Realm.NOW).signedBy(key)))
                .isEqualTo("act-context");
        assertThat(code(act("vote", "desk FR-CSE-247", 1, size, Realm.NOW).signedBy(key)))
                .isEqualTo("act-context");
        ActPlace seen = new ActPlace("duty", "desk FR-CSE-247", Set.of(ID), realm);
        assertThat(realm.trust.act(signedAt(size), seen, realm.now()).code()).isEqualTo("act-replayed");
    }

    @Test
    void itsSignerMustHoldTheKey() {
        long size = logged + 1;
        Act act = act("duty", "desk FR-CSE-247", 1, size, Realm.NOW);
        assertThat(code(act.signedBy(Realm.key("laptop/mls")))).isEqualTo("act-signer");
        assertThat(code(act.signedBy(Realm.key("fr-a")))).isEqualTo("act-signer");
        Envelope other = act("duty", "desk FR-CSE-247", 1, size, Realm.NOW - 1).signedBy(Realm.key("laptop/statement"));
        Envelope swapped = new Envelope(other.payloadType(), act.payload(), other.signatures());
        assertThat(code(swapped)).isEqualTo("bad-signature");
        Envelope another = new Envelope(Act.payloadType("vote"), act.payload(), other.signatures());
        assertThat(code(another)).isEqualTo("unknown-type");
    }

    @Test
    void itsSignersStatementMustBeValidAtItsCheckpoint() {
        assertThat(code(signedAt(logged))).isEqualTo("not-logged");
        assertThat(code(signedAt(realm.ledger.size() + 1))).isEqualTo("log-behind");
        SigningKey key = Realm.key("laptop/statement");
        long late = Realm.NOW + 81 * Realm.DAY;
        Envelope expired = act("duty", "desk FR-CSE-247", 1, logged + 1, late).signedBy(key);
        assertThat(code(expired)).isEqualTo("not-yet-valid");
        assertThat(realm.trust
                        .act(expired, place, new Moment(realm.ledger.size(), late))
                        .code())
                .isEqualTo("expired");
        realm.device("FR", "laptop", "fr-o-1", 2, "fr-a", "fr-b");
        assertThat(code(signedAt(logged + 1))).isEqualTo("trusted");
        assertThat(code(signedAt(logged + 2))).isEqualTo("version-old");
    }

    @Test
    void theKeyPartMustBeAtHandAndFit() {
        Envelope envelope = signedAt(logged + 1);
        ActPlace without = new ActPlace("duty", "desk FR-CSE-247", Set.of(), Parts.NONE);
        assertThat(realm.trust.act(envelope, without, realm.now()).code()).isEqualTo("part-withheld");
        Part wrong = new Part(new byte[32], Realm.devicePart("laptop", "fr-o-1").body());
        ActPlace other = new ActPlace("duty", "desk FR-CSE-247", Set.of(), (statement, n) -> wrong);
        assertThat(realm.trust.act(envelope, other, realm.now()).code()).isEqualTo("part-mismatch");
    }

    @Test
    void whatARevokedDeviceSignedLaterIsRefusedAndOlderActsAreMarked() {
        realm.statement(StatementType.DESK, "FR", "FR-CSE-247", 1, "fr-a", "fr-b");
        realm.statement(StatementType.DESK, "FR", "FR-CSE-248", 1, "fr-a", "fr-b");
        realm.revoke("FR", "device:" + device, 1, FINAL, logged + 1, "fr-a", "fr-c");
        assertThat(realm.trust
                        .act(signedAt(logged + 2), place, realm.now())
                        .valueOrNull()
                        .signerSinceRevoked())
                .isTrue();
        assertThat(code(signedAt(logged + 3))).isEqualTo("signer-revoked");
        assertThat(code(signedAt(logged + 4))).isEqualTo("revoked");
    }

    @Test
    void anOfficersRevocationReachesHisDevices() {
        realm.revoke("FR", "officer:fr-o-1", 1, FINAL, logged, "fr-a", "fr-c");
        assertThat(code(signedAt(logged + 1))).isEqualTo("trusted");
        assertThat(code(signedAt(logged + 2))).isEqualTo("revoked");
    }

    @Test
    void whatWasSignedOnHoldStaysRefusedAfterTheLift() {
        realm.revoke("FR", "device:" + device, 1, HOLD, logged, "fr-c");
        assertThat(code(signedAt(logged + 2))).isEqualTo("on-hold");
        realm.revoke("FR", "device:" + device, 2, LIFT, logged, "fr-a", "fr-c");
        assertThat(code(signedAt(logged + 2))).isEqualTo("on-hold");
        assertThat(code(signedAt(logged + 3))).isEqualTo("trusted");
    }

    @Test
    void anOperatorActsForNobody() {
        Act.Signer operator = new Act.Signer(Act.SignerType.OPERATOR, "FR", "fr-a", 1);
        Act act = new Act(
                "duty",
                ID,
                "desk FR-CSE-247",
                operator,
                2,
                TREE,
                Realm.NOW,
                null,
                Json.obj().build());
        assertThat(code(act.signedBy(Realm.key("fr-a")))).isEqualTo("act-signer");
    }

    @Test
    void aPersonaActsByItsOwnKey() {
        PersonaPart persona = new PersonaPart(
                "heron", Role.OFFICER, List.of(), Realm.key("heron").publicKey());
        Part part = realm.part("heron", persona.body());
        Subject subject = new Subject(StatementType.PERSONA, "FR", "heron");
        realm.log(Realm.sign(
                StatementSigner.header(subject, 1, Realm.NOW, Realm.NOW + Realm.DAY, List.of(part)), "fr-a", "fr-b"));
        Act.Signer signer = new Act.Signer(Act.SignerType.PERSONA, "FR", "heron", 1);
        Act act = new Act(
                "duty",
                ID,
                "desk FR-CSE-247",
                signer,
                realm.ledger.size(),
                TREE,
                Realm.NOW,
                TREE,
                Json.obj().build());
        assertThat(code(act.signedBy(Realm.key("heron")))).isEqualTo("trusted");
        assertThat(code(act.signedBy(Realm.key("laptop/statement")))).isEqualTo("act-signer");
        realm.revoke("FR", "persona:heron", 1, HOLD, 1, "fr-a");
        assertThat(code(act.signedBy(Realm.key("heron")))).isEqualTo("signer-revoked");
    }

    @Test
    void theStandingOfTheCountryIsAsked() {
        assertThat(realm.trust.standing("device:" + device, FR, realm.now()).free())
                .isTrue();
    }
}
