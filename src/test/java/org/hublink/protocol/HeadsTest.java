package org.hublink.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hublink.primitives.Digest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An attestation counts by one operator, or by a head of its desk. */
@Tag("unit")
class HeadsTest {
    private static final StatementType ATTESTATION = StatementType.ATTESTATION;
    private static final String DESK = "FR-CSE-247";

    private final Realm realm = Realm.ofTwoCountries();
    private final HeadParts parts = new HeadParts() {
        @Override
        public @Nullable Subject device(Digest keyId) {
            for (String name : List.of("head", "member", "foreign")) {
                if (Realm.key(name + "/statement").keyId().equals(keyId)) {
                    String officer = name.equals("foreign") ? "br-o-1" : "fr-o-" + name;
                    String country = officer.substring(0, 2).equals("br") ? "BR" : "FR";
                    return Subject.device(
                            new Country(country),
                            Realm.devicePart(name, officer).id());
                }
            }
            return null;
        }

        @Override
        public @Nullable Part part(LoggedStatement statement, int n) {
            return realm.part(statement, n);
        }
    };

    private String attestation(Trust trust) {
        return trust.newest(new Subject(ATTESTATION, "FR", DESK), realm.now()).code();
    }

    private void logDeskAndDevices() {
        DeskPart desk = new DeskPart(
                List.of("cyber-24-7"), List.of("fr-o-head", "fr-o-member"), List.of("fr-o-head"), List.of());
        Part part = realm.part("desk", desk.body());
        Subject subject = new Subject(StatementType.DESK, "FR", DESK);
        realm.log(Realm.sign(
                StatementSigner.header(subject, 1, Realm.NOW - Realm.DAY, Realm.NOW + 80 * Realm.DAY, List.of(part)),
                "fr-a",
                "fr-b"));
        realm.device("FR", "head", "fr-o-head", 1, "fr-a", "fr-b");
        realm.device("FR", "member", "fr-o-member", 1, "fr-a", "fr-b");
        realm.device("BR", "foreign", "br-o-1", 1, "br-a", "br-b");
    }

    @Test
    void oneOperatorAttests() {
        realm.statement(ATTESTATION, "FR", DESK, 1, "fr-a");
        assertThat(attestation(realm.trust)).isEqualTo("trusted");
        realm.statement(ATTESTATION, "FR", "FR-CSE-248", 1, "fr-a", "fr-b");
        assertThat(realm.newest(ATTESTATION, "FR", "FR-CSE-248")).isEqualTo("spare-signature");
        assertThat(realm.admits(realm.header(ATTESTATION, "FR", "FR-CSE-249", 1), "br-a"))
                .isEqualTo("foreign-country");
    }

    @Test
    void aHeadOfTheDeskAttests() {
        logDeskAndDevices();
        realm.statement(ATTESTATION, "FR", DESK, 1, "head/statement");
        assertThat(attestation(realm.trust)).isEqualTo("part-withheld");
        Trust trust = new Trust(realm.ledger, parts);
        assertThat(attestation(trust)).isEqualTo("trusted");
        assertThat(trust.audit()).isEmpty();
    }

    @Test
    void aMemberOrAForeignerOrAStrangerDoesNot() {
        logDeskAndDevices();
        new Trust(realm.ledger, parts);
        assertThat(realm.admits(realm.header(ATTESTATION, "FR", DESK, 1), "member/statement"))
                .isEqualTo("act-signer");
        assertThat(realm.admits(realm.header(ATTESTATION, "FR", DESK, 1), "foreign/statement"))
                .isEqualTo("foreign-country");
        assertThat(realm.admits(realm.header(ATTESTATION, "FR", DESK, 1), "somebody"))
                .isEqualTo("part-withheld");
        assertThat(realm.admits(realm.header(ATTESTATION, "FR", "FR-CSE-248", 1), "head/statement"))
                .isEqualTo("not-logged");
        assertThat(realm.admits(realm.header(ATTESTATION, "FR", DESK, 1), "head/mls"))
                .isEqualTo("part-withheld");
    }

    @Test
    void aHeadOnHoldDoesNot() {
        logDeskAndDevices();
        new Trust(realm.ledger, parts);
        realm.revoke("FR", "officer:fr-o-head", 1, RevocationFacts.Mode.HOLD, 1, "fr-a");
        assertThat(realm.admits(realm.header(ATTESTATION, "FR", DESK, 1), "head/statement"))
                .isEqualTo("signer-revoked");
    }
}
