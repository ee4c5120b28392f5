package org.hublink.engine;

import java.util.ArrayList;
import java.util.List;
import org.hublink.mls.CommitView;
import org.hublink.mls.CredentialCheck;
import org.hublink.mls.Member;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.CaseParty;
import org.hublink.protocol.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Judges who comes into a group and what a commit does, by the rosters at one moment: for a commit the moment that its
 * authenticated data names, so that all honest members reach one verdict (PROTOCOL M2, M4, M5, M6, M12).
 *
 * <p>A newcomer's desk is judged with the commit as a whole, since the commit may name the desk that he comes for.
 */
final class RosterCheck implements CredentialCheck {
    /** The judgement cannot be made yet: the caller waits and asks again, and never takes it for a refusal (M6). */
    static final String UNSURE = "part-withheld";

    private final Rosters rosters;
    private final @Nullable ConversationContext context;
    private final byte[] expected;

    private RosterCheck(Rosters rosters, @Nullable ConversationContext context, byte[] expected) {
        this.rosters = rosters;
        this.context = context;
        this.expected = expected.clone();
    }

    /** For joining and for key packages: what the group is for is judged when it is open, by {@link #members}. */
    static RosterCheck joining(Rosters rosters) {
        return new RosterCheck(rosters, null, new byte[0]);
    }

    /**
     * For one commit.
     *
     * @param context of the group before it
     * @param expected the authenticated data that the rosters' moment was taken from
     */
    static RosterCheck commit(Rosters rosters, ConversationContext context, byte[] expected) {
        return new RosterCheck(rosters, context, expected);
    }

    @Override
    public @Nullable String refusal(Occasion occasion, Member member, @Nullable Member before, byte[] commitData) {
        if (occasion == Occasion.EXTERNAL_SENDER || occasion == Occasion.SUCCESSION) {
            return "commit-form";
        }
        boolean inCommit = occasion == Occasion.ADD || occasion == Occasion.UPDATE || occasion == Occasion.COMMIT;
        if (inCommit && !Bytes.equal(commitData, expected)) {
            return "commit-data-differs";
        }
        if (before != null
                && !Bytes.equal(before.credential().body(), member.credential().body())) {
            return "leaf-mismatch";
        }
        Verdict<Rosters.Seat> seat = rosters.seat(member);
        if (!(seat instanceof Verdict.Trusted<Rosters.Seat> seated)) {
            return seat.code();
        }
        ConversationContext known = context;
        boolean newcomer = occasion == Occasion.ADD || occasion == Occasion.KEY_PACKAGE;
        return known == null || newcomer ? null : refusal(rosters.places(seated.value(), known));
    }

    @Override
    public @Nullable String refusal(CommitView commit) {
        ConversationContext before = context;
        Member committer = commit.committer();
        boolean form = commit.encrypted()
                && commit.path()
                && !commit.byReference()
                && !commit.reInit()
                && commit.psks() == 0
                && commit.updated().isEmpty();
        if (before == null || committer == null || !form) {
            return "commit-form";
        }
        try {
            CommitData data = CommitData.read(commit.authenticatedData());
            if (!devices(commit.added()).equals(data.added())
                    || !devices(commit.removed()).equals(data.removed())) {
                return "routing-mismatch";
            }
            ConversationContext after = ConversationContext.of(commit.extensions());
            String change = change(before, after, commit, committer);
            if (change != null) {
                return change;
            }
            for (Member newcomer : commit.added()) {
                String refusal = member(newcomer, after);
                if (refusal != null) {
                    return refusal;
                }
            }
            return removals(before, commit, committer);
        } catch (Malformed malformed) {
            return malformed.reason();
        }
    }

    /** Judges all members of a group that was joined, by what the group says it is for; null if all may be there. */
    @Nullable
    String members(ConversationContext joined, List<Member> members) {
        for (Member member : members) {
            String refusal = member(member, joined);
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    private @Nullable String member(Member member, ConversationContext at) {
        Verdict<Rosters.Seat> seat = rosters.seat(member);
        return seat instanceof Verdict.Trusted<Rosters.Seat> seated
                ? refusal(rosters.places(seated.value(), at))
                : seat.code();
    }

    /** A case's desks grow only, by a commit of the requester or the answerer that brings the new desks' devices (M4). */
    private @Nullable String change(
            ConversationContext before, ConversationContext after, CommitView commit, Member committer) {
        if (Bytes.equal(before.extension().data(), after.extension().data())) {
            return null;
        }
        boolean same = Bytes.equal(before.conversation(), after.conversation())
                && before.isCase()
                && after.isCase()
                && after.desks().containsAll(before.desks())
                && sameOrigin(before.successorOf(), after.successorOf());
        boolean party = false;
        for (ConversationContext.Place place : places(committer, before)) {
            party |= place.party() != CaseParty.ALTERNATE;
        }
        if (same && !party && unsure(committer, before)) {
            return UNSURE;
        }
        if (!same || !party) {
            return "context-change";
        }
        List<ConversationContext.Place> fresh = new ArrayList<>(after.desks());
        fresh.removeAll(before.desks());
        boolean unsure = false;
        for (Member newcomer : commit.added()) {
            fresh.removeAll(places(newcomer, after));
            unsure |= unsure(newcomer, after);
        }
        return fresh.isEmpty() ? null : unsure ? UNSURE : "context-change";
    }

    /** The roster of a desk that he may come for is not at hand: whether he does cannot be said yet. */
    private boolean unsure(Member member, ConversationContext at) {
        Rosters.Seat seat = rosters.seat(member).valueOrNull();
        return seat != null && rosters.places(seat, at).code().equals(UNSURE);
    }

    private static boolean sameOrigin(
            ConversationContext.@Nullable Predecessor one, ConversationContext.@Nullable Predecessor other) {
        return one == null
                ? other == null
                : other != null
                        && Bytes.equal(one.group(), other.group())
                        && one.epoch() == other.epoch()
                        && one.commit().equals(other.commit());
    }

    /**
     * Removed may be whoever is not justified any more, whoever shares a desk (in a chat: is oneself), and who is added again
     * by the same commit, because it could not follow the group (M8).
     */
    private @Nullable String removals(ConversationContext before, CommitView commit, Member committer)
            throws Malformed {
        List<String> back = devices(commit.added());
        for (Member removed : commit.removed()) {
            if (back.contains(Utf8.decode(removed.credential().body()))) {
                continue;
            }
            String unjustified = member(removed, before);
            if (UNSURE.equals(unjustified)) {
                return UNSURE;
            }
            if (unjustified == null && !colleagues(before, committer, removed)) {
                return "remove-unfounded";
            }
        }
        return null;
    }

    private boolean colleagues(ConversationContext at, Member one, Member other) {
        if (!at.isCase()) {
            Rosters.Seat first = rosters.seat(one).valueOrNull();
            Rosters.Seat second = rosters.seat(other).valueOrNull();
            return first != null
                    && second != null
                    && first.country().equals(second.country())
                    && first.officer().equals(second.officer());
        }
        List<ConversationContext.Place> shared = new ArrayList<>(places(one, at));
        shared.retainAll(places(other, at));
        return !shared.isEmpty();
    }

    private List<ConversationContext.Place> places(Member member, ConversationContext at) {
        Rosters.Seat seat = rosters.seat(member).valueOrNull();
        List<ConversationContext.Place> places =
                seat == null ? null : rosters.places(seat, at).valueOrNull();
        return places == null ? List.of() : places;
    }

    private static List<String> devices(List<Member> members) throws Malformed {
        List<String> out = new ArrayList<>();
        for (Member member : members) {
            out.add(Utf8.decode(member.credential().body()));
        }
        return out;
    }

    private static @Nullable String refusal(Verdict<?> verdict) {
        return verdict instanceof Verdict.Refused<?> ? verdict.code() : null;
    }
}
