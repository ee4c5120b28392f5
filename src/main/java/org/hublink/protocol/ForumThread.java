package org.hublink.protocol;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/**
 * A thread of the forum, built from its acts in the order that the server gives. That order, and what is absent, are the
 * server's word; what each act says, who said it and whether it was allowed is not. Turns are a chain: one that does not
 * follow the last is refused, and so none can be taken from between.
 *
 * <p>Server and clients build it by the same code: the one to refuse early, the others because they believe nobody.
 */
public final class ForumThread {
    /** Posts, edits and turns of one thread. */
    public static final int ACTS_MAX = 2_000;

    /** Edits of one post. */
    public static final int VERSIONS_MAX = 50;

    private final Map<String, ForumEntry> posts = new LinkedHashMap<>();
    private final List<ForumSaid> turns = new ArrayList<>();
    private final Set<String> ids = new LinkedHashSet<>();
    private final Set<String> erased = new LinkedHashSet<>();
    private @Nullable ForumEntry question;
    private ForumState state = ForumState.OPEN;
    private @Nullable ForumSpace space;
    private @Nullable ForumAuthor claimer;
    private @Nullable String accepted;
    private @Nullable String duplicateOf;
    private boolean locked;
    private @Nullable Digest head;

    /** Adds an act: empty if it counts, else the stable reason why it does not. */
    public String add(ForumSaid said) {
        Act act = said.act();
        if (ids.contains(act.id())) {
            return "act-replayed";
        }
        if (ids.size() >= ACTS_MAX) {
            return "forum-thread-full";
        }
        try {
            String refused = act.kind().equals(ForumTurn.KIND)
                    ? turn(said, ForumTurn.read(act.body()))
                    : post(said, Coded.find(ForumPost.Form.values(), act.kind()));
            if (refused.isEmpty()) {
                ids.add(act.id());
            }
            return refused;
        } catch (Malformed malformed) {
            return malformed.reason();
        }
    }

    /**
     * Adds the empty place of a post that the server says was removed. It is believed only if a removal that names its digest
     * comes; until then {@link #withheld} has it.
     *
     * @param author as the server says; nothing proves it
     * @param on the post that a comment was about
     */
    public String addErased(Act empty, Digest digest, ForumAuthor author, @Nullable String on) {
        ForumPost.Form form = Coded.find(ForumPost.Form.values(), empty.kind());
        boolean first = form == ForumPost.Form.QUESTION;
        if (form == null || form == ForumPost.Form.EDIT || ids.contains(empty.id()) || first != (question == null)) {
            return "act-context";
        }
        if (ids.size() >= ACTS_MAX) {
            return "forum-thread-full";
        }
        ForumEntry entry = new ForumEntry(
                new ForumSaid(empty, digest, author, false), new ForumPost(form, null, null, null, "", List.of(), on));
        if (first) {
            question = entry;
            head = digest;
        }
        erased.add(empty.id());
        ids.add(empty.id());
        posts.put(empty.id(), entry);
        return "";
    }

    /** Posts that the server keeps back without a moderator's removal. */
    public List<String> withheld() {
        List<String> out = new ArrayList<>();
        for (String id : erased) {
            ForumEntry entry = posts.get(id);
            if (entry == null || entry.fate() != ForumEntry.Fate.REMOVED) {
                out.add(id);
            }
        }
        return out;
    }

    private String post(ForumSaid said, ForumPost.@Nullable Form form) throws Malformed {
        if (form == null) {
            return "unknown-type";
        }
        ForumPost post = ForumPost.read(form, said.act().body());
        if (form == ForumPost.Form.QUESTION) {
            return question(said, post);
        }
        ForumEntry asked = question;
        if (asked == null || !said.act().context().equals(asked.id())) {
            return "act-context";
        }
        if (locked || state() == ForumState.REMOVED) {
            return "forum-locked";
        }
        if (form == ForumPost.Form.EDIT) {
            return edit(said, post);
        }
        ForumEntry on = form == ForumPost.Form.ANSWER ? asked : posts.get(String.valueOf(post.on()));
        if (on == null) {
            return "forum-post-unknown";
        }
        if (!said.follows(on.said().digest())) {
            return "forum-chain";
        }
        posts.put(said.act().id(), new ForumEntry(said, post));
        return "";
    }

    private String question(ForumSaid said, ForumPost post) {
        ForumSpace asked = post.space();
        if (question != null || asked == null || !said.act().context().equals(ForumPost.ROOM)) {
            return "act-context";
        }
        if (said.act().follows() != null) {
            return "forum-chain";
        }
        if (asked.expertsOnly() && said.author().badge() == Role.OFFICER) {
            return "forum-experts-only";
        }
        question = new ForumEntry(said, post);
        space = asked;
        head = said.digest();
        posts.put(said.act().id(), question);
        return "";
    }

    private String edit(ForumSaid said, ForumPost edit) {
        ForumEntry entry = posts.get(String.valueOf(edit.on()));
        if (entry == null) {
            return "forum-post-unknown";
        }
        if (!entry.said().author().is(said.author())) {
            return "forum-not-yours";
        }
        if ((edit.title() != null) != (entry.form() == ForumPost.Form.QUESTION)) {
            return "forum-edit-title";
        }
        if (entry.form() == ForumPost.Form.COMMENT && edit.text().length() > ForumPost.COMMENT_CHARS_MAX) {
            return "json-out-of-range";
        }
        if (entry.fate() == ForumEntry.Fate.REMOVED) {
            return "forum-removed";
        }
        if (!said.follows(entry.head())) {
            return "forum-chain";
        }
        if (entry.versions().size() >= VERSIONS_MAX) {
            return "forum-thread-full";
        }
        entry.edited(said, edit);
        return "";
    }

    private String turn(ForumSaid said, ForumTurn turn) {
        ForumEntry asked = question;
        if (asked == null || !said.act().context().equals(asked.id())) {
            return "act-context";
        }
        ForumEntry entry = turn.post() == null ? null : posts.get(turn.post());
        if (turn.post() != null && entry == null) {
            return "forum-post-unknown";
        }
        if (head == null || !said.follows(head)) {
            return "forum-chain";
        }
        ForumTable.Row row = ForumTable.row(state, turn.step(), parties(said.author(), asked, entry));
        if (row == null) {
            return "forum-turn-not-allowed";
        }
        boolean shut = locked || state() == ForumState.REMOVED;
        if (shut && row.party() != ForumTable.Party.MODERATOR && turn.step() != ForumStep.APPEAL) {
            return "forum-locked";
        }
        String refused = entry == null ? alone(said, turn, asked) : about(said, turn, entry);
        if (refused.isEmpty()) {
            state = row.to() == null ? state : row.to();
            turns.add(said);
            head = said.digest();
        }
        return refused;
    }

    private Set<ForumTable.Party> parties(ForumAuthor author, ForumEntry asked, @Nullable ForumEntry entry) {
        Set<ForumTable.Party> parties = EnumSet.noneOf(ForumTable.Party.class);
        if (asked.said().author().is(author)) {
            parties.add(ForumTable.Party.ASKER);
        }
        if (claimer != null && claimer.is(author)) {
            parties.add(ForumTable.Party.CLAIMER);
        }
        if (author.expert()) {
            parties.add(ForumTable.Party.EXPERT);
        }
        if (author.moderator()) {
            parties.add(ForumTable.Party.MODERATOR);
        }
        if (entry != null && entry.said().author().is(author)) {
            parties.add(ForumTable.Party.AUTHOR);
        }
        return parties;
    }

    /** A turn about the thread as a whole. */
    private String alone(ForumSaid said, ForumTurn turn, ForumEntry asked) {
        ForumAuthor author = said.author();
        switch (turn.step()) {
            case CLAIM -> {
                if (asked.said().author().is(author)) {
                    return "forum-own-post";
                }
                claimer = author;
            }
            case RELEASE, REOPEN -> claimer = null;
            case ASK -> claimer = claimer == null ? author : claimer;
            case MOVE -> {
                if (turn.space() == space) {
                    return "forum-turn-not-allowed";
                }
                space = turn.space();
            }
            case DUPLICATE -> {
                if (asked.id().equals(turn.thread())) {
                    return "forum-turn-not-allowed";
                }
                duplicateOf = turn.thread();
            }
            case LOCK, UNLOCK -> {
                boolean lock = turn.step() == ForumStep.LOCK;
                if (locked == lock) {
                    return "forum-turn-not-allowed";
                }
                locked = lock;
            }
            default -> {
                // What else there is changes the state alone.
            }
        }
        return "";
    }

    /** True where an answer can be accepted or verified. */
    private static boolean shownAnswer(ForumEntry entry) {
        return entry.form() == ForumPost.Form.ANSWER && entry.fate() == ForumEntry.Fate.SHOWN;
    }

    /** A turn about one post. Nobody judges his own, nor the appeal against his own decision. */
    private String about(ForumSaid said, ForumTurn turn, ForumEntry entry) {
        ForumAuthor author = said.author();
        boolean own = entry.said().author().is(author);
        boolean answer = shownAnswer(entry);
        ForumSaid before = entry.decision();
        switch (turn.step()) {
            case ACCEPT, UPDATE -> {
                if (!answer) {
                    return "forum-no-answer";
                }
                accepted = entry.id();
                return "";
            }
            case VERIFY -> {
                if (!answer || own) {
                    return own ? "forum-own-post" : "forum-no-answer";
                }
                for (ForumSaid one : entry.verified()) {
                    if (one.author().is(author)) {
                        return "forum-turn-not-allowed";
                    }
                }
                entry.verified(said);
                return "";
            }
            case APPEAL -> {
                if (before == null || entry.appealed() || entry.fate() == ForumEntry.Fate.REMOVED) {
                    return "forum-turn-not-allowed";
                }
                entry.appeal();
                return "";
            }
            default -> {
                return ForumModeration.apply(said, turn, entry);
            }
        }
    }

    /** Null before its first act. */
    public @Nullable ForumEntry question() {
        return question;
    }

    /** All posts in the order given, the question first. */
    public List<ForumEntry> posts() {
        return List.copyOf(posts.values());
    }

    public @Nullable ForumEntry post(String id) {
        return posts.get(id);
    }

    /** The turns that count, oldest first. */
    public List<ForumSaid> turns() {
        return List.copyOf(turns);
    }

    /** Where the question stands: what turns made of it, and whether there is an answer or the question itself is gone. */
    public ForumState state() {
        if (question != null && question.fate() == ForumEntry.Fate.REMOVED) {
            return ForumState.REMOVED;
        }
        boolean waits = state == ForumState.OPEN || state == ForumState.CLAIMED;
        return waits && answers() > 0 ? ForumState.ANSWERED : state;
    }

    /** Answers that are shown. */
    public int answers() {
        int count = 0;
        for (ForumEntry entry : posts.values()) {
            count += shownAnswer(entry) ? 1 : 0;
        }
        return count;
    }

    /** Null before the question. */
    public @Nullable ForumSpace space() {
        return space;
    }

    public @Nullable ForumAuthor claimer() {
        return claimer;
    }

    /** Id of the accepted answer while it is shown; null for none. */
    public @Nullable String accepted() {
        ForumEntry entry = accepted == null ? null : posts.get(accepted);
        return entry != null && entry.fate() == ForumEntry.Fate.SHOWN ? accepted : null;
    }

    public @Nullable String duplicateOf() {
        return duplicateOf;
    }

    public boolean locked() {
        return locked;
    }

    /** What the next turn follows; null before the question. */
    public @Nullable Digest head() {
        return head;
    }
}
