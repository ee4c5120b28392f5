package org.hublink.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which turn leads from where to where, and who may take it: the one table that authors, server and readers go by. */
public final class ForumTable {
    /** What somebody is to a thread; one may be several of these. */
    public enum Party {
        ASKER,
        CLAIMER,
        EXPERT,
        MODERATOR,
        /** Of the post that the turn names. */
        AUTHOR
    }

    /**
     * One allowed turn.
     *
     * @param to null: the state stays
     */
    public record Row(
            ForumState from,
            ForumStep step,
            Party party,
            @Nullable ForumState to) {}

    private static final Set<ForumState> SETTLED = Set.of(ForumState.ACCEPTED, ForumState.STALE, ForumState.UPDATED);
    private static final Set<ForumState> LIVE = Set.of(
            ForumState.OPEN,
            ForumState.CLAIMED,
            ForumState.NEEDS_INFO,
            ForumState.ACCEPTED,
            ForumState.STALE,
            ForumState.UPDATED);

    private static final List<Row> ROWS = rows();

    private ForumTable() {}

    public static List<Row> all() {
        return ROWS;
    }

    /** The row that allows the step to one of these parties; null where none does. */
    public static @Nullable Row row(ForumState from, ForumStep step, Set<Party> parties) {
        for (Row row : ROWS) {
            if (row.from() == from && row.step() == step && parties.contains(row.party())) {
                return row;
            }
        }
        return null;
    }

    private static List<Row> rows() {
        List<Row> out = new ArrayList<>();
        add(out, Set.of(ForumState.OPEN), ForumStep.CLAIM, ForumState.CLAIMED, Party.EXPERT);
        Set<ForumState> held = Set.of(ForumState.CLAIMED, ForumState.NEEDS_INFO);
        add(out, held, ForumStep.RELEASE, ForumState.OPEN, Party.CLAIMER, Party.MODERATOR);
        add(out, Set.of(ForumState.OPEN, ForumState.CLAIMED), ForumStep.ASK, ForumState.NEEDS_INFO, Party.EXPERT);
        add(out, Set.of(ForumState.NEEDS_INFO), ForumStep.INFORM, ForumState.CLAIMED, Party.ASKER);
        add(out, LIVE, ForumStep.ACCEPT, ForumState.ACCEPTED, Party.ASKER);
        add(out, LIVE, ForumStep.VERIFY, null, Party.EXPERT);
        Set<ForumState> fresh = Set.of(ForumState.ACCEPTED, ForumState.UPDATED);
        add(out, fresh, ForumStep.STALE, ForumState.STALE, Party.EXPERT, Party.MODERATOR);
        add(out, SETTLED, ForumStep.UPDATE, ForumState.UPDATED, Party.EXPERT, Party.MODERATOR);
        add(out, SETTLED, ForumStep.OBSOLETE, ForumState.OBSOLETE, Party.EXPERT, Party.MODERATOR);
        add(out, LIVE, ForumStep.DUPLICATE, ForumState.DUPLICATE, Party.MODERATOR);
        Set<ForumState> ended = Set.of(ForumState.DUPLICATE, ForumState.OBSOLETE);
        add(out, ended, ForumStep.REOPEN, ForumState.OPEN, Party.MODERATOR);
        Set<ForumState> all = Set.of(ForumState.values());
        for (ForumStep step : List.of(
                ForumStep.MOVE,
                ForumStep.LOCK,
                ForumStep.UNLOCK,
                ForumStep.WARN,
                ForumStep.HIDE,
                ForumStep.REMOVE,
                ForumStep.RESTORE,
                ForumStep.UPHOLD,
                ForumStep.KEEP)) {
            add(out, all, step, null, Party.MODERATOR);
        }
        add(out, all, ForumStep.TAG, null, Party.MODERATOR, Party.EXPERT);
        add(out, all, ForumStep.APPEAL, null, Party.AUTHOR);
        return List.copyOf(out);
    }

    private static void add(
            List<Row> out, Set<ForumState> from, ForumStep step, @Nullable ForumState to, Party... parties) {
        for (ForumState state : ForumState.values()) {
            for (Party party : parties) {
                if (from.contains(state)) {
                    out.add(new Row(state, step, party, to));
                }
            }
        }
    }
}
