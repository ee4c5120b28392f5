package org.hublink.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Promise;
import java.util.List;
import java.util.Map;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.RandomId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class RememberedTest {
    private static final Digest ANA = Peer.device("ana");

    private final Remembered remembered = new Remembered();
    private final RandomId instance = Peer.newId();
    private final RandomId id = Peer.newId();

    @BeforeEach
    void keep() {
        GroupRow group = group(id, 4);
        group.present.put(ANA, new GroupRow.Stay(0, true));
        remembered.keep(List.of(group), Map.of(ANA, new BatchStore.Claimed(instance, 7)));
    }

    private static GroupRow group(RandomId id, long epoch) {
        var open = new DeliveryFrame.Open(Peer.newId(), DeliveryFrame.Kind.CHAT, id, List.of());
        return new GroupRow(open, List.of(), ANA, epoch, 10, null, false);
    }

    private Submission of(Digest device, RandomId by, DeliveryFrame... frames) {
        return new Submission(device, by, List.of(frames), 1, Promise.promise());
    }

    private static DeliveryFrame.Send message(RandomId group, long epoch, long counter) {
        return new DeliveryFrame.Send(Peer.newId(), group, epoch, counter, Utf8.encode("text"), null);
    }

    @Test
    void newMessagesOfAMemberAreCovered() {
        Submission first = of(ANA, instance, message(id, 4, 8), message(id, 4, 9));
        assertThat(remembered.covers(List.of(first))).isTrue();
        assertThat(remembered.covers(List.of(first, of(ANA, instance, message(id, 4, 12)))))
                .isTrue();
    }

    @Test
    void whatMustBeReadForIsNotCovered() {
        assertThat(remembered.covers(List.of(of(ANA, instance, message(id, 4, 7)))))
                .isFalse();
        assertThat(remembered.covers(List.of(of(ANA, instance, message(id, 4, 9), message(id, 4, 9)))))
                .isFalse();
        assertThat(remembered.covers(List.of(of(ANA, instance, message(id, 5, 8)))))
                .isFalse();
        assertThat(remembered.covers(List.of(of(ANA, instance, message(Peer.newId(), 4, 8)))))
                .isFalse();
        assertThat(remembered.covers(List.of(of(ANA, Peer.newId(), message(id, 4, 8)))))
                .isFalse();
        assertThat(remembered.covers(List.of(of(Peer.device("ben"), instance, message(id, 4, 8)))))
                .isFalse();
        assertThat(remembered.covers(List.of(of(ANA, instance, new DeliveryFrame.Ack(id, 3)))))
                .isFalse();
    }

    @Test
    void membersAreRememberedForTheirEpochOnly() {
        GroupRow same = group(id, 4);
        remembered.complete(same);
        assertThat(same.present).containsOnlyKeys(ANA);
        GroupRow later = group(id, 5);
        remembered.complete(later);
        assertThat(later.present).isEmpty();
    }

    @Test
    void whatWasInVainIsForgottenAndRestsLongerEachTime() {
        List<Submission> batch = List.of(of(ANA, instance, message(id, 4, 8)));
        for (int round = 0; round < 3; round++) {
            remembered.forget(List.of(id), List.of(ANA));
            keep();
            for (int i = 0; i < 1 << round; i++) {
                assertThat(remembered.covers(batch)).isFalse();
            }
            assertThat(remembered.covers(batch)).isTrue();
        }
        remembered.held();
        remembered.forget(List.of(id), List.of(ANA));
        assertThat(remembered.covers(batch)).isFalse();
        assertThat(remembered.covers(batch)).as("forgotten").isFalse();
    }
}
