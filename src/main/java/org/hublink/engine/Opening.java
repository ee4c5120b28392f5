package org.hublink.engine;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.CaseParty;
import org.hublink.protocol.CaseRequest;
import org.hublink.protocol.CaseStep;
import org.hublink.protocol.DeskPart;
import org.hublink.protocol.RandomId;
import org.hublink.protocol.SignedCheckpoint;
import org.hublink.protocol.Transition;
import org.hublink.protocol.Urgency;
import org.hublink.protocol.Verdict;

/** Opens a case: a group of the own desk's devices, the asked desk's, and in an emergency its alternates' from the start (M4). */
final class Opening {
    private static final int OK = 200;
    private static final JsonLimits REACH = new JsonLimits(4_096, 4, 64, 256);

    private final Talks talks;
    private final Conversations conversations;
    private final Speaking speaking;
    private final Refusals refusals;
    private final Gathering gathering;

    Opening(Conversations conversations, Speaking speaking, Refusals refusals) {
        this.talks = conversations.talks();
        this.conversations = conversations;
        this.speaking = speaking;
        this.refusals = refusals;
        this.gathering = new Gathering(talks, refusals);
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
        List<String> desks = new ArrayList<>();
        for (ConversationContext.Place place : places) {
            desks.add(place.desk());
        }
        gathering.bundles(draft, desks, (next, bundles) -> create(next, request, places, bundles, then), then);
    }

    private void create(
            Draft draft,
            CaseRequest request,
            List<ConversationContext.Place> places,
            List<Bundle> bundles,
            Draft.Then then) {
        boolean reached = false;
        boolean limited = false;
        for (Bundle bundle : bundles) {
            for (Bundle.Entry entry : bundle.devices()) {
                boolean asked = bundle.desk().equals(request.to());
                reached |= asked && entry.keyPackage() != null;
                limited |= asked && entry.limited();
            }
        }
        if (!reached) {
            fail(draft, limited ? "desk-limited" : "desk-without-devices", request.to());
            then.go(draft);
            return;
        }
        RandomId conversation = gathering.fresh();
        RandomId id = gathering.fresh();
        OpenGroup group = gathering.begin(draft, id, ConversationContext.ofCase(conversation.bytes(), places));
        if (group == null) {
            then.go(draft);
            return;
        }
        gathering.add(draft, group, bundles, List.of());
        Transition send = new Transition(CaseStep.SEND, id.hex(), request, Transition.Words.NONE);
        String refused = speaking.step(draft, group, send);
        if (refused != null) {
            fail(draft, refused, "the request");
        }
        draft.show(new View.Talk(conversation.hex(), "opened", "group " + id.hex()));
        conversations.settle(
                draft,
                refusals,
                0,
                request.urgency().level() == Urgency.EMERGENCY
                        ? next -> reached(next, conversation.hex(), request.to(), then)
                        : then);
    }

    /** Whoever sends an emergency to a desk at which nobody is must hear it while he can still call; a hint, so no refusal (C5). */
    private void reached(Draft draft, String conversation, String desk, Draft.Then then) {
        Call call = Call.getJson(DeskWord.DESKS + desk + "/reach", talks.session.token());
        draft.fetch(call, (next, status, answer) -> {
            try {
                boolean nobody = status == OK
                        && Fields.of(Json.read(answer, REACH, talks.home.text()), "reach")
                                        .integer("connected", 0, Json.INTEGER_MAX)
                                == 0;
                if (nobody) {
                    next.show(new View.Talk(conversation, "nobody-connected", desk));
                }
            } catch (Malformed unreadable) {
                next.show(new View.Talk(conversation, unreadable.reason(), desk));
            }
            then.go(next);
        });
    }

    private void fail(Draft draft, String code, String detail) {
        refusals.fail(draft, new View.Failed(code, detail));
    }
}
