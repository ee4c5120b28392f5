package org.hublink.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.hublink.mls.Group;
import org.hublink.mls.Joined;
import org.hublink.mls.Member;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.CaseParty;
import org.hublink.protocol.CaseRequest;
import org.hublink.protocol.CaseStep;
import org.hublink.protocol.Country;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.DeskPart;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.RandomId;
import org.hublink.protocol.Reason;
import org.hublink.protocol.SignedCheckpoint;
import org.hublink.protocol.Subject;
import org.hublink.protocol.Transition;
import org.hublink.protocol.Urgency;
import org.hublink.protocol.Verdict;
import org.jspecify.annotations.Nullable;

/** Opens a case: a group of the own desk's devices, the asked desk's, and in an emergency its alternates' from the start (M4). */
final class Opening {
    private static final int OK = 200;

    private final Talks talks;
    private final Conversations conversations;
    private final Speaking speaking;
    private final Refusals refusals;

    Opening(Conversations conversations, Speaking speaking, Refusals refusals) {
        this.talks = conversations.talks();
        this.conversations = conversations;
        this.speaking = speaking;
        this.refusals = refusals;
    }

    /** The log was followed and there is a session. */
    void open(Draft draft, CaseRequest request, String desk, Draft.Then then) {
        if (!request.problems().isEmpty()) {
            fail(
                    draft,
                    request.problems().get(0).code(),
                    request.problems().get(0).field());
            then.go(draft);
            return;
        }
        if (talks.following.maySend() instanceof Verdict.Refused<SignedCheckpoint> refused) {
            refusals.add(draft, "log", refused);
            then.go(draft);
            return;
        }
        withParts(draft, request, desk, 0, then);
    }

    /** The rosters of the desks must be at hand: who stands in, and whom one adds, is read there. */
    private void withParts(Draft draft, CaseRequest request, String desk, int tries, Draft.Then then) {
        Rosters rosters = talks.judge.now();
        rosters.desk(desk);
        DeskPart asked = rosters.desk(request.to()).valueOrNull();
        List<ConversationContext.Place> places = new ArrayList<>();
        places.add(new ConversationContext.Place(desk, CaseParty.REQUESTER));
        places.add(new ConversationContext.Place(request.to(), CaseParty.ANSWERER));
        if (asked != null && request.urgency().level() == Urgency.EMERGENCY) {
            for (String alternate : asked.alternates()) {
                boolean room = places.size() < ConversationContext.DESKS_MAX;
                if (room && rosters.desk(alternate) instanceof Verdict.Trusted<DeskPart> && !alternate.equals(desk)) {
                    places.add(new ConversationContext.Place(alternate, CaseParty.ALTERNATE));
                }
            }
        }
        List<Long> missing = talks.judge.missing();
        if (!missing.isEmpty() && tries < 2) {
            talks.parts(draft, missing, refusals, next -> withParts(next, request, desk, tries + 1, then));
            return;
        }
        if (asked == null) {
            refusals.add(draft, request.to(), (Verdict.Refused<DeskPart>) rosters.desk(request.to()));
            then.go(draft);
            return;
        }
        Deque<String> desks = new ArrayDeque<>();
        for (ConversationContext.Place place : places) {
            desks.add(place.desk());
        }
        bundles(draft, desks, new ArrayList<>(), (next, bundles) -> create(next, request, places, bundles, then), then);
    }

    /** What goes on with the bundles. */
    interface Fetched {
        void on(Draft draft, List<Bundle> bundles);
    }

    void bundles(Draft draft, Deque<String> desks, List<Bundle> got, Fetched then, Draft.Then failed) {
        if (desks.isEmpty()) {
            then.on(draft, got);
            return;
        }
        String desk = desks.remove();
        Call call = Call.getJson(Bundle.path(desk), talks.session.token()).under(talks.instance.hex());
        draft.fetch(call, (next, status, answer) -> {
            if (status != OK) {
                refusals.fail(next, Problem.of("asking for the devices of " + desk, status, answer, talks.home.text()));
                failed.go(next);
                return;
            }
            try {
                got.add(Bundle.read(answer, desk, talks.home.text()));
                bundles(next, desks, got, then, failed);
            } catch (Malformed malformed) {
                refusals.add(next, desk, Reason.MALFORMED, malformed.reason());
                failed.go(next);
            }
        });
    }

    private void create(
            Draft draft,
            CaseRequest request,
            List<ConversationContext.Place> places,
            List<Bundle> bundles,
            Draft.Then then) {
        boolean reached = false;
        for (Bundle bundle : bundles) {
            reached |= bundle.desk().equals(request.to()) && !bundle.devices().isEmpty();
        }
        if (!reached) {
            fail(draft, "desk-without-devices", request.to());
            then.go(draft);
            return;
        }
        RandomId conversation = speaking.fresh();
        RandomId id = speaking.fresh();
        OpenGroup group = begin(draft, id, ConversationContext.ofCase(conversation.bytes(), places));
        if (group == null) {
            then.go(draft);
            return;
        }
        List<DeliveryFrame.Place> routed = new ArrayList<>();
        for (ConversationContext.Place place : places) {
            routed.add(new DeliveryFrame.Place(place.desk(), place.party()));
        }
        long number = talks.instance.next(draft);
        talks.send(draft, id, id, number, new DeliveryFrame.Open(conversation, DeliveryFrame.Kind.CASE, id, routed));
        add(draft, group, bundles);
        Transition send = new Transition(CaseStep.SEND, id.hex(), request, Transition.Words.NONE);
        String refused = speaking.step(draft, group, send);
        if (refused != null) {
            fail(draft, refused, "the request");
        }
        draft.show(new View.Talk(conversation.hex(), "opened", "group " + id.hex()));
        conversations.settle(draft, refusals, 0, then);
    }

    private @Nullable OpenGroup begin(Draft draft, RandomId id, ConversationContext context) {
        Subject own = Subject.device(new Country(talks.owner.country()), talks.owner.deviceId());
        Verdict<LoggedStatement> statement = talks.following.trust().newest(own, talks.following.moment());
        if (!(statement instanceof Verdict.Trusted<LoggedStatement> trusted)) {
            refusals.add(draft, "device", (Verdict.Refused<LoggedStatement>) statement);
            return null;
        }
        Joined made = Group.create(
                id.bytes(),
                talks.packages.make(trusted.value().index()),
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
            return group;
        } catch (Malformed malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    /** Notes that the devices of the bundles are to be added, but for those that are there. */
    void add(Draft draft, OpenGroup group, List<Bundle> bundles) {
        List<String> there = new ArrayList<>();
        for (Member member : group.mls.members()) {
            there.add(GroupJudge.device(member));
        }
        for (Intent intent : talks.intents.of(group.id, false)) {
            there.add(intent.device());
        }
        for (Bundle bundle : bundles) {
            for (Bundle.Entry entry : bundle.devices()) {
                if (!there.contains(entry.device())) {
                    there.add(entry.device());
                    talks.intents.add(draft, group.id, speaking.fresh(), entry.device(), entry.keyPackage());
                }
            }
        }
    }

    private void fail(Draft draft, String code, String detail) {
        refusals.fail(draft, new View.Failed(code, detail));
    }
}
