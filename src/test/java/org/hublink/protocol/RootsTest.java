package org.hublink.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hublink.primitives.Digest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The pinned root, the walk to the next ones, and the authorities they name. */
@Tag("unit")
class RootsTest {
    private static final StatementType DESK = StatementType.DESK;

    private final Realm realm = Realm.ofTwoCountries();

    private String root(Header header, String... signers) {
        realm.log(Realm.sign(header, signers));
        Verdict<LoggedStatement> verdict = realm.trust.at(Subject.ROOT, header.version(), realm.now());
        return verdict.code();
    }

    @Test
    void leafZeroMustBeThePinnedRoot() {
        Realm other = new Realm(Digest.of(new byte[] {1}));
        assertThat(other.newest(StatementType.ROOT, "", "root")).isEqualTo("not-logged");
        other.log(Realm.sign(Realm.rootHeader(1, "r1", "r2", "r3"), "r1", "r2"));
        other.authority("FR", 1, 2, "fr-a", "fr-b");
        assertThat(other.newest(StatementType.ROOT, "", "root")).isEqualTo("root-mismatch");
        assertThat(other.newest(StatementType.AUTHORITY, "FR", "authority")).isEqualTo("root-mismatch");
    }

    @Test
    void aLogThatBeginsWithSomethingElseIsRefusedWhole() {
        Header header = Realm.rootHeader(1, "r1", "r2", "r3");
        Realm other = new Realm(header.digest());
        other.authority("FR", 1, 2, "fr-a", "fr-b");
        other.log(Realm.sign(header, "r1", "r2"));
        assertThat(other.newest(StatementType.AUTHORITY, "FR", "authority")).isEqualTo("root-mismatch");
        assertThat(other.newest(StatementType.ROOT, "", "root")).isEqualTo("root-mismatch");
    }

    @Test
    void thePinnedRootMustBeSignedByItsThreshold() {
        Header header = Realm.rootHeader(1, "r1", "r2", "r3");
        Realm one = new Realm(header.digest());
        one.log(Realm.sign(header, "r1"));
        assertThat(one.newest(StatementType.ROOT, "", "root")).isEqualTo("below-threshold");
        Realm all = new Realm(header.digest());
        all.log(Realm.sign(header, "r1", "r2", "r3"));
        assertThat(all.newest(StatementType.ROOT, "", "root")).isEqualTo("spare-signature");
        Realm none = new Realm(header.digest());
        none.log(Realm.sign(header, "r1", "somebody"));
        assertThat(none.newest(StatementType.ROOT, "", "root")).isEqualTo("unknown-key");
    }

    @Test
    void theNextRootNeedsEnoughOfTheOldAndOfTheNew() {
        Header next = Realm.rootHeader(2, "r2", "r3", "r4");
        assertThat(root(next, "r2", "r4")).isEqualTo("below-threshold");
        assertThat(root(next, "r1", "r2")).isEqualTo("below-threshold");
        assertThat(root(next, "r2", "r3", "r4")).isEqualTo("spare-signature");
        assertThat(root(next, "r2", "r3")).isEqualTo("trusted");
        Header third = Realm.rootHeader(3, "r5", "r6", "r7");
        assertThat(root(third, "r2", "r3", "r5", "r6")).isEqualTo("trusted");
        assertThat(realm.trust
                        .newest(Subject.ROOT, realm.now())
                        .valueOrNull()
                        .header()
                        .version())
                .isEqualTo(3);
    }

    @Test
    void rootsAreWalkedOneByOne() {
        assertThat(root(Realm.rootHeader(3, "r1", "r2", "r3"), "r1", "r2")).isEqualTo("root-not-walked");
        assertThat(root(Realm.rootHeader(2, "r1", "r2", "r4"), "r1", "r2")).isEqualTo("trusted");
        assertThat(realm.admits(Realm.rootHeader(2, "r1", "r2", "r3"), "r1", "r2"))
                .isEqualTo("version-duplicate");
        assertThat(realm.admits(Realm.rootHeader(1, "r1", "r2", "r3"), "r1", "r2"))
                .isEqualTo("version-old");
    }

    @Test
    void afterTheWalkTheOldHoldersHaveNoSay() {
        root(Realm.rootHeader(2, "r1", "r2", "r4"), "r1", "r2");
        assertThat(realm.admits(Realm.authorityHeader("NL", 1, 1, "nl-a"), "r1", "r3"))
                .isEqualTo("key-purpose");
        assertThat(realm.admits(Realm.authorityHeader("NL", 1, 1, "nl-a"), "r1", "r4"))
                .isEqualTo("trusted");
        assertThat(realm.newest(StatementType.AUTHORITY, "FR", "authority")).isEqualTo("trusted");
    }

    @Test
    void anExpiredRootOpensTheDoorToTheNextOneAndToNothingElse() {
        long later = Realm.NOW + 366 * Realm.DAY;
        Moment then = new Moment(realm.ledger.size(), later);
        Subject france = Subject.authority(new Country("FR"));
        assertThat(realm.trust.newest(france, then).code()).isEqualTo("root-expired");
        assertThat(realm.trust.newest(Subject.ROOT, then).code()).isEqualTo("root-expired");
        Header authority = StatementSigner.header(
                france, 2, later, later + Realm.DAY, List.of(), new AuthorityFacts(1, List.of(operator("fr-a"))));
        assertThat(realm.trust
                        .admits(Realm.leaf(Realm.sign(authority, "r1", "r2")), List.of(), then)
                        .code())
                .isEqualTo("root-expired");
        Header next = Realm.rootHeader(2, later, later + 300 * Realm.DAY, "r1", "r2", "r3");
        Envelope signed = Realm.sign(next, "r1", "r2");
        assertThat(realm.trust.admits(Realm.leaf(signed), List.of(), then).code())
                .isEqualTo("trusted");
        realm.log(signed);
        Moment after = new Moment(realm.ledger.size(), later);
        assertThat(realm.trust.newest(Subject.ROOT, after).code()).isEqualTo("trusted");
        assertThat(realm.trust
                        .admits(Realm.leaf(Realm.sign(authority, "r1", "r2")), List.of(), after)
                        .code())
                .isEqualTo("trusted");
    }

    @Test
    void whatWasIssuedUnderAnExpiredRootStaysRefused() {
        long later = Realm.NOW + 366 * Realm.DAY;
        Header authority = StatementSigner.header(
                Subject.authority(new Country("NL")),
                1,
                later,
                later + 300 * Realm.DAY,
                List.of(),
                new AuthorityFacts(1, List.of(operator("nl-a"))));
        realm.log(Realm.sign(authority, "r1", "r2"));
        realm.log(Realm.sign(Realm.rootHeader(2, later, later + 300 * Realm.DAY, "r1", "r2", "r3"), "r1", "r2"));
        Moment then = new Moment(realm.ledger.size(), later);
        assertThat(realm.trust.newest(authority.subject(), then).code()).isEqualTo("root-expired");
    }

    @Test
    void anAuthorityIsNamedByTheRootAlone() {
        Header next = Realm.authorityHeader("FR", 2, 2, "fr-a", "fr-x");
        assertThat(realm.admits(next, "fr-a", "fr-b")).isEqualTo("key-purpose");
        assertThat(realm.admits(next, "r1")).isEqualTo("below-threshold");
        assertThat(realm.admits(next, "r1", "somebody")).isEqualTo("unknown-key");
        assertThat(realm.admits(next, "r1", "r2", "r3")).isEqualTo("spare-signature");
        assertThat(realm.admits(next, "r2", "r3")).isEqualTo("trusted");
    }

    @Test
    void whatADroppedOperatorSignedEarlierStillCounts() {
        realm.statement(DESK, "FR", "FR-CSE-247", 1, "fr-a", "fr-b");
        realm.authority("FR", 2, 2, "fr-b", "fr-c", "fr-d");
        assertThat(realm.newest(DESK, "FR", "FR-CSE-247")).isEqualTo("trusted");
        realm.statement(DESK, "FR", "FR-CSE-247", 2, "fr-a", "fr-b");
        assertThat(realm.trust
                        .at(new Subject(DESK, "FR", "FR-CSE-247"), 2, realm.now())
                        .code())
                .isEqualTo("unknown-key");
        assertThat(realm.trust
                        .newest(new Subject(DESK, "FR", "FR-CSE-247"), realm.now())
                        .valueOrNull()
                        .header()
                        .version())
                .isEqualTo(1);
    }

    @Test
    void anAuthorityAtItsMomentIsTheOneBeforeTheLeaf() {
        long before = realm.ledger.size();
        realm.authority("FR", 2, 1, "fr-z");
        Header desk = realm.header(DESK, "FR", "FR-CSE-247", 1);
        Leaf leaf = Realm.leaf(Realm.sign(desk, "fr-z"));
        assertThat(realm.trust
                        .admits(leaf, realm.partsOf(desk), realm.at(before))
                        .code())
                .isEqualTo("unknown-key");
        assertThat(realm.trust.admits(leaf, realm.partsOf(desk), realm.now()).code())
                .isEqualTo("trusted");
    }

    @Test
    void aKeyStandsInOneSubjectOnly() {
        assertThat(realm.admits(Realm.authorityHeader("NL", 1, 1, "fr-a"), "r1", "r2"))
                .isEqualTo("key-taken");
        assertThat(realm.admits(authority("NL", "nl-a", "r1"), "r1", "r2")).isEqualTo("key-taken");
        assertThat(realm.admits(authority("NL", "nl-a", "log"), "r1", "r2")).isEqualTo("key-taken");
        Header swapped = Realm.authorityHeader(
                "FR", 2, new AuthorityFacts(1, List.of(new AuthorityFacts.Operator("fr-x", Realm.publicKeys("fr-a")))));
        assertThat(realm.admits(swapped, "r1", "r2")).isEqualTo("key-taken");
        assertThat(realm.admits(Realm.rootHeader(2, "r1", "r2", "fr-a"), "r1", "r2"))
                .isEqualTo("key-taken");
        assertThat(realm.admits(Realm.authorityHeader("FR", 2, 2, "fr-c", "fr-a"), "r1", "r2"))
                .isEqualTo("trusted");
    }

    private static Header authority(String country, String operator, String key) {
        return Realm.authorityHeader(
                country,
                1,
                new AuthorityFacts(1, List.of(new AuthorityFacts.Operator(operator, Realm.publicKeys(key)))));
    }

    private static AuthorityFacts.Operator operator(String name) {
        return new AuthorityFacts.Operator(name, Realm.publicKeys(name));
    }
}
