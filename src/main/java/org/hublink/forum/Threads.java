package org.hublink.forum;

import java.util.List;
import java.util.Objects;
import org.hublink.primitives.Hex;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.hublink.protocol.Act;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.ForumPost;
import org.hublink.protocol.ForumSaid;
import org.hublink.protocol.ForumThread;

/** Builds threads from rows. Signatures were judged when the acts came. */
final class Threads {
    private final Text text;

    Threads(Text text) {
        this.text = text;
    }

    ForumThread of(List<Kept> acts) {
        ForumThread thread = new ForumThread();
        for (Kept kept : acts) {
            String refused = kept.act() == null
                    ? thread.addErased(
                            empty(kept),
                            kept.digest(),
                            kept.author(),
                            kept.post() == null ? null : kept.post().hex())
                    : thread.add(said(kept));
            if (!refused.isEmpty() && !(kept.act() == null && kept.kind().equals(ForumPost.Form.EDIT.code()))) {
                throw new IllegalStateException("a stored act of the forum does not count: " + refused);
            }
        }
        return thread;
    }

    private ForumSaid said(Kept kept) {
        try {
            Envelope envelope = Envelope.read(Objects.requireNonNull(kept.act()).getBytes());
            return new ForumSaid(Act.read(envelope, text), kept.digest(), kept.author(), false);
        } catch (Malformed broken) {
            throw new IllegalStateException("a stored act of the forum cannot be read", broken);
        }
    }

    /** The place of an act that was erased: who and when as its row says, and nothing that was said. */
    private static Act empty(Kept kept) {
        boolean question = kept.kind().equals(ForumPost.Form.QUESTION.code());
        Act.Signer signer = new Act.Signer(
                Act.SignerType.PERSONA, kept.author().country(), kept.author().handle(), 1);
        return new Act(
                kept.kind(),
                Hex.encode(kept.id().bytes()),
                question ? ForumPost.ROOM : kept.thread().hex(),
                signer,
                1,
                kept.digest(),
                kept.at(),
                null,
                Json.obj().build());
    }
}
