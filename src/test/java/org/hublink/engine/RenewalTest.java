package org.hublink.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hublink.protocol.DeskPart;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.Header;
import org.hublink.protocol.Moment;
import org.hublink.protocol.Part;
import org.hublink.protocol.RevocationFacts;
import org.hublink.protocol.StatementSigner;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Renewal in bulk: what is due, what the operators are warned of, and that the second signs nothing but a renewal. */
@Tag("unit")
class RenewalTest {
    private static final long LIFE = 90 * FlowWorld.DAY;

    private final FlowWorld world = new FlowWorld();

    @Test
    void aDeviceIsDueFromDayFortyFive() {
        VaultOwner.Device device = world.enrol("fr-o-1");
        world.now += 45 * FlowWorld.DAY - 1;
        assertThat(due(Map.of())).isEmpty();
        world.now += 1;
        Renewal.Due one = due(Map.of(device.deviceId(), world.now)).get(0);
        assertThat(one.device()).isEqualTo(device.deviceId());
        assertThat(one.officer()).isEqualTo("fr-o-1");
        assertThat(one.daysLeft()).isEqualTo(45);
        assertThat(one.noticeDays()).isZero();
        assertThat(one.unseen()).isFalse();
        assertThat(one.next().version()).isEqualTo(2);
        assertThat(one.part()).isEqualTo(device.device());
    }

    @Test
    void noticesComeThirtyFourteenAndThreeDaysBefore() {
        world.enrol("fr-o-1");
        long expires = world.now + LIFE;
        for (int[] want : new int[][] {{31, 0}, {30, 0}, {29, 30}, {14, 30}, {13, 14}, {3, 14}, {2, 3}, {0, 3}}) {
            world.now = expires - want[0] * FlowWorld.DAY - 1;
            assertThat(due(Map.of()).get(0).noticeDays())
                    .as("%d days left", want[0])
                    .isEqualTo(want[1]);
        }
        world.now = expires;
        assertThat(due(Map.of())).isEmpty();
    }

    @Test
    void whoWasNotSeenForThirtyDaysStandsOut() {
        VaultOwner.Device device = world.enrol("fr-o-1");
        world.now += 60 * FlowWorld.DAY;
        assertThat(due(Map.of()).get(0).unseen()).isTrue();
        long seen = world.now - 30 * FlowWorld.DAY;
        assertThat(due(Map.of(device.deviceId(), seen)).get(0).unseen()).isFalse();
        assertThat(due(Map.of(device.deviceId(), seen - 1)).get(0).unseen()).isTrue();
    }

    @Test
    void aRenewalByTwoOperatorsCountsWithTheSameParts() {
        VaultOwner.Device device = world.enrol("fr-o-1");
        world.enrol("fr-o-2");
        world.now += 50 * FlowWorld.DAY;
        List<Renewal.Due> all = due(Map.of());
        assertThat(all).hasSize(2);
        for (Renewal.Due one : all) {
            Envelope first = Ceremony.begin(one.next(), FlowWorld.key("fr-a"));
            Header own = Objects.requireNonNull(Renewal.expected(world.trust, one.next(), world.now));
            world.log(FlowWorld.trusted(Approve.countersign(first, own, FlowWorld.key("fr-c"), world.now)));
        }
        assertThat(due(Map.of())).isEmpty();
        Moment later = new Moment(world.ledger.size(), world.now + 80 * FlowWorld.DAY);
        Subject subject = Subject.device(FlowWorld.FR, device.deviceId());
        assertThat(world.trust.newest(subject, later).code()).isEqualTo("trusted");
    }

    @Test
    void theSecondOperatorSeesARenewalThatIsNone() {
        world.enrol("fr-o-1");
        world.now += 50 * FlowWorld.DAY;
        Header good = due(Map.of()).get(0).next();
        Header otherParts = new Header(
                good.type(),
                good.country(),
                good.id(),
                good.version(),
                good.issued(),
                good.expires(),
                List.of(good.parts().get(1)),
                good.facts());
        Header jumped = new Header(
                good.type(),
                good.country(),
                good.id(),
                good.version() + 1,
                good.issued(),
                good.expires(),
                good.parts(),
                good.facts());
        for (Header bad : List.of(otherParts, jumped)) {
            Header own = Objects.requireNonNull(Renewal.expected(world.trust, bad, world.now));
            Envelope first = Ceremony.begin(bad, FlowWorld.key("fr-a"));
            assertThat(Approve.countersign(first, own, FlowWorld.key("fr-b"), world.now)
                            .code())
                    .isEqualTo("statement-differs");
        }
        Header stranger = Renewal.next(
                StatementSigner.header(
                        Subject.device(FlowWorld.FR, "0".repeat(64)), 1, world.now, world.now + 9, List.of()),
                LIFE,
                world.now);
        assertThat(Renewal.expected(world.trust, stranger, world.now)).isNull();
    }

    @Test
    void aHeldOrEndedDeviceIsNotRenewed() {
        VaultOwner.Device device = world.enrol("fr-o-1");
        world.now += 50 * FlowWorld.DAY;
        Header hold = revocation(device, RevocationFacts.Mode.HOLD);
        world.log(FlowWorld.signed(hold, "fr-b"));
        assertThat(due(Map.of())).isEmpty();
        world.log(FlowWorld.signed(revocation(device, RevocationFacts.Mode.LIFT), "fr-a", "fr-b"));
        assertThat(due(Map.of())).hasSize(1);
        world.log(FlowWorld.signed(revocation(device, RevocationFacts.Mode.FINAL), "fr-a", "fr-b"));
        assertThat(due(Map.of())).isEmpty();
    }

    @Test
    void aDeskWithFewerThanTwoDevicesIsFlaggedFourteenDaysBefore() {
        world.enrol("fr-o-1");
        world.now += 10 * FlowWorld.DAY;
        world.enrol("fr-o-2");
        DeskPart roster =
                new DeskPart(List.of("cyber-24-7"), List.of("fr-o-1", "fr-o-2"), List.of("fr-o-1"), List.of());
        Part part = world.keep(new Part(world.home.randomness().bytes(32), roster.body()));
        Subject desk = new Subject(StatementType.DESK, "FR", "FR-CSE-247");
        world.log(FlowWorld.signed(
                StatementSigner.header(desk, 1, world.now, world.now + 300 * FlowWorld.DAY, List.of(part)),
                "fr-a",
                "fr-b"));
        assertThat(thin()).isEmpty();
        world.now = FlowWorld.NOW + 90 * FlowWorld.DAY - 14 * FlowWorld.DAY - 1;
        assertThat(thin()).isEmpty();
        world.now += 1;
        assertThat(thin()).containsExactly(new Renewal.ThinDesk("FR-CSE-247", 1));
        world.now += 10 * FlowWorld.DAY;
        assertThat(thin()).containsExactly(new Renewal.ThinDesk("FR-CSE-247", 0));
    }

    private Header revocation(VaultOwner.Device device, RevocationFacts.Mode mode) {
        return Revoke.header(
                world.trust,
                FlowWorld.FR,
                Revoke.device(device.deviceId()),
                mode,
                world.ledger.size() - 1,
                null,
                world.now);
    }

    private List<Renewal.Due> due(Map<String, Long> seen) {
        return Renewal.due(world.trust, FlowWorld.FR, world, seen, LIFE, world.now);
    }

    private List<Renewal.ThinDesk> thin() {
        return Renewal.thinDesks(world.trust, FlowWorld.FR, world, world.now);
    }
}
