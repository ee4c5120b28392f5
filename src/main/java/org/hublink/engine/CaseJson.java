package org.hublink.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.mls.Member;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Act;
import org.hublink.protocol.CaseClocks;
import org.hublink.protocol.CaseLink;
import org.hublink.protocol.CaseMember;
import org.hublink.protocol.CasePosition;
import org.hublink.protocol.CaseRequest;
import org.hublink.protocol.CaseStep;
import org.hublink.protocol.CaseStory;
import org.hublink.protocol.CaseUse;
import org.hublink.protocol.VerifiedAct;
import org.jspecify.annotations.Nullable;

/**
 * What a device knows of its conversations as JSON, for whoever shows it on the other side of a port; times are epoch seconds.
 * What was refused is named with its reason and without its words.
 */
final class CaseJson {
    private final Talks talks;
    private final Speaking speaking;

    CaseJson(Talks talks) {
        this.talks = talks;
        this.speaking = new Speaking(talks);
    }

    /** Every conversation in short, in the order in which this device came to know them. */
    byte[] all() {
        List<Json> rows = new ArrayList<>();
        for (Conversation conversation : talks.conversations.values()) {
            rows.add(row(conversation, conversation.story(talks.home.text())).build());
        }
        return Json.write(Json.obj()
                .put("stopped", talks.instance.stopped())
                .put("conversations", rows)
                .build());
    }

    /** One conversation whole. */
    byte[] story(Conversation conversation) {
        CaseStory story = conversation.story(talks.home.text());
        Map<Digest, String> marks = marks(story);
        List<Json> acts = new ArrayList<>();
        boolean shut = shut(talks.group(conversation.id()), story);
        for (KeptAct kept : shut ? List.<KeptAct>of() : conversation.acts()) {
            acts.add(act(kept, marks));
        }
        return Json.write(row(conversation, story)
                .put("allowed", allowed(conversation, story))
                .put("members", members(talks.group(conversation.id())))
                .put("acts", acts)
                .build());
    }

    private Json.Builder row(Conversation conversation, CaseStory story) {
        OpenGroup group = talks.group(conversation.id());
        CasePosition at = story.position();
        List<KeptAct> acts = conversation.acts();
        boolean shut = shut(group, story);
        Json.Builder out = Json.obj()
                .put("id", conversation.id().hex())
                .put("kind", group == null || group.context.isCase() ? "case" : "chat")
                .put("desks", desks(group))
                .put("own", own(group))
                .put("state", at.state().code())
                .put("interrupted", at.interrupted().code())
                .put("escalated", at.escalated())
                .put("delayedUntil", at.delayedUntil())
                .put("preservation", at.preservation().code())
                .put("preservedUntil", at.preservedUntil())
                .put(
                        "request",
                        at.request() == null || shut
                                ? new Json.Null()
                                : at.request().json())
                .put("opens", shut ? StandingIn.opensAt(story) : 0)
                .put("conflict", hex(story.conflict()))
                .put("due", due(story))
                .put("group", group(group))
                .put("count", acts.size());
        return out.put("last", acts.isEmpty() || shut ? new Json.Null() : act(acts.get(acts.size() - 1), marks(story)));
    }

    /** A desk that stands in sees no more than that a case is there, until it was escalated (M4). */
    private boolean shut(@Nullable OpenGroup group, CaseStory story) {
        return group != null && StandingIn.closed(speaking.member(group), story);
    }

    private static Json.Arr desks(@Nullable OpenGroup group) {
        List<Json> out = new ArrayList<>();
        if (group != null) {
            for (ConversationContext.Place place : group.context.desks()) {
                out.add(Json.obj()
                        .put("desk", place.desk())
                        .put("party", place.party().code())
                        .build());
            }
        }
        return Json.arr(out);
    }

    /** For whom this device speaks; null while its own roster is not at hand. */
    private Json own(@Nullable OpenGroup group) {
        CaseMember member = group == null ? null : speaking.member(group);
        return member == null ? new Json.Null() : place(Json.obj(), member).build();
    }

    private static Json.Builder place(Json.Builder out, CaseMember member) {
        return out.put("desk", member.desk())
                .put("party", member.party().code())
                .put("head", member.head());
    }

    private static Json.Arr hex(List<CaseLink> links) {
        List<String> out = new ArrayList<>();
        for (CaseLink link : links) {
            out.add(link.digest().hex());
        }
        return Json.texts(out);
    }

    private static Json.Arr due(CaseStory story) {
        List<Json> out = new ArrayList<>();
        for (CaseClocks.Due due : CaseClocks.USUAL.due(story)) {
            out.add(Json.obj()
                    .put("kind", due.kind().code())
                    .put("at", due.at())
                    .build());
        }
        return Json.arr(out);
    }

    private Json group(@Nullable OpenGroup group) {
        if (group == null) {
            return new Json.Null();
        }
        int open = talks.intents.of(group.id, true).size()
                + talks.intents.of(group.id, false).size();
        return Json.obj()
                .put("id", group.id.hex())
                .put("epoch", group.mls.epochNumber())
                .put("devices", group.mls.members().size())
                .put("missing", group.missing)
                .put("trouble", group.trouble)
                .put("waiting", open + (group.pending == null ? 0 : 1))
                .build();
    }

    /** Who is in it, and who has spoken in this epoch (M9). */
    private Json.Arr members(@Nullable OpenGroup group) {
        List<Json> out = new ArrayList<>();
        if (group != null) {
            Rosters rosters = talks.judge.now();
            for (Member member : group.mls.members()) {
                String device = GroupJudge.device(member);
                Rosters.Seat seat = rosters.seat(member).valueOrNull();
                out.add(Json.obj()
                        .put("device", device)
                        .put("officer", seat == null ? "" : seat.officer())
                        .put("country", seat == null ? "" : seat.country())
                        .put("self", member.leaf() == group.mls.ownLeaf())
                        .put("reached", group.confirmed.contains(device))
                        .build());
            }
        }
        return Json.arr(out);
    }

    /** The steps that this device's desk may take now. */
    private Json.Arr allowed(Conversation conversation, CaseStory story) {
        OpenGroup group = talks.group(conversation.id());
        CaseMember own = group == null || !group.trouble.isEmpty() ? null : speaking.member(group);
        List<String> out = new ArrayList<>();
        boolean conflict = !story.conflict().isEmpty();
        for (CaseStep step : CaseStep.values()) {
            boolean resolves = step == CaseStep.RESOLVE && conflict && own != null && own.head();
            boolean goesOn =
                    own != null && !conflict && story.position().allows(step, own.party()) && offered(step, story);
            if (step != CaseStep.SEND && (resolves || goesOn)) {
                out.add(step.code());
            }
        }
        return Json.texts(out);
    }

    /** What TLP and handling codes forbid is not offered, nor an escalation before its time. */
    private boolean offered(CaseStep step, CaseStory story) {
        CaseRequest request = story.position().request();
        return switch (step) {
            case FORWARD -> request != null && CaseUse.forward(request.handling()) == null;
            case ESCALATE -> talks.home.clock().now() >= StandingIn.opensAt(story);
            default -> true;
        };
    }

    /** What became of each transition: taken, in conflict, waiting for its predecessor, or why not. */
    private static Map<Digest, String> marks(CaseStory story) {
        Map<Digest, String> out = new LinkedHashMap<>();
        for (CaseLink link : story.taken()) {
            out.put(link.digest(), "taken");
        }
        for (CaseLink link : story.conflict()) {
            out.put(link.digest(), "conflict");
        }
        for (VerifiedAct act : story.waiting()) {
            out.put(act.digest(), "waiting");
        }
        for (CaseStory.Refusal refusal : story.refused()) {
            out.put(refusal.act().digest(), refusal.reason());
        }
        return out;
    }

    private Json.Obj act(KeptAct kept, Map<Digest, String> marks) {
        Json.Builder out = Json.obj()
                .put("n", kept.n())
                .put("device", kept.found().device())
                .put("arrived", kept.found().arrived())
                .put("verdict", kept.verdict());
        Act act = read(kept);
        KeptAct.Judged judged = kept.judged();
        if (!kept.trusted() || act == null || judged == null) {
            return out.build();
        }
        CaseMember member = judged.member();
        if (member != null) {
            place(out, member);
        }
        Digest digest = act.digest();
        return out.put("officer", judged.officer())
                .put("country", act.signer().country())
                .put("kind", act.kind())
                .put("time", act.time())
                .put("digest", digest)
                .put("mark", marks.getOrDefault(digest, ""))
                .put("body", act.body())
                .build();
    }

    private @Nullable Act read(KeptAct kept) {
        try {
            return kept.act(talks.home.text());
        } catch (Malformed unreadable) {
            return null;
        }
    }
}
