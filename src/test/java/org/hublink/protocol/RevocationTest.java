package org.hublink.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hublink.protocol.RevocationFacts.Mode.FINAL;
import static org.hublink.protocol.RevocationFacts.Mode.HOLD;
import static org.hublink.protocol.RevocationFacts.Mode.LIFT;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Hold, lift and final, for devices, officers, personas and operators. */
@Tag("unit")
class RevocationTest {
    private static final StatementType DESK = StatementType.DESK;
    private static final Country FR = new Country("FR");

    private final Realm realm = Realm.ofTwoCountries();
    private final String device = Realm.devicePart("laptop", "fr-o-1").id();
    private final String target = "device:" + device;
    private final long logged = realm.device("FR", "laptop", "fr-o-1", 1, "fr-a", "fr-b");

    private String device() {
        return realm.newest(StatementType.DEVICE, "FR", device);
    }

    private String admits(String subject, int version, RevocationFacts.Mode mode, long last, String... signers) {
        return realm.admits(Realm.revocationHeader("FR", subject, version, mode, last), signers);
    }

    @Test
    void oneOperatorHoldsAtOnceAndTwoLift() {
        assertThat(device()).isEqualTo("trusted");
        realm.revoke("FR", target, 1, HOLD, logged, "fr-c");
        assertThat(device()).isEqualTo("on-hold");
        assertThat(realm.trust.standing(target, FR, realm.now())).isEqualTo(new Standing(Standing.State.HELD, logged));
        realm.revoke("FR", target, 2, LIFT, logged, "fr-c");
        assertThat(device()).isEqualTo("on-hold");
        realm.revoke("FR", target, 2, LIFT, logged, "fr-a", "fr-c");
        assertThat(device()).isEqualTo("trusted");
        assertThat(realm.trust.standing(target, FR, realm.now())).isEqualTo(Standing.FREE);
    }

    @Test
    void aHoldDoesNotLapse() {
        realm.revoke("FR", target, 1, HOLD, logged, "fr-c");
        Moment late = new Moment(realm.ledger.size(), Realm.NOW + 500 * Realm.DAY);
        assertThat(realm.trust.standing(target, FR, late).free()).isFalse();
    }

    @Test
    void beforeItsLeafARevocationSaysNothing() {
        long hold = realm.revoke("FR", target, 1, HOLD, logged, "fr-c");
        Subject subject = Subject.device(FR, device);
        assertThat(realm.trust.newest(subject, realm.at(hold)).code()).isEqualTo("trusted");
        assertThat(realm.trust.newest(subject, realm.at(hold + 1)).code()).isEqualTo("on-hold");
    }

    @Test
    void theEndNeedsTheThresholdAndIsForEver() {
        assertThat(admits(target, 1, FINAL, logged, "fr-a")).isEqualTo("below-threshold");
        realm.revoke("FR", target, 1, FINAL, logged, "fr-a", "fr-b");
        assertThat(device()).isEqualTo("revoked");
        assertThat(admits(target, 2, LIFT, logged, "fr-a", "fr-b")).isEqualTo("revoked");
        assertThat(realm.admits(realm.deviceHeader("FR", "laptop", "fr-o-1", 2), "fr-a", "fr-b"))
                .isEqualTo("revoked");
        realm.device("FR", "laptop", "fr-o-1", 2, "fr-a", "fr-b");
        assertThat(device()).isEqualTo("revoked");
    }

    @Test
    void theRootEndsAndLiftsButDoesNotHold() {
        assertThat(admits(target, 1, HOLD, logged, "r1")).isEqualTo("key-purpose");
        assertThat(admits(target, 1, FINAL, logged, "r1")).isEqualTo("below-threshold");
        assertThat(admits(target, 1, FINAL, logged, "r1", "fr-a")).isEqualTo("key-purpose");
        assertThat(admits(target, 1, FINAL, logged, "r1", "r3")).isEqualTo("trusted");
    }

    @Test
    void aForeignCountryCannotRevoke() {
        Header header = Realm.revocationHeader("FR", target, 1, HOLD, logged);
        assertThat(realm.admits(header, "br-a")).isEqualTo("foreign-country");
        realm.revoke("BR", target, 1, FINAL, logged, "br-a", "br-b");
        assertThat(device()).isEqualTo("trusted");
    }

    @Test
    void anInventedRevocationIsIgnoredAndShown() {
        long index = realm.revoke("FR", target, 1, FINAL, logged, "somebody", "else");
        assertThat(device()).isEqualTo("trusted");
        assertThat(realm.trust.audit()).singleElement().satisfies(ignored -> {
            assertThat(ignored.index()).isEqualTo(index);
            assertThat(ignored.reason()).isEqualTo(Reason.UNKNOWN_KEY);
        });
    }

    @Test
    void revocationsKeepTheOrderOfVersions() {
        assertThat(admits(target, 2, HOLD, logged, "fr-a")).isEqualTo("version-jump");
        realm.revoke("FR", target, 1, HOLD, logged, "fr-a");
        assertThat(admits(target, 1, LIFT, logged, "fr-a", "fr-b")).isEqualTo("version-duplicate");
        assertThat(admits(target, 2, HOLD, logged, "fr-b")).isEqualTo("on-hold");
        assertThat(admits(target, 2, FINAL, logged, "fr-a", "fr-b")).isEqualTo("trusted");
        assertThat(admits(target, 2, FINAL, realm.ledger.size(), "fr-a", "fr-b"))
                .isEqualTo("index-ahead");
    }

    @Test
    void tenHoldsADayAnOperator() {
        for (int i = 0; i < Rulings.HOLDS_A_DAY_MAX; i++) {
            assertThat(admits("device:d" + i, 1, HOLD, 1, "fr-a")).isEqualTo("trusted");
            realm.revoke("FR", "device:d" + i, 1, HOLD, 1, "fr-a");
        }
        assertThat(admits("device:more", 1, HOLD, 1, "fr-a")).isEqualTo("quota-exceeded");
        assertThat(admits("device:more", 1, HOLD, 1, "fr-b")).isEqualTo("trusted");
        assertThat(admits("device:more", 1, FINAL, 1, "fr-a", "fr-b")).isEqualTo("trusted");
        realm.revoke("FR", "device:more", 1, HOLD, 1, "fr-a");
        assertThat(realm.trust.standing("device:more", FR, realm.now()).free()).isTrue();
    }

    @Test
    void whoDatesHoldsBackPutsNoMoreOfThem() {
        for (int i = 0; i < Rulings.HOLDS_A_DAY_MAX; i++) {
            realm.log(Realm.sign(hold("device:d" + i, Realm.NOW - 60), "fr-a"));
        }
        long dayBefore = Realm.NOW - Realm.DAY + 60;
        assertThat(realm.admits(hold("device:more", dayBefore), "fr-a")).isEqualTo("quota-exceeded");
        realm.log(Realm.sign(hold("device:more", dayBefore), "fr-a"));
        assertThat(realm.trust.standing("device:more", FR, realm.now()).free()).isTrue();
        assertThat(realm.trust.audit()).extracting(Ignored::reason).containsExactly(Reason.QUOTA_EXCEEDED);
        assertThat(realm.admits(hold("device:more", dayBefore), "fr-b")).isEqualTo("trusted");
    }

    @Test
    void holdsDatedBackBetweenOthersCountOnTheDayTheyWerePut() {
        realm.log(Realm.sign(hold("device:d0", Realm.NOW - 60), "fr-a"));
        for (int i = 1; i < Rulings.HOLDS_A_DAY_MAX; i++) {
            realm.log(Realm.sign(hold("device:d" + i, Realm.NOW - Realm.DAY + 60), "fr-a"));
        }
        assertThat(realm.admits(hold("device:more", Realm.NOW + 120), "fr-a")).isEqualTo("quota-exceeded");
    }

    private static Header hold(String subject, long issued) {
        return StatementSigner.header(
                Subject.revocation(FR, subject),
                1,
                issued,
                Realm.NOW + Realm.DAY,
                List.of(),
                new RevocationFacts(HOLD, 1));
    }

    @Test
    void aHoldIsDatedWhenItIsSent() {
        Header old = StatementSigner.header(
                Subject.revocation(FR, target),
                1,
                Realm.NOW - 2 * Realm.DAY,
                Realm.NOW + Realm.DAY,
                List.of(),
                new RevocationFacts(HOLD, logged));
        assertThat(realm.admits(old, "fr-a")).isEqualTo("clock-off");
    }

    @Test
    void aHeldOperatorHasNoSayButWhatHeSignedStays() {
        realm.statement(DESK, "FR", "FR-CSE-247", 1, "fr-a", "fr-b");
        realm.revoke("FR", "operator:fr-a", 1, HOLD, 1, "fr-b");
        assertThat(realm.newest(DESK, "FR", "FR-CSE-247")).isEqualTo("trusted");
        assertThat(realm.admits(realm.header(DESK, "FR", "FR-CSE-247", 2), "fr-a", "fr-c"))
                .isEqualTo("on-hold");
        assertThat(admits(target, 1, HOLD, logged, "fr-a")).isEqualTo("on-hold");
        realm.revoke("FR", "operator:fr-a", 2, LIFT, 1, "fr-b", "fr-c");
        assertThat(realm.admits(realm.header(DESK, "FR", "FR-CSE-247", 2), "fr-a", "fr-c"))
                .isEqualTo("trusted");
    }

    @Test
    void operatorsCannotBeHeldBelowTheThreshold() {
        realm.revoke("FR", "operator:fr-a", 1, HOLD, 1, "fr-b");
        assertThat(admits("operator:fr-c", 1, HOLD, 1, "fr-b")).isEqualTo("below-threshold");
        assertThat(admits("operator:nobody", 1, HOLD, 1, "fr-b")).isEqualTo("unknown-subject");
    }

    @Test
    void anOperatorEndedForEverTakesWhatHeSignedAfterTheNamedIndexWithHim() {
        realm.statement(DESK, "FR", "FR-CSE-247", 1, "fr-a", "fr-b");
        long stolen = realm.statement(DESK, "FR", "FR-CSE-248", 1, "fr-a", "fr-b");
        realm.revoke("FR", "operator:fr-a", 1, FINAL, stolen - 1, "fr-b", "fr-c");
        assertThat(realm.newest(DESK, "FR", "FR-CSE-247")).isEqualTo("trusted");
        assertThat(realm.newest(DESK, "FR", "FR-CSE-248")).isEqualTo("signer-revoked");
        assertThat(realm.admits(realm.header(DESK, "FR", "FR-CSE-249", 1), "fr-a", "fr-b"))
                .isEqualTo("revoked");
        realm.authority("FR", 2, 2, "fr-a", "fr-b", "fr-c");
        assertThat(realm.admits(realm.header(DESK, "FR", "FR-CSE-249", 1), "fr-a", "fr-b"))
                .isEqualTo("revoked");
    }

    @Test
    void nobodyDecidesAboutHimself() {
        assertThat(admits("operator:fr-a", 1, HOLD, 1, "fr-a")).isEqualTo("own-subject");
        assertThat(admits("officer:fr-a", 1, HOLD, 1, "fr-a")).isEqualTo("own-subject");
        realm.revoke("FR", "officer:fr-a", 1, HOLD, 1, "fr-b");
        assertThat(admits("officer:fr-a", 2, LIFT, 1, "fr-a", "fr-b")).isEqualTo("own-subject");
        assertThat(admits("officer:fr-a", 2, LIFT, 1, "fr-c", "fr-b")).isEqualTo("trusted");
        assertThat(realm.admits(realm.deviceHeader("FR", "own", "fr-a", 1), "fr-a", "fr-b"))
                .isEqualTo("own-subject");
        assertThat(realm.admits(realm.deviceHeader("FR", "own", "fr-a", 1), "fr-b", "fr-c"))
                .isEqualTo("on-hold");
    }

    @Test
    void aDeviceIsRenewedWithTheSameKeysAndAVersionMore() {
        assertThat(realm.admits(realm.deviceHeader("FR", "laptop", "fr-o-1", 1), "fr-a", "fr-b"))
                .isEqualTo("version-duplicate");
        assertThat(realm.admits(realm.deviceHeader("FR", "laptop", "fr-o-1", 3), "fr-a", "fr-b"))
                .isEqualTo("version-jump");
        realm.device("FR", "laptop", "fr-o-1", 2, "fr-a", "fr-b");
        assertThat(device()).isEqualTo("trusted");
        assertThat(realm.trust.at(Subject.device(FR, device), 1, realm.now()).code())
                .isEqualTo("trusted");
    }

    @Test
    void aDeviceStandsInOneCountryOnly() {
        assertThat(realm.admits(realm.deviceHeader("BR", "laptop", "br-o-1", 1), "br-a", "br-b"))
                .isEqualTo("key-taken");
    }

    @Test
    void aPersonaIsRevokedByItsHandle() {
        PersonaPart persona = new PersonaPart(
                "heron", Role.OFFICER, List.of(), Realm.key("heron").publicKey());
        Part part = realm.part("heron", persona.body());
        Header header = StatementSigner.header(
                new Subject(StatementType.PERSONA, "FR", "heron"), 1, Realm.NOW, Realm.NOW + Realm.DAY, List.of(part));
        assertThat(realm.admits(header, "fr-a", "fr-b")).isEqualTo("trusted");
        long index = realm.log(Realm.sign(header, "fr-a", "fr-b"));
        realm.revoke("FR", "persona:heron", 1, HOLD, index, "fr-a");
        assertThat(realm.newest(StatementType.PERSONA, "FR", "heron")).isEqualTo("on-hold");
    }
}
