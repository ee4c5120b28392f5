package org.hublink.protocol;

import org.hublink.primitives.Digest;

/**
 * An act of the forum whose signature and author are judged.
 *
 * @param sinceRevoked the author's persona was ended later; what he said before stays and is marked
 */
public record ForumSaid(Act act, Digest digest, ForumAuthor author, boolean sinceRevoked) {
    /** True if it names this one as what it follows. */
    public boolean follows(Digest before) {
        Digest named = act.follows();
        return named != null && named.equals(before);
    }
}
