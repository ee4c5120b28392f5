package org.hublink.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Statements by their reasons: signatures, thresholds, countries, times, versions. */
@Tag("unit")
class TrustTest {
    private static final StatementType DESK = StatementType.DESK;

    private final Realm realm = Realm.ofTwoCountries();

    @Test
    void aStatementByTwoOperatorsIsTrustedWithItsProof() {
        long index = realm.statement(DESK, "FR", "FR-CSE-247", 1, "fr-a", "fr-b");
        Verdict<LoggedStatement> verdict = realm.trust.newest(new Subject(DESK, "FR", "FR-CSE-247"), realm.now());
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Trusted.class, trusted -> {
            assertThat(trusted.proof().leafIndex()).isEqualTo(index);
            assertThat(trusted.proof().persons()).containsExactlyInAnyOrder("fr-a", "fr-b");
            assertThat(trusted.proof().checkpointSize()).isEqualTo(index + 1);
        });
        assertThat(realm.trust.audit()).isEmpty();
    }

    @Test
    void oneOperatorIsBelowTheThreshold() {
        realm.statement(DESK, "FR", "FR-CSE-247", 1, "fr-a");
        assertThat(realm.newest(DESK, "FR", "FR-CSE-247")).isEqualTo("below-threshold");
        assertThat(realm.trust.audit()).extracting(i -> i.reason().code()).containsExactly("below-threshold");
    }

    @Test
    void twoKeysOfOneOperatorAreOnePerson() {
        AuthorityFacts facts = new AuthorityFacts(
                2,
                List.of(
                        new AuthorityFacts.Operator("nl-a", Realm.publicKeys("nl-a", "nl-a2")),
                        new AuthorityFacts.Operator("nl-b", Realm.publicKeys("nl-b")),
                        new AuthorityFacts.Operator("nl-c", Realm.publicKeys("nl-c"))));
        realm.log(Realm.sign(Realm.authorityHeader("NL", 1, facts), "r1", "r3"));
        realm.statement(DESK, "NL", "NL-CSE-247", 1, "nl-a", "nl-a2");
        assertThat(realm.newest(DESK, "NL", "NL-CSE-247")).isEqualTo("below-threshold");
        realm.statement(DESK, "NL", "NL-CSE-247", 1, "nl-a2", "nl-b");
        assertThat(realm.newest(DESK, "NL", "NL-CSE-247")).isEqualTo("trusted");
    }

    @Test
    void aThirdSignatureIsSpare() {
        realm.statement(DESK, "FR", "FR-CSE-247", 1, "fr-a", "fr-b", "fr-c");
        assertThat(realm.newest(DESK, "FR", "FR-CSE-247")).isEqualTo("spare-signature");
    }

    @Test
    void operatorsSpeakForTheirOwnCountryOnly() {
        realm.statement(DESK, "FR", "FR-CSE-247", 1, "br-a", "br-b");
        assertThat(realm.newest(DESK, "FR", "FR-CSE-247")).isEqualTo("foreign-country");
        realm.statement(DESK, "FR", "BR-CSE-247", 1, "fr-a", "fr-b");
        assertThat(realm.newest(DESK, "FR", "BR-CSE-247")).isEqualTo("foreign-country");
    }

    @Test
    void strangersAndRootHoldersHaveNoSay() {
        realm.statement(DESK, "FR", "FR-CSE-247", 1, "somebody", "fr-b");
        assertThat(realm.newest(DESK, "FR", "FR-CSE-247")).isEqualTo("unknown-key");
        realm.statement(DESK, "FR", "FR-CSE-248", 1, "r1", "r2");
        assertThat(realm.newest(DESK, "FR", "FR-CSE-248")).isEqualTo("key-purpose");
        realm.statement(DESK, "FR", "FR-CSE-249", 1, "log", "cosigner");
        assertThat(realm.newest(DESK, "FR", "FR-CSE-249")).isEqualTo("key-purpose");
    }

    @Test
    void aChangedHeaderBreaksItsSignatures() throws Exception {
        Envelope signed = Realm.sign(realm.header(DESK, "FR", "FR-CSE-247", 1), "fr-a", "fr-b");
        Header other = realm.header(DESK, "FR", "FR-CSE-248", 1);
        Envelope altered = new Envelope(DESK.payloadType(), other.bytes(), signed.signatures());
        realm.ledger.add(Leaf.of(altered).bytes());
        assertThat(realm.newest(DESK, "FR", "FR-CSE-248")).isEqualTo("bad-signature");
    }

    @Test
    void aCountryWithoutAuthorityIsMute() {
        realm.statement(DESK, "DE", "DE-CSE-247", 1, "fr-a", "fr-b");
        assertThat(realm.newest(DESK, "DE", "DE-CSE-247")).isEqualTo("authority-missing");
        assertThat(realm.newest(DESK, "FR", "FR-CSE-999")).isEqualTo("not-logged");
    }

    @Test
    void expiryGoesByTheGivenTime() {
        long index = realm.statement(DESK, "FR", "FR-CSE-247", 1, "fr-a", "fr-b");
        Subject desk = new Subject(DESK, "FR", "FR-CSE-247");
        long expires = Realm.NOW + 80 * Realm.DAY;
        assertThat(realm.trust.newest(desk, new Moment(index + 1, expires - 1)).code())
                .isEqualTo("trusted");
        assertThat(realm.trust.newest(desk, new Moment(index + 1, expires)).code())
                .isEqualTo("expired");
        long early = Realm.NOW - Realm.DAY - Trust.CLOCK_SKEW_SECONDS_MAX;
        assertThat(realm.trust.newest(desk, new Moment(index + 1, early)).code())
                .isEqualTo("trusted");
        assertThat(realm.trust.newest(desk, new Moment(index + 1, early - 1)).code())
                .isEqualTo("not-yet-valid");
        long later = Realm.NOW + 301 * Realm.DAY;
        assertThat(realm.trust.newest(desk, new Moment(index + 1, later)).code())
                .isEqualTo("authority-expired");
        long last = Realm.NOW + 366 * Realm.DAY;
        assertThat(realm.trust.newest(desk, new Moment(index + 1, last)).code()).isEqualTo("root-expired");
    }

    @Test
    void atAMomentOnlyTheLeavesBelowItsSizeCount() {
        long index = realm.statement(DESK, "FR", "FR-CSE-247", 1, "fr-a", "fr-b");
        realm.statement(DESK, "FR", "FR-CSE-247", 2, "fr-a", "fr-c");
        Subject desk = new Subject(DESK, "FR", "FR-CSE-247");
        assertThat(realm.trust.newest(desk, realm.at(index)).code()).isEqualTo("not-logged");
        assertThat(realm.trust
                        .newest(desk, realm.at(index + 1))
                        .valueOrNull()
                        .header()
                        .version())
                .isEqualTo(1);
        assertThat(realm.trust.newest(desk, realm.now()).valueOrNull().header().version())
                .isEqualTo(2);
        assertThat(realm.trust.at(desk, 1, realm.now()).code()).isEqualTo("trusted");
        assertThat(realm.trust.at(desk, 3, realm.now()).code()).isEqualTo("not-logged");
        assertThat(realm.trust.newest(desk, realm.at(99)).code()).isEqualTo("log-behind");
    }

    @Test
    void nothingIsValidForLongerThanItsTypeAllows() {
        Subject desk = new Subject(DESK, "FR", "FR-CSE-247");
        realm.log(Realm.sign(
                StatementSigner.header(desk, 1, Realm.NOW, Realm.NOW + 400 * Realm.DAY + 1, List.of()),
                "fr-a",
                "fr-b"));
        assertThat(realm.newest(DESK, "FR", "FR-CSE-247")).isEqualTo("validity-too-long");
        Subject device = Subject.device(new Country("FR"), "d1");
        realm.log(Realm.sign(
                StatementSigner.header(device, 1, Realm.NOW, Realm.NOW + 90 * Realm.DAY + 1, List.of()),
                "fr-a",
                "fr-b"));
        assertThat(realm.newest(StatementType.DEVICE, "FR", "d1")).isEqualTo("validity-too-long");
    }

    @Test
    void aDoubledVersionLosesAndIsReported() {
        long first = realm.statement(DESK, "FR", "FR-CSE-247", 1, "fr-a", "fr-b");
        long second = realm.statement(DESK, "FR", "FR-CSE-247", 1, "fr-b", "fr-c");
        Subject desk = new Subject(DESK, "FR", "FR-CSE-247");
        assertThat(realm.trust.newest(desk, realm.now()).valueOrNull().index()).isEqualTo(first);
        assertThat(realm.trust.alarms(new Country("FR"))).singleElement().satisfies(alarm -> {
            assertThat(alarm.index()).isEqualTo(second);
            assertThat(alarm.reason()).isEqualTo(Reason.VERSION_DUPLICATE);
        });
        assertThat(realm.trust.alarms(new Country("BR"))).isEmpty();
    }

    @Test
    void aJumpedVersionIsIgnored() {
        realm.statement(DESK, "FR", "FR-CSE-247", 1, "fr-a", "fr-b");
        realm.statement(DESK, "FR", "FR-CSE-247", 3, "fr-a", "fr-b");
        Subject desk = new Subject(DESK, "FR", "FR-CSE-247");
        assertThat(realm.trust.newest(desk, realm.now()).valueOrNull().header().version())
                .isEqualTo(1);
        assertThat(realm.trust.at(desk, 3, realm.now()).code()).isEqualTo("version-jump");
        realm.statement(DESK, "FR", "FR-CSE-250", 2, "fr-a", "fr-b");
        assertThat(realm.newest(DESK, "FR", "FR-CSE-250")).isEqualTo("version-jump");
    }

    @Test
    void aLeafWithoutValidSignaturesTakesNoVersionAway() {
        realm.statement(DESK, "FR", "FR-CSE-247", 1, "fr-a", "fr-b");
        long forged = realm.statement(DESK, "FR", "FR-CSE-247", 2, "somebody", "else");
        Subject desk = new Subject(DESK, "FR", "FR-CSE-247");
        assertThat(realm.trust.newest(desk, realm.now()).valueOrNull().header().version())
                .isEqualTo(1);
        long honest = realm.statement(DESK, "FR", "FR-CSE-247", 2, "fr-a", "fr-b");
        assertThat(realm.trust.newest(desk, realm.now()).valueOrNull().index()).isEqualTo(honest);
        assertThat(realm.ledger.ignored()).extracting(Ignored::index).containsExactly(forged);
        assertThat(realm.trust.alarms(new Country("FR"))).isEmpty();
    }

    @Test
    void malformedLeavesAreKeptAsEvidence() {
        long index = realm.ledger.add(new byte[] {9, 9});
        assertThat(realm.ledger.add(new byte[1025])).isEqualTo(index + 1);
        assertThat(realm.ledger.ignored())
                .extracting(Ignored::reason)
                .containsExactly(Reason.MALFORMED, Reason.LEAF_TOO_LARGE);
        assertThat(realm.ledger.leaf(index)).isNull();
    }

    @Test
    void truncatingForgetsWhatWasAddedAndNothingElse() {
        realm.statement(DESK, "FR", "FR-CSE-247", 1, "fr-a", "fr-b");
        long size = realm.ledger.size();
        realm.authority("FR", 2, 1, "fr-z");
        realm.statement(DESK, "FR", "FR-CSE-247", 2, "fr-z");
        assertThat(realm.newest(DESK, "FR", "FR-CSE-247")).isEqualTo("trusted");
        realm.ledger.truncate(size);
        assertThat(realm.ledger.size()).isEqualTo(size);
        assertThat(realm.admits(realm.header(DESK, "FR", "FR-CSE-247", 2), "fr-z"))
                .isEqualTo("unknown-key");
        assertThat(realm.admits(realm.header(DESK, "FR", "FR-CSE-247", 2), "fr-a", "fr-c"))
                .isEqualTo("trusted");
    }
}
