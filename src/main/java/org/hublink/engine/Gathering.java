package org.hublink.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.hublink.mls.Group;
import org.hublink.mls.Joined;
import org.hublink.mls.Member;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.RandomId;
import org.hublink.protocol.Reason;
import org.hublink.protocol.Verdict;
import org.jspecify.annotations.Nullable;

/** Begins a group and brings the devices of its desks into it. */
final class Gathering {
    private static final int OK = 200;

    private final Talks talks;
    private final Refusals refusals;

    Gathering(Talks talks, Refusals refusals) {
        this.talks = talks;
        this.refusals = refusals;
    }

    /** What goes on with the bundles. */
    interface Fetched {
        void on(Draft draft, List<Bundle> bundles);
    }

    /** Asks for the devices of desks, one desk after the other. */
    void bundles(Draft draft, List<String> desks, Fetched then, Draft.Then failed) {
        bundles(draft, new ArrayDeque<>(desks), "", new ArrayList<>(), then, failed);
    }

    /** Asks for one device of a desk. */
    void device(Draft draft, String desk, String device, Fetched then, Draft.Then failed) {
        bundles(draft, new ArrayDeque<>(List.of(desk)), "?device=" + device, new ArrayList<>(), then, failed);
    }

    private void bundles(
            Draft draft, Deque<String> desks, String only, List<Bundle> got, Fetched then, Draft.Then failed) {
        if (desks.isEmpty()) {
            then.on(draft, got);
            return;
        }
        String desk = desks.remove();
        Call call =
                Call.getJson(Bundle.path(desk) + only, talks.session.token()).under(talks.instance.hex());
        draft.fetch(call, (next, status, answer) -> {
            if (status != OK) {
                refusals.fail(next, Problem.of("asking for the devices of " + desk, status, answer, talks.home.text()));
                failed.go(next);
                return;
            }
            try {
                got.add(Bundle.read(answer, desk, talks.home.text()));
                bundles(next, desks, only, got, then, failed);
            } catch (Malformed malformed) {
                refusals.add(next, desk, Reason.MALFORMED, malformed.reason());
                failed.go(next);
            }
        });
    }

    /** A group of this device alone, and the frame that opens it at the server; null, and why, where it cannot be. */
    @Nullable
    OpenGroup begin(Draft draft, RandomId id, ConversationContext context) {
        Verdict<LoggedStatement> own = talks.acting.own();
        if (!(own instanceof Verdict.Trusted<LoggedStatement> statement)) {
            refusals.add(draft, "device", (Verdict.Refused<LoggedStatement>) own);
            return null;
        }
        Joined made = Group.create(
                id.bytes(),
                talks.packages.make(statement.value().index()),
                List.of(context.extension()),
                talks.judge.joining(),
                talks.home.randomness());
        if (made instanceof Joined.Refused refused) {
            fail(draft, refused.reason(), "the new group");
            return null;
        }
        try {
            OpenGroup group = new OpenGroup(id, ((Joined.Welcomed) made).group());
            String refusal = talks.judge.joined(context, group.mls.members());
            if (refusal != null) {
                fail(draft, refusal, "the new group");
                return null;
            }
            group.keepEpoch(draft, talks.records);
            talks.groups.put(id, group);
            List<DeliveryFrame.Place> routed = new ArrayList<>();
            for (ConversationContext.Place place : context.desks()) {
                routed.add(new DeliveryFrame.Place(place.desk(), place.party()));
            }
            RandomId conversation = Talks.id(context.conversation());
            long number = talks.instance.next(draft);
            talks.send(draft, id, id, number, new DeliveryFrame.Open(conversation, kind(context), id, routed));
            return group;
        } catch (Malformed malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    private static DeliveryFrame.Kind kind(ConversationContext context) {
        return context.isCase() ? DeliveryFrame.Kind.CASE : DeliveryFrame.Kind.CHAT;
    }

    /** Notes that the devices of the bundles are to be added, but for those that are there. */
    void add(Draft draft, OpenGroup group, List<Bundle> bundles, List<String> leftOut) {
        List<String> there = new ArrayList<>(leftOut);
        for (Member member : group.mls.members()) {
            there.add(GroupJudge.device(member));
        }
        for (Intent intent : talks.intents.of(group.id, false)) {
            there.add(intent.device());
        }
        for (Bundle bundle : bundles) {
            for (Bundle.Entry entry : bundle.devices()) {
                byte[] keyPackage = entry.keyPackage();
                if (there.contains(entry.device())) {
                    continue;
                }
                if (keyPackage == null) {
                    String conversation = talks.conversation(group).id().hex();
                    draft.show(new View.Talk(conversation, "device-without-package", "device " + entry.device()));
                } else {
                    there.add(entry.device());
                    talks.intents.add(draft, group.id, fresh(), entry.device(), keyPackage);
                }
            }
        }
    }

    RandomId fresh() {
        return RandomId.make(talks.home.randomness());
    }

    private void fail(Draft draft, String code, String detail) {
        refusals.fail(draft, new View.Failed(code, detail));
    }
}
