package org.hublink.forum;

import io.vertx.core.buffer.Buffer;
import org.hublink.primitives.Digest;
import org.hublink.protocol.ForumAuthor;
import org.hublink.protocol.RandomId;
import org.jspecify.annotations.Nullable;

/**
 * An act as its row has it.
 *
 * @param post of a comment, an edit or a turn: the post that it is about
 * @param act the envelope as it came; null once it is erased
 */
record Kept(
        long seq,
        RandomId thread,
        RandomId id,
        String kind,
        @Nullable RandomId post,
        Digest digest,
        ForumAuthor author,
        long at,
        @Nullable Buffer act) {
    /** Of its row, in the order in which the store reads them. */
    static final String COLUMNS = "seq, thread, id, kind, post, digest, country, handle, badge, topics, leaf, at, act";
}
