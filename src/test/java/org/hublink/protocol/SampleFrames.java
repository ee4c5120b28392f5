package org.hublink.protocol;

import java.util.Arrays;
import java.util.List;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;

/** One frame of each kind, made of names. */
final class SampleFrames {
    static final CaseHint HINT = new CaseHint(
            Urgency.EMERGENCY, CaseState.SENT, List.of(new CaseHint.Due(CaseClocks.Kind.ANSWER, 1_800_028_800L)));

    private SampleFrames() {}

    static RandomId id(String name) {
        try {
            return RandomId.from(Arrays.copyOf(Digest.of(Utf8.encode(name)).bytes(), RandomId.LENGTH));
        } catch (Malformed impossible) {
            throw new AssertionError(impossible);
        }
    }

    static Digest device(String name) {
        return Digest.of(Utf8.encode(name));
    }

    static List<DeliveryFrame> all() {
        RandomId group = id("group");
        byte[] welcome = new byte[300];
        return List.of(
                new DeliveryFrame.Open(
                        id("conversation"),
                        DeliveryFrame.Kind.CASE,
                        group,
                        List.of(
                                new DeliveryFrame.Place("FR-CSE-247", CaseParty.REQUESTER),
                                new DeliveryFrame.Place("BR-CSE-247", CaseParty.ANSWERER))),
                new DeliveryFrame.Commit(
                        id("commit"),
                        group,
                        7,
                        12,
                        List.of(
                                new DeliveryFrame.Added(device("a"), welcome),
                                new DeliveryFrame.Added(device("b"), new byte[] {1, 2}),
                                new DeliveryFrame.Added(device("c"), welcome)),
                        List.of(device("d")),
                        List.of(new DeliveryFrame.Place("BR-CYB-1", CaseParty.ALTERNATE)),
                        new byte[70],
                        null),
                new DeliveryFrame.Send(id("send"), group, 8, 13, new byte[256], HINT),
                new DeliveryFrame.Ack(group, 5),
                new DeliveryFrame.Successor(group, id("new group")),
                new DeliveryFrame.Taken(id("send"), 99),
                new DeliveryFrame.Refused(id("send"), DeliveryRefusal.EPOCH_PAST),
                new DeliveryFrame.Delivered(
                        group,
                        9,
                        7,
                        DeliveryFrame.Body.COMMIT,
                        device("e"),
                        id("commit"),
                        new byte[70],
                        List.of(device("a")),
                        List.of(device("d"))),
                new DeliveryFrame.Newest(group, id("send")),
                new DeliveryFrame.Hint("key-packages-low"));
    }
}
