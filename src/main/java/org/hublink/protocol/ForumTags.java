package org.hublink.protocol;

import java.util.List;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/**
 * Who sets the tags of a question after it was asked (decision 0033). A tag belongs to the experts whose states vouch for it
 * as their topic: each of them puts his own on and takes it off. A moderator does so with all tags.
 */
final class ForumTags {
    private ForumTags() {}

    /** {@code forum-tag}, or the reasons of {@link Fields}. */
    static List<String> read(Fields in) throws Malformed {
        List<String> tags = in.texts("tags", 0, ForumPost.TAGS_MAX, PartText.CODE_CHARS_MAX);
        for (String tag : tags) {
            if (!PartText.code(tag)) {
                throw new Malformed("forum-tag", "tags");
            }
        }
        if (!PartText.distinct(tags)) {
            throw new Malformed("forum-tag", "tags");
        }
        return tags;
    }

    /**
     * Empty if he may make these tags of the present ones, else the stable reason why not.
     *
     * @param wanted null: whether he may change any
     */
    static String refusal(ForumAuthor author, @Nullable List<String> wanted, List<String> present) {
        if (wanted == null) {
            return author.moderator() || !author.topics().isEmpty() ? "" : "forum-not-your-tag";
        }
        if (wanted.size() == present.size() && present.containsAll(wanted)) {
            return "forum-turn-not-allowed";
        }
        boolean own = owns(author, wanted, present) && owns(author, present, wanted);
        return author.moderator() || own ? "" : "forum-not-your-tag";
    }

    /** True if all that these have and the others have not is his. */
    private static boolean owns(ForumAuthor author, List<String> these, List<String> others) {
        for (String tag : these) {
            if (!others.contains(tag) && !author.topics().contains(tag)) {
                return false;
            }
        }
        return true;
    }
}
