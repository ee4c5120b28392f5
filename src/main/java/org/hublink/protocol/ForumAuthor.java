package org.hublink.protocol;

import java.util.List;

/**
 * Who speaks in the forum: what his country says of him, as far as the forum may know it.
 *
 * @param leaf of the persona statement
 * @param vouched persons who signed it
 */
public record ForumAuthor(
        String country, String handle, Role badge, List<String> topics, long leaf, List<String> vouched) {
    public ForumAuthor {
        topics = List.copyOf(topics);
        vouched = List.copyOf(vouched);
    }

    /** True if vetting found him an expert in something. */
    public boolean expert() {
        return badge == Role.EXPERT || (badge == Role.MODERATOR && !topics.isEmpty());
    }

    public boolean moderator() {
        return badge == Role.MODERATOR;
    }

    /** The same persona, whatever was said of it since. */
    public boolean is(ForumAuthor other) {
        return handle.equals(other.handle) && country.equals(other.country);
    }
}
