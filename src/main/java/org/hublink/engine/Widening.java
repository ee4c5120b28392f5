package org.hublink.engine;

import java.util.ArrayList;
import java.util.List;
import org.hublink.mls.Extension;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.CaseMember;
import org.hublink.protocol.CaseParty;
import org.hublink.protocol.CaseRequest;
import org.hublink.protocol.CaseStep;
import org.hublink.protocol.CaseUse;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.DeskPart;
import org.hublink.protocol.ListingId;
import org.hublink.protocol.RandomId;
import org.hublink.protocol.Transition;
import org.hublink.protocol.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Brings another desk into a case: one that it is forwarded to, or those that stand in for a desk that does not answer (PROTOCOL
 * M4). One commit names the desk and adds its devices; then what was signed in the case is handed over to them, and the step is
 * said. Nothing is said where the desk cannot be brought in.
 */
final class Widening {
    private static final int TRIES_MAX = 2;
    /** The chain of a case with those who speak in it. */
    private static final int HANDED_MAX = 256;

    private final Conversations conversations;
    private final Talks talks;
    private final Speaking speaking;
    private final Refusals refusals;
    private final OpenGroup group;
    private final Transition transition;

    Widening(
            Conversations conversations,
            Speaking speaking,
            Refusals refusals,
            OpenGroup group,
            CaseStep step,
            Transition.Words words) {
        this.conversations = conversations;
        this.talks = conversations.talks();
        this.speaking = speaking;
        this.refusals = refusals;
        this.group = group;
        this.transition = new Transition(step, group.id.hex(), null, words);
    }

    /** True for a step that may bring desks in. */
    static boolean widens(CaseStep step) {
        return step == CaseStep.FORWARD || step == CaseStep.ESCALATE;
    }

    void run(Draft draft, Draft.Then then) {
        String refused = speaking.refusal(group, transition);
        CaseMember own = speaking.member(group);
        CaseRequest request =
                talks.conversation(group).story(talks.home.text()).position().request();
        if (refused == null && (own == null || request == null)) {
            refused = "step-party";
        }
        if (refused != null || own == null || request == null) {
            fail(
                    draft,
                    refused == null ? "step-party" : refused,
                    talks.conversation(group).id().hex(),
                    then);
            return;
        }
        if (transition.step() == CaseStep.FORWARD) {
            String desk = transition.words().code();
            if (desk == null || !ListingId.valid(desk)) {
                fail(draft, "step-incomplete", "forward", then);
                return;
            }
            String forbidden = CaseUse.forward(request.handling(), own.desk(), desk);
            if (forbidden != null || inside(desk)) {
                fail(draft, forbidden != null ? forbidden : "forward-inside", desk, then);
                return;
            }
        }
        rosters(draft, own, request.to(), 0, then);
    }

    private boolean inside(String desk) {
        return inside(group, desk);
    }

    private static boolean inside(OpenGroup group, String desk) {
        for (ConversationContext.Place place : group.context.desks()) {
            if (place.desk().equals(desk)) {
                return true;
            }
        }
        return false;
    }

    /** True if the group's context names the desk that an intent is about. */
    static boolean named(OpenGroup group, Intent intent) {
        return inside(group, intent.device());
    }

    /** Which desks come in is read in the log; rosters that are not at hand are fetched. */
    private void rosters(Draft draft, CaseMember own, String asked, int tries, Draft.Then then) {
        talks.judge.missing();
        Rosters rosters = talks.judge.now();
        List<String> wanted = new ArrayList<>();
        String desk = transition.words().code();
        if (transition.step() == CaseStep.FORWARD && desk != null) {
            wanted.add(desk);
        } else if (own.party() == CaseParty.REQUESTER) {
            DeskPart roster = rosters.desk(asked).valueOrNull();
            if (roster != null) {
                wanted.addAll(roster.alternates());
            }
        }
        wanted.removeIf(this::inside);
        wanted.removeIf(one -> one.equals(own.desk()));
        Verdict<DeskPart> unknown = null;
        for (String one : wanted) {
            Verdict<DeskPart> roster = rosters.desk(one);
            unknown = roster instanceof Verdict.Trusted<DeskPart> ? unknown : roster;
        }
        List<Long> missing = talks.judge.missing();
        if (!missing.isEmpty() && tries < TRIES_MAX) {
            talks.parts(draft, missing, refusals, next -> rosters(next, own, asked, tries + 1, then));
        } else if (unknown instanceof Verdict.Refused<DeskPart> refused) {
            refusals.add(draft, asked, refused);
            then.go(draft);
        } else if (wanted.isEmpty()) {
            say(draft, then);
        } else {
            gather(draft, wanted, then);
        }
    }

    private void gather(Draft draft, List<String> desks, Draft.Then then) {
        boolean room = group.context.desks().size() + desks.size() <= ConversationContext.DESKS_MAX;
        if (!room) {
            fail(draft, "desks-too-many", String.valueOf(ConversationContext.DESKS_MAX), then);
            return;
        }
        new Gathering(talks, refusals).bundles(draft, desks, (next, bundles) -> widen(next, bundles, then), then);
    }

    private void widen(Draft draft, List<Bundle> bundles, Draft.Then then) {
        CaseParty party = transition.step() == CaseStep.FORWARD ? CaseParty.ANSWERER : CaseParty.ALTERNATE;
        List<List<Intent>> batches = new ArrayList<>();
        for (Bundle bundle : bundles) {
            List<Intent> batch = new ArrayList<>();
            batch.add(Intent.place(group.id, bundle.desk(), party));
            for (Bundle.Entry entry : bundle.devices()) {
                byte[] keyPackage = entry.keyPackage();
                if (keyPackage != null && !member(entry.device())) {
                    Intent add = new Intent(0, group.id, RandomId.NONE, entry.device(), false, keyPackage);
                    List<Intent> tried = new ArrayList<>(batch);
                    tried.add(add);
                    if (conversations.refusal(group, tried) == null) {
                        batch.add(add);
                    }
                }
            }
            if (batch.size() > 1) {
                batches.add(batch);
            }
        }
        if (batches.isEmpty()) {
            fail(draft, "desk-without-devices", bundles.get(0).desk(), then);
            return;
        }
        for (List<Intent> batch : batches) {
            for (Intent one : batch) {
                talks.intents.add(draft, group.id, RandomId.make(talks.home.randomness()), one.device(), one.bytes());
            }
        }
        handOver(draft);
        say(draft, then);
    }

    private boolean member(String device) {
        for (var member : group.mls.members()) {
            if (GroupJudge.device(member).equals(device)) {
                return true;
            }
        }
        return false;
    }

    /** The newcomers get the signed acts under the ids that they had: whoever has them knows them again. */
    private void handOver(Draft draft) {
        int left = HANDED_MAX;
        for (KeptAct kept : talks.conversation(group).acts()) {
            if (left > 0 && kept.trusted() && MessageBody.handed(kept.envelope(), talks.home.text())) {
                left--;
                byte[] body = new MessageBody(
                                MessageBody.HANDED, kept.found().message().bytes(), kept.envelope(), kept.keys())
                        .bytes();
                talks.intents.add(draft, group.id, RandomId.make(talks.home.randomness()), "", body);
            }
        }
    }

    private void say(Draft draft, Draft.Then then) {
        String refused = speaking.step(draft, group, transition);
        if (refused != null) {
            refusals.fail(
                    draft,
                    new View.Failed(refused, talks.conversation(group).id().hex()));
        }
        conversations.settle(draft, refusals, 0, then);
    }

    private void fail(Draft draft, String code, String detail, Draft.Then then) {
        refusals.fail(draft, new View.Failed(code, detail));
        then.go(draft);
    }

    /** The desks that intents name, for the server to wake. */
    static List<DeliveryFrame.Place> places(List<Intent> intents) {
        List<DeliveryFrame.Place> out = new ArrayList<>();
        for (Intent intent : intents) {
            if (intent.isPlace()) {
                out.add(new DeliveryFrame.Place(intent.device(), party(intent)));
            }
        }
        return out;
    }

    private static CaseParty party(Intent place) {
        try {
            return ConversationContext.party(place.bytes()[0]);
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The extensions of a group with one more desk in its context; null where the intents name none. */
    static @Nullable List<Extension> widened(OpenGroup group, List<Intent> intents) {
        for (Intent intent : intents) {
            if (intent.isPlace()) {
                List<Extension> out = new ArrayList<>();
                for (Extension one : group.mls.extensions()) {
                    out.add(one.type() == ConversationContext.TYPE ? with(group.context, intent) : one);
                }
                return out;
            }
        }
        return null;
    }

    private static Extension with(ConversationContext context, Intent place) {
        List<ConversationContext.Place> desks = new ArrayList<>(context.desks());
        desks.add(new ConversationContext.Place(place.device(), party(place)));
        return new ConversationContext(context.conversation(), desks, List.of(), context.successorOf()).extension();
    }
}
