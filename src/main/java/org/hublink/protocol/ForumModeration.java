package org.hublink.protocol;

import org.hublink.primitives.Digest;

/** What a moderator does to one post. Nobody moderates his own, nor decides about an appeal against his own decision. */
final class ForumModeration {
    private ForumModeration() {}

    /** True where an answer can be accepted or verified. */
    static boolean shownAnswer(ForumEntry entry) {
        return entry.form() == ForumPost.Form.ANSWER && entry.fate() == ForumEntry.Fate.SHOWN;
    }

    /** A turn about one post. Nobody judges his own, nor the appeal against his own decision. */
    static String about(ForumAuthor author, ForumTurn turn, ForumEntry entry) {
        boolean own = entry.said().author().is(author);
        boolean answer = shownAnswer(entry);
        ForumStep step = turn.step();
        if (step == ForumStep.ACCEPT || step == ForumStep.UPDATE) {
            return answer ? "" : "forum-no-answer";
        }
        if (step == ForumStep.VERIFY) {
            if (!answer || own) {
                return own ? "forum-own-post" : "forum-no-answer";
            }
            for (ForumSaid one : entry.verified()) {
                if (one.author().is(author)) {
                    return "forum-turn-not-allowed";
                }
            }
            return "";
        }
        if (step == ForumStep.APPEAL) {
            boolean gone = entry.fate() == ForumEntry.Fate.REMOVED;
            return entry.decision() == null || entry.appealed() || gone ? "forum-turn-not-allowed" : "";
        }
        return refusal(author, turn, entry);
    }

    /** Empty if the turn counts, else the stable reason why it does not. */
    private static String refusal(ForumAuthor author, ForumTurn turn, ForumEntry entry) {
        if (entry.said().author().is(author)) {
            return "forum-own-post";
        }
        ForumSaid before = entry.decision();
        ForumStep step = turn.step();
        boolean restores = step == ForumStep.RESTORE;
        boolean decides = restores || step == ForumStep.UPHOLD;
        if (decides && (before == null || (entry.appealed() && before.author().is(author)))) {
            return before == null ? "forum-turn-not-allowed" : "forum-own-decision";
        }
        ForumEntry.Fate fate = entry.fate();
        boolean removes = step == ForumStep.REMOVE;
        // What was removed is erased, and nobody can bring it back.
        boolean idle = ((step == ForumStep.HIDE || step == ForumStep.KEEP) && fate != ForumEntry.Fate.SHOWN)
                || (removes && fate == ForumEntry.Fate.REMOVED)
                || (restores && fate != ForumEntry.Fate.HIDDEN)
                || (step == ForumStep.UPHOLD && !entry.appealed());
        if (idle) {
            return "forum-turn-not-allowed";
        }
        Digest named = turn.digest();
        boolean other = named == null || !named.equals(entry.said().digest());
        return removes && other ? "forum-chain" : "";
    }

    /** Makes of the post what the turn says, which counts; also a verification and an appeal. */
    static void take(ForumSaid said, ForumTurn turn, ForumEntry entry) {
        ForumEntry.Fate fate = entry.fate();
        switch (turn.step()) {
            case VERIFY -> entry.verified(said);
            case APPEAL -> entry.appeal();
            case WARN -> entry.decided(said, fate, turn.reason());
            case HIDE -> entry.decided(said, ForumEntry.Fate.HIDDEN, turn.reason());
            case REMOVE -> entry.decided(said, ForumEntry.Fate.REMOVED, turn.reason());
            case RESTORE -> entry.decided(said, ForumEntry.Fate.SHOWN, null);
            case UPHOLD -> entry.upheld();
            // It is said for the log, and closes the reports.
            default -> {}
        }
    }
}
