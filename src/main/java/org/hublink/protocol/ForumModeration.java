package org.hublink.protocol;

import org.hublink.primitives.Digest;

/** What a moderator does to one post. Nobody moderates his own, nor decides about an appeal against his own decision. */
final class ForumModeration {
    private ForumModeration() {}

    /** Empty if the turn counts, else the stable reason why it does not. */
    static String apply(ForumSaid said, ForumTurn turn, ForumEntry entry) {
        if (entry.said().author().is(said.author())) {
            return "forum-own-post";
        }
        ForumSaid before = entry.decision();
        boolean decides = turn.step() == ForumStep.RESTORE || turn.step() == ForumStep.UPHOLD;
        if (decides && (before == null || (entry.appealed() && before.author().is(said.author())))) {
            return before == null ? "forum-turn-not-allowed" : "forum-own-decision";
        }
        ForumEntry.Fate fate = entry.fate();
        switch (turn.step()) {
            case WARN -> entry.decided(said, fate, turn.reason());
            case HIDE -> {
                if (fate != ForumEntry.Fate.SHOWN) {
                    return "forum-turn-not-allowed";
                }
                entry.decided(said, ForumEntry.Fate.HIDDEN, turn.reason());
            }
            case REMOVE -> {
                Digest named = turn.digest();
                if (fate == ForumEntry.Fate.REMOVED) {
                    return "forum-turn-not-allowed";
                }
                if (named == null || !named.equals(entry.said().digest())) {
                    return "forum-chain";
                }
                entry.decided(said, ForumEntry.Fate.REMOVED, turn.reason());
            }
            case RESTORE -> {
                // What was removed is erased, and nobody can bring it back.
                if (fate != ForumEntry.Fate.HIDDEN) {
                    return "forum-turn-not-allowed";
                }
                entry.decided(said, ForumEntry.Fate.SHOWN, null);
            }
            default -> {
                if (!entry.appealed()) {
                    return "forum-turn-not-allowed";
                }
                entry.upheld();
            }
        }
        return "";
    }
}
