package org.hublink.protocol;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Digest;
import org.jspecify.annotations.Nullable;

/** A post as its thread has made it: its versions, and what moderators and experts said of it. Filled by {@link ForumThread}. */
public final class ForumEntry {
    /** What became of a post. */
    public enum Fate {
        SHOWN,
        HIDDEN,
        REMOVED
    }

    private final ForumSaid said;
    private final List<ForumSaid> versions = new ArrayList<>();
    private final List<ForumSaid> verified = new ArrayList<>();
    private ForumPost post;
    private Fate fate = Fate.SHOWN;
    private @Nullable ForumSaid decision;
    private @Nullable ForumReason reason;
    private boolean appealed;

    ForumEntry(ForumSaid said, ForumPost post) {
        this.said = said;
        this.post = post;
        versions.add(said);
    }

    public String id() {
        return said.act().id();
    }

    /** The act that made it. */
    public ForumSaid said() {
        return said;
    }

    public ForumPost.Form form() {
        String kind = said.act().kind();
        return kind.equals(ForumPost.Form.QUESTION.code())
                ? ForumPost.Form.QUESTION
                : kind.equals(ForumPost.Form.ANSWER.code()) ? ForumPost.Form.ANSWER : ForumPost.Form.COMMENT;
    }

    /** The newest version's words; space, language and post commented on are those of the first. */
    public ForumPost post() {
        return post;
    }

    /** The act that made it and its edits, oldest first. */
    public List<ForumSaid> versions() {
        return List.copyOf(versions);
    }

    /** SHA-256 of the newest version: what the next edit follows. */
    public Digest head() {
        return versions.get(versions.size() - 1).digest();
    }

    /** Experts' words that an answer is right. */
    public List<ForumSaid> verified() {
        return List.copyOf(verified);
    }

    public Fate fate() {
        return fate;
    }

    /** The turn that hid, removed or warned; null for none. */
    public @Nullable ForumSaid decision() {
        return decision;
    }

    public @Nullable ForumReason reason() {
        return reason;
    }

    /** True while an appeal waits for another moderator. */
    public boolean appealed() {
        return appealed;
    }

    void edited(ForumSaid by, ForumPost next) {
        versions.add(by);
        verified.clear();
        post = new ForumPost(
                form(),
                post.space(),
                post.language(),
                next.title() == null ? post.title() : next.title(),
                next.text(),
                next.title() == null ? post.tags() : next.tags(),
                post.on());
    }

    void verified(ForumSaid by) {
        verified.add(by);
    }

    void decided(ForumSaid by, Fate next, @Nullable ForumReason why) {
        fate = next;
        decision = by;
        reason = why;
        appealed = false;
    }

    void appeal() {
        appealed = true;
    }

    void upheld() {
        appealed = false;
    }
}
