package org.hublink.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.Header;
import org.hublink.protocol.Leaf;
import org.hublink.protocol.Moment;
import org.hublink.protocol.Part;
import org.hublink.protocol.Reason;
import org.hublink.protocol.RevocationFacts;
import org.hublink.protocol.StatementSigner;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;
import org.hublink.protocol.Verdict;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A statement's version is one more than the last one's, even where that one expired long ago: the log takes no other. */
@Tag("unit")
class NextVersionTest {
    private static final long LIFE = 380 * FlowWorld.DAY;

    private final FlowWorld world = new FlowWorld();

    @Test
    void anExpiredManifestAndAnExpiredRosterAreFollowedByVersionTwo() throws Malformed {
        for (Subject subject : List.of(
                new Subject(StatementType.MANIFEST, "FR", "all"), new Subject(StatementType.DESK, "FR", "FR-CSE-1"))) {
            assertThat(world.trust.last(subject)).isNull();
            assertThat(world.trust.nextVersion(subject)).isEqualTo(1);
            world.log(FlowWorld.signed(header(subject, 1), "fr-a", "fr-b"));
        }
        later();
        for (Subject subject : List.of(
                new Subject(StatementType.MANIFEST, "FR", "all"), new Subject(StatementType.DESK, "FR", "FR-CSE-1"))) {
            assertThat(reason(world.trust.newest(subject, moment()))).isEqualTo(Reason.EXPIRED);
            assertThat(reason(admits(header(subject, 1), "fr-a", "fr-b"))).isEqualTo(Reason.VERSION_DUPLICATE);
            int next = world.trust.nextVersion(subject);
            assertThat(next).isEqualTo(2);
            FlowWorld.trusted(admits(header(subject, next), "fr-a", "fr-b"));
        }
    }

    @Test
    void aDeviceHeldOnceMoreAfterFourHundredDaysIsHeld() throws Malformed {
        String target = Revoke.device("0".repeat(64));
        world.log(FlowWorld.signed(revocation(target, RevocationFacts.Mode.HOLD), "fr-a"));
        world.log(FlowWorld.signed(revocation(target, RevocationFacts.Mode.LIFT), "fr-a", "fr-b"));
        later();
        Header again = revocation(target, RevocationFacts.Mode.HOLD);
        assertThat(again.version()).isEqualTo(3);
        FlowWorld.trusted(admits(again, "fr-c"));
        world.log(FlowWorld.signed(again, "fr-c"));
        assertThat(world.trust.standing(target, FlowWorld.FR, moment()).free()).isFalse();
    }

    @Test
    void aLeafThatDoesNotCountMovesNoVersion() {
        Subject subject = new Subject(StatementType.MANIFEST, "FR", "all");
        world.log(FlowWorld.signed(header(subject, 1), "fr-a", "fr-b"));
        world.log(FlowWorld.signed(header(subject, 2), "fr-a"));
        world.log(FlowWorld.signed(header(subject, 5), "fr-a", "fr-b"));
        assertThat(world.trust.nextVersion(subject)).isEqualTo(2);
    }

    /** Two years on, under a root and an authority that were renewed meanwhile. */
    private void later() {
        world.now += 401 * FlowWorld.DAY;
        Header root = Ceremony.root(
                2, FlowWorld.rootFacts("log", "r1", "r2", "r3"), world.now - FlowWorld.DAY, world.now + LIFE);
        world.log(FlowWorld.signed(root, "r1", "r2"));
        world.log(FlowWorld.signed(world.authority("FR", 2, 2, "fr-a", "fr-b", "fr-c"), "r1", "r3"));
    }

    private Header header(Subject subject, int version) {
        return StatementSigner.header(subject, version, world.now, world.now + LIFE, List.of(part()));
    }

    private Header revocation(String target, RevocationFacts.Mode mode) {
        return Revoke.header(world.trust, FlowWorld.FR, target, mode, world.ledger.size() - 1, null, world.now);
    }

    private Verdict<Leaf> admits(Header header, String... signers) throws Malformed {
        List<Part> parts = header.parts().isEmpty() ? List.of() : List.of(part());
        return world.trust.admits(Leaf.of(FlowWorld.signed(header, signers)), parts, moment());
    }

    private static Part part() {
        return new Part(Digest.of(Utf8.encode("salt")).bytes(), Utf8.encode("{}"));
    }

    private Moment moment() {
        return new Moment(world.ledger.size(), world.now);
    }

    private static Reason reason(Verdict<?> verdict) {
        return ((Verdict.Refused<?>) verdict).reason();
    }
}
