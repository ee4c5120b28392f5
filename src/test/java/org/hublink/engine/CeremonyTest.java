package org.hublink.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hublink.engine.FlowWorld.key;
import static org.hublink.engine.FlowWorld.rootFacts;
import static org.hublink.engine.FlowWorld.signed;

import java.util.List;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.Header;
import org.hublink.protocol.Moment;
import org.hublink.protocol.Reason;
import org.hublink.protocol.RootFacts;
import org.hublink.protocol.Signature;
import org.hublink.protocol.SigningKey;
import org.hublink.protocol.Subject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The root's acts, offline. */
@Tag("unit")
class CeremonyTest {
    private final FlowWorld world = new FlowWorld();

    @Test
    void thePinIsTheHashOfTheFirstRootsHeader() {
        assertThat(Ceremony.pin(world.root)).isEqualTo(world.root.digest());
        Header second = Ceremony.root(2, rootFacts("log", "r1", "r2"), world.now, world.now + FlowWorld.DAY);
        assertThatThrownBy(() -> Ceremony.pin(second)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aHolderSignsOnlyWhatHeBuiltHimself() {
        Envelope first = Ceremony.begin(world.root, key("r1"));
        Header other = Ceremony.root(1, rootFacts("another log", "r1", "r2", "r3"), world.now, world.now + 9);
        assertThatThrownBy(() -> Ceremony.join(first, other, key("r2")))
                .isInstanceOfSatisfying(
                        Malformed.class, refused -> assertThat(refused.reason()).isEqualTo("ceremony-header-differs"));
        assertThatThrownBy(() -> Ceremony.join(first, world.root, key("r1")))
                .isInstanceOfSatisfying(
                        Malformed.class, refused -> assertThat(refused.reason()).isEqualTo("duplicate-key-id"));
    }

    @Test
    void theFirstRootIsCheckedBeforeAnybodyPinsIt() {
        assertThat(Ceremony.firstRootProblem(signed(world.root, "r3", "r1"))).isNull();
        assertThat(Ceremony.firstRootProblem(signed(world.root, "r1"))).isEqualTo(Reason.BELOW_THRESHOLD);
        assertThat(Ceremony.firstRootProblem(signed(world.root, "r1", "r2", "r3")))
                .isEqualTo(Reason.SPARE_SIGNATURE);
        assertThat(Ceremony.firstRootProblem(signed(world.root, "r1", "fr-a"))).isEqualTo(Reason.UNKNOWN_KEY);
        Envelope broken = new Envelope(
                "application/vnd.hublink.statement.root.v1+json",
                world.root.bytes(),
                List.of(new Signature(key("r1").keyId(), new byte[64])));
        assertThat(Ceremony.firstRootProblem(broken)).isEqualTo(Reason.BAD_SIGNATURE);
        assertThat(Ceremony.firstRootProblem(signed(world.authority("FR", 1, 1, "fr-a"), "r1", "r2")))
                .isEqualTo(Reason.UNKNOWN_TYPE);
    }

    @Test
    void aRootIsRotatedByEnoughOfBothAndByNoneTooMany() {
        RootFacts former = rootFacts("log", "r1", "r2", "r3");
        for (String[] holders : new String[][] {{"r1", "r2", "r4"}, {"r3", "r4", "r5"}, {"r4", "r5", "r6"}}) {
            RootFacts next = rootFacts("log", holders);
            List<SigningKey> all = List.of(key("r1"), key("r2"), key("r3"), key("r4"), key("r5"), key("r6"));
            List<SigningKey> chosen = Ceremony.rotationSigners(former, next, all);
            FlowWorld fresh = new FlowWorld();
            Header header = Ceremony.root(2, next, fresh.now, fresh.now + 300 * FlowWorld.DAY);
            fresh.log(by(header, chosen));
            Moment moment = new Moment(fresh.ledger.size(), fresh.now);
            assertThat(fresh.trust.newest(Subject.ROOT, moment).valueOrNull())
                    .as(String.join(",", holders))
                    .satisfies(found -> assertThat(found.header().version()).isEqualTo(2));
            assertThat(fresh.trust
                            .newest(Subject.authority(FlowWorld.FR), moment)
                            .code())
                    .isEqualTo("trusted");
        }
        assertThat(Ceremony.rotationSigners(former, rootFacts("log", "r4", "r5", "r6"), List.of(key("r1"), key("r4"))))
                .isEmpty();
    }

    @Test
    void aRotationByTheOldOrTheNewAloneDoesNotCount() {
        RootFacts next = rootFacts("log", "r4", "r5", "r6");
        Header header = Ceremony.root(2, next, world.now, world.now + 300 * FlowWorld.DAY);
        for (String[] signers : new String[][] {{"r1", "r2"}, {"r4", "r5"}, {"r1", "r4", "r5"}}) {
            FlowWorld fresh = new FlowWorld();
            fresh.log(signed(header, signers));
            Moment moment = new Moment(fresh.ledger.size(), fresh.now);
            assertThat(fresh.trust.newest(Subject.ROOT, moment).valueOrNull())
                    .satisfies(found -> assertThat(found.header().version()).isEqualTo(1));
        }
    }

    @Test
    void noStatementIsMadeForLongerThanItsTypeMayLive() {
        assertThatThrownBy(() -> Ceremony.root(1, rootFacts("log", "r1", "r2"), 0, 401 * FlowWorld.DAY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Envelope by(Header header, List<SigningKey> keys) {
        Envelope envelope = Ceremony.begin(header, keys.get(0));
        for (int i = 1; i < keys.size(); i++) {
            try {
                envelope = Ceremony.join(envelope, header, keys.get(i));
            } catch (Malformed refused) {
                throw new AssertionError(refused);
            }
        }
        return envelope;
    }
}
