package org.hublink.forum;

import io.vertx.core.buffer.Buffer;
import java.util.Objects;
import org.hublink.primitives.Digest;
import org.hublink.protocol.ForumAuthor;
import org.hublink.protocol.ForumEntry;
import org.hublink.protocol.ForumSpace;
import org.hublink.protocol.ForumThread;
import org.jspecify.annotations.Nullable;

/**
 * How a thread stands, in the words of its row.
 *
 * @param space null where the question is erased: it stays what it was, as do language and tags
 */
record Standing(
        @Nullable String space,
        @Nullable String language,
        String @Nullable [] tags,
        String state,
        @Nullable String claimer,
        Buffer head) {
    static Standing of(ForumThread thread) {
        ForumEntry question = Objects.requireNonNull(thread.question());
        ForumSpace space = thread.space();
        ForumAuthor claimer = thread.claimer();
        Digest head = Objects.requireNonNull(thread.head());
        String language = question.post().language();
        return new Standing(
                space == null ? null : space.code(),
                language,
                language == null ? null : thread.tags().toArray(String[]::new),
                thread.state().code(),
                claimer == null ? null : name(claimer),
                Buffer.buffer(head.bytes()));
    }

    /** {@code FR/harbour-17}. */
    static String name(ForumAuthor author) {
        return author.country() + "/" + author.handle();
    }
}
