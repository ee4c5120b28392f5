package org.hublink.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hublink.mls.CipherSuite;
import org.hublink.mls.CommitView;
import org.hublink.mls.CredentialCheck;
import org.hublink.mls.Member;
import org.hublink.mls.Policy;
import org.hublink.mls.PskStore;
import org.hublink.mls.Suites;
import org.hublink.mls.Terms;
import org.hublink.primitives.Home;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.Moment;
import org.hublink.protocol.Part;
import org.hublink.protocol.Parts;
import org.hublink.protocol.Reason;
import org.hublink.protocol.SignedCheckpoint;
import org.hublink.protocol.Verdict;
import org.jspecify.annotations.Nullable;

/** Brings the log to the groups: the terms of each operation, and which parts a judgement lacked. */
final class GroupJudge {
    static final CipherSuite SUITE = CipherSuite.xWing(0xF053);
    /** Key packages live for 28 days (M10); they begin a little earlier, for clocks that differ. */
    static final long KEY_PACKAGE_SECONDS = 28 * 86_400L;

    static final long KEY_PACKAGE_EARLY_SECONDS = 3_600;

    static final Policy POLICY = Policy.strict(Suites.of(SUITE))
            .withLifetimeMax(KEY_PACKAGE_SECONDS + KEY_PACKAGE_EARLY_SECONDS)
            .withoutProposalsAlone();

    private static final String PEEKED = "peeked";

    private final Home home;
    private final Following following;
    private final Shelf shelf;
    private final Set<Long> missing = new LinkedHashSet<>();

    GroupJudge(Home home, Following following, Shelf shelf) {
        this.home = home;
        this.following = following;
        this.shelf = shelf;
    }

    /** Leaves of the log whose part a judgement lacked since the last call. */
    List<Long> missing() {
        List<Long> out = new ArrayList<>(missing);
        missing.clear();
        return out;
    }

    /** The parts at hand; what is not is noted. */
    Parts parts() {
        return this::part;
    }

    private @Nullable Part part(LoggedStatement statement, int n) {
        Part found = shelf.part(statement.index(), n);
        if (found == null) {
            missing.add(statement.index());
        }
        return found;
    }

    Rosters rosters(Moment moment) {
        return new Rosters(following.trust(), parts(), moment);
    }

    Rosters now() {
        return rosters(following.moment());
    }

    /** The moment that a checkpoint stands for: all who judge by it reach one verdict (M6). */
    static Moment moment(SignedCheckpoint checkpoint) {
        return new Moment(checkpoint.size(), checkpoint.cosignedAt());
    }

    Terms terms(CredentialCheck check, long now) {
        return new Terms(POLICY, check, PskStore.none(), now, home.checks());
    }

    /** For messages, which bring nobody in. */
    Terms reading() {
        return terms(
                (occasion, member, before, data) -> "commit-form", home.clock().now());
    }

    Terms commit(ConversationContext context, byte[] data, Moment moment) {
        return terms(check(context, data, moment), moment.time());
    }

    CredentialCheck check(ConversationContext context, byte[] data, Moment moment) {
        return RosterCheck.commit(rosters(moment), context, data);
    }

    /** For a welcome: who was revoked since the commit is in the group still, and is removed before anything is said there. */
    Terms joining() {
        return terms(joiningCheck(), home.clock().now());
    }

    /** The same, for whoever asks afterwards whether it was this that refused. */
    Heeded joiningCheck() {
        RosterCheck strict = RosterCheck.joining(now());
        return new Heeded((occasion, member, before, data) -> {
            String refusal = strict.refusal(occasion, member, before, data);
            return occasion == CredentialCheck.Occasion.JOIN && since(refusal) ? null : refusal;
        });
    }

    /** Why a group that was joined cannot be what it says; null if it can. */
    @Nullable
    String joined(ConversationContext context, List<Member> members) {
        for (Member member : members) {
            String refusal = refusal(now(), context, member);
            if (refusal != null && !since(refusal)) {
                return refusal;
            }
        }
        return null;
    }

    private static boolean since(@Nullable String refusal) {
        return Reason.REVOKED.code().equals(refusal)
                || Reason.ON_HOLD.code().equals(refusal)
                || Reason.EXPIRED.code().equals(refusal);
    }

    /** Why this member may not be there at this moment; null if he may. */
    static @Nullable String refusal(Rosters rosters, ConversationContext context, Member member) {
        Verdict<Rosters.Seat> seat = rosters.seat(member);
        if (!(seat instanceof Verdict.Trusted<Rosters.Seat> seated)) {
            return seat.code();
        }
        Verdict<List<ConversationContext.Place>> places = rosters.places(seated.value(), context);
        return places instanceof Verdict.Refused<?> ? places.code() : null;
    }

    /** Takes what a genuine commit says of itself, changing nothing. */
    static final class Peek implements CredentialCheck {
        private byte @Nullable [] data;
        private String committer = "";

        @Override
        public @Nullable String refusal(Occasion occasion, Member member, @Nullable Member before, byte[] commitData) {
            data = commitData;
            committer = occasion == Occasion.COMMIT ? device(member) : committer;
            return null;
        }

        @Override
        public String refusal(CommitView commit) {
            data = commit.authenticatedData();
            Member by = commit.committer();
            committer = by == null ? committer : device(by);
            return PEEKED;
        }

        byte @Nullable [] data() {
            return data;
        }

        /** Empty where it cannot be told. */
        String committer() {
            return committer;
        }
    }

    /** Tells a commit that was judged and refused from one that this device could not take. */
    static final class Heeded implements CredentialCheck {
        private final CredentialCheck check;
        private boolean refused;

        Heeded(CredentialCheck check) {
            this.check = check;
        }

        @Override
        public @Nullable String refusal(Occasion occasion, Member member, @Nullable Member before, byte[] commitData) {
            String refusal = check.refusal(occasion, member, before, commitData);
            refused |= refusal != null;
            return refusal;
        }

        @Override
        public @Nullable String refusal(CommitView commit) {
            String refusal = check.refusal(commit);
            refused |= refusal != null;
            return refusal;
        }

        boolean refused() {
            return refused;
        }
    }

    static String device(Member member) {
        try {
            return Utf8.decode(member.credential().body());
        } catch (Malformed unreadable) {
            return "";
        }
    }

    /** Keeps the key parts that the leaves carry: acts of these devices are judged by them. */
    void keepParts(Draft draft, List<Member> members) {
        for (Member member : members) {
            try {
                LeafPart named = LeafPart.of(member.extensions());
                boolean whole = now().seat(member) instanceof Verdict.Trusted<?>;
                if (whole && shelf.part(named.index(), 0) == null) {
                    shelf.putPart(draft, named.index(), 0, named.part());
                }
            } catch (Malformed none) {
                // A leaf without its part was refused before.
            }
        }
    }
}
