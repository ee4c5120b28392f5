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
    private @Nullable List<String> tags;
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
        ForumTable.Row row = row(said.author(), turn.step(), asked, entry);
        String refused = refusal(said.author(), turn, asked, entry, row);
        if (refused.isEmpty()) {
            take(said, turn, entry);
            state = row == null || row.to() == null ? state : row.to();
            turns.add(said);
            head = said.digest();
        }
        return refused;
    }

    /** The steps that somebody may take now, about the thread as a whole or about one of its posts. */
    public List<String> steps(ForumAuthor author, @Nullable ForumEntry entry) {
        List<String> out = new ArrayList<>();
        ForumEntry asked = question;
        for (ForumStep step : ForumStep.values()) {
            if (asked != null && step.needs(ForumStep.POST) == (entry != null)) {
                Digest first = entry == null ? null : entry.said().digest();
                ForumTurn turn = new ForumTurn(step, null, null, null, null, first, null, null);
                if (refusal(author, turn, asked, entry, row(author, step, asked, entry))
                        .isEmpty()) {
                    out.add(step.code());
                }
            }
        }
        return out;
    }

    private ForumTable.@Nullable Row row(
            ForumAuthor author, ForumStep step, ForumEntry asked, @Nullable ForumEntry entry) {
        return ForumTable.row(state, step, parties(author, asked, entry));
    }

    /** Empty if the author may take this turn now, else the stable reason why not. */
    private String refusal(
            ForumAuthor author,
            ForumTurn turn,
            ForumEntry asked,
            @Nullable ForumEntry entry,
            ForumTable.@Nullable Row row) {
        if (row == null) {
            return "forum-turn-not-allowed";
        }
        boolean shut = locked || state() == ForumState.REMOVED;
        if (shut && row.party() != ForumTable.Party.MODERATOR && turn.step() != ForumStep.APPEAL) {
            return "forum-locked";
        }
        return entry == null ? alone(author, turn, asked) : ForumModeration.about(author, turn, entry);
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
    private String alone(ForumAuthor author, ForumTurn turn, ForumEntry asked) {
        if (turn.step() == ForumStep.CLAIM && asked.said().author().is(author)) {
            return "forum-own-post";
        }
        if (turn.step() == ForumStep.TAG) {
            return ForumTags.refusal(author, turn.tags(), tags());
        }
        ForumStep step = turn.step();
        boolean idle = (step == ForumStep.MOVE && turn.space() == space)
                || (step == ForumStep.DUPLICATE && asked.id().equals(turn.thread()))
                || step == (locked ? ForumStep.LOCK : ForumStep.UNLOCK);
        return idle ? "forum-turn-not-allowed" : "";
    }

    /** Makes of the thread what the turn says, which counts. */
    private void take(ForumSaid said, ForumTurn turn, @Nullable ForumEntry entry) {
        switch (turn.step()) {
            case CLAIM -> claimer = said.author();
            case RELEASE, REOPEN -> claimer = null;
            case ASK -> claimer = claimer == null ? said.author() : claimer;
            case MOVE -> space = turn.space();
            case TAG -> tags = turn.tags();
            case DUPLICATE -> duplicateOf = turn.thread();
            case LOCK -> locked = true;
            case UNLOCK -> locked = false;
            case ACCEPT, UPDATE -> accepted = turn.post();
            default -> {
                if (entry != null) {
                    ForumModeration.take(said, turn, entry);
                }
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
            count += ForumModeration.shownAnswer(entry) ? 1 : 0;
        }
        return count;
    }

    /** Null before the question. */
    public @Nullable ForumSpace space() {
        return space;
    }

    /** As the last turn about them says, whatever the author writes since; before it as he has them. */
    public List<String> tags() {
        return tags != null
                ? tags
                : question == null ? List.of() : question.post().tags();
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

    /** The head as it was after so many turns, at most all: the question's digest after none; null before the question. */
    @Nullable
    Digest head(int turnsTaken) {
        ForumEntry asked = question;
        return turnsTaken > 0
                ? turns.get(turnsTaken - 1).digest()
                : asked == null ? null : asked.said().digest();
    }

    /** What the next turn follows; null before the question. */
    public @Nullable Digest head() {
        return head;
    }
}
