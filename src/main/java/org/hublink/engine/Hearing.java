package org.hublink.engine;

import java.util.List;
import org.hublink.primitives.Home;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Act;
import org.hublink.protocol.ActPlace;
import org.hublink.protocol.CaseMember;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.Moment;
import org.hublink.protocol.Reason;
import org.hublink.protocol.SignedCheckpoint;
import org.hublink.protocol.Transition;
import org.hublink.protocol.Verdict;
import org.hublink.protocol.VerifiedAct;
import org.jspecify.annotations.Nullable;

/** Judges the acts of a conversation once each, when they can be judged, and keeps what the verdict used (C4, S5). */
final class Hearing {
    static final String CHAT = "chat";

    private static final List<String> KINDS = List.of(Transition.KIND, CHAT, CardAct.KIND, RejoinClaim.KIND);

    private final Home home;
    private final Following following;
    private final GroupJudge judge;

    Hearing(Home home, Following following, GroupJudge judge) {
        this.home = home;
        this.following = following;
        this.judge = judge;
    }

    /** The act with its verdict; as it was where it cannot be judged yet: the log or a part is missing. */
    KeptAct judged(KeptAct kept, Conversation conversation, ConversationContext context) {
        return judged(kept, conversation, context, following.moment());
    }

    /** The same at another moment: that of a colleague who had it before (B4). */
    KeptAct judged(KeptAct kept, Conversation conversation, ConversationContext context, Moment moment) {
        Act act;
        Envelope envelope;
        try {
            envelope = Envelope.read(kept.envelope());
            act = Act.read(envelope, home.text());
        } catch (Malformed malformed) {
            return kept.with(malformed.reason(), null);
        }
        if (!KINDS.contains(act.kind()) || !inGroup(act, kept, context)) {
            return kept.with(Reason.ACT_CONTEXT.code(), null);
        }
        if (!act.signer().id().equals(kept.found().device())) {
            return kept.with(Reason.ACT_SIGNER.code(), null);
        }
        ActPlace place =
                new ActPlace(act.kind(), context(act, kept, conversation), conversation.counted(), judge.parts());
        Verdict<VerifiedAct> verdict = following.trust().act(envelope, place, moment);
        if (verdict instanceof Verdict.Refused<VerifiedAct> refused) {
            boolean later = refused.reason() == Reason.LOG_BEHIND || refused.reason() == Reason.PART_WITHHELD;
            return later ? kept : kept.with(verdict.code(), null);
        }
        VerifiedAct verified = verdict.valueOrNull();
        String officer = verified == null ? null : verified.officer();
        if (verified == null || officer == null) {
            return kept.with(Reason.ACT_SIGNER.code(), null);
        }
        if (verified.signerSinceRevoked()) {
            return kept.with(Reason.SIGNER_REVOKED.code(), null);
        }
        if (act.kind().equals(CardAct.KIND)
                && CardAct.read(act.body(), verified.signer(), following.trust(), home.text()) == null) {
            return kept.with(Reason.PART_MISMATCH.code(), null);
        }
        return placed(kept, verified, officer, context);
    }

    /** Whoever could not open his welcome knows the group and not yet the conversation ({@link Strays}). */
    private static String context(Act act, KeptAct kept, Conversation conversation) {
        String group = kept.found().group().hex();
        boolean stray = act.kind().equals(RejoinClaim.KIND) && act.context().equals(group);
        return stray ? group : conversation.id().hex();
    }

    private KeptAct placed(KeptAct kept, VerifiedAct verified, String officer, ConversationContext context) {
        Act act = verified.act();
        Rosters rosters = judge.rosters(new Moment(act.checkpointSize(), act.time()));
        Rosters.Seat seat = new Rosters.Seat(act.signer().id(), act.signer().country(), officer);
        Verdict<List<ConversationContext.Place>> places = rosters.places(seat, context);
        if (places instanceof Verdict.Refused<?>) {
            return places.code().equals(RosterCheck.UNSURE) ? kept : kept.with(places.code(), null);
        }
        List<ConversationContext.Place> found = places.valueOrNull();
        SignedCheckpoint head = following.checkpoint();
        if (found == null || head == null) {
            return kept;
        }
        return kept.with(
                KeptAct.TRUSTED,
                new KeptAct.Judged(
                        officer,
                        false,
                        member(found, rosters, seat),
                        head.note(),
                        verified.signer().index(),
                        verified.signer().leaf()));
    }

    /** For which desk somebody speaks who may speak from these places; null outside cases. */
    static @Nullable CaseMember member(List<ConversationContext.Place> places, Rosters rosters, Rosters.Seat seat) {
        if (places.isEmpty()) {
            return null;
        }
        ConversationContext.Place first = places.get(0);
        return new CaseMember(first.desk(), first.party(), rosters.head(seat, first.desk()));
    }

    /** A transition names the group that it was made for, or the one before it, so that none is carried into another. */
    private static boolean inGroup(Act act, KeptAct kept, ConversationContext context) {
        if (!act.kind().equals(Transition.KIND)) {
            return true;
        }
        ConversationContext.Predecessor before = context.successorOf();
        try {
            String named = Transition.read(act.body()).group();
            return named.equals(kept.found().group().hex())
                    || (before != null && named.equals(Talks.id(before.group()).hex()));
        } catch (Malformed broken) {
            // What is broken is refused by the story, with its reason.
            return true;
        }
    }
}
