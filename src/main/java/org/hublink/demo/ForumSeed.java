package org.hublink.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hublink.client.Ended;
import org.hublink.client.Progress;
import org.hublink.client.ServerCalls;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Hex;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Act;
import org.hublink.protocol.ForumHeads;
import org.hublink.protocol.ForumMark;
import org.hublink.protocol.ForumPost;
import org.hublink.protocol.ForumStep;
import org.hublink.protocol.ForumTurn;
import org.hublink.protocol.Part;
import org.hublink.protocol.PartJson;
import org.hublink.protocol.SignedCheckpoint;
import org.hublink.protocol.StatementSigner;
import org.jspecify.annotations.Nullable;

/** Fills the demo's forum: every post, vote and turn is signed by its persona's key and judged by the server like any other. */
final class ForumSeed {
    private static final String ACTS = "/api/v1/forum/acts";
    private static final String HEADS = "/api/v1/forum/heads";
    private static final long HEADS_SECONDS = 400L * 86_400;
    private static final Set<ForumStep> BEFORE_ANSWERS =
            Set.of(ForumStep.CLAIM, ForumStep.RELEASE, ForumStep.ASK, ForumStep.INFORM);

    private final Home home;
    private final ServerCalls server;
    private final String token;
    private final SignedCheckpoint head;
    private final Personas personas;
    private final Map<String, Said> posts = new LinkedHashMap<>();
    private final Map<String, Digest> turns = new LinkedHashMap<>();
    private int acts;

    private record Said(String thread, String id, Digest digest) {}

    /**
     * @param token of any session
     * @param head a checkpoint under which all personas stand
     */
    ForumSeed(Home home, ServerCalls server, String token, SignedCheckpoint head, Personas personas) {
        this.home = home;
        this.server = server;
        this.token = token;
        this.head = head;
        this.personas = personas;
    }

    /** How many acts were signed. */
    int run(List<ForumContent.Discussion> threads, Progress progress) throws Ended {
        for (var thread : threads) {
            say(thread);
            progress.to(acts);
        }
        for (var thread : threads) {
            for (var turn : thread.turns()) {
                if (turn.thread() != null) {
                    turn(thread, turn);
                }
            }
        }
        return acts;
    }

    /** Two moderators log the heads of what was said; their leaf. */
    long heads() throws Ended {
        var two = personas.moderators().subList(0, ForumHeads.MODERATORS);
        var now = server.fields(server.get(HEADS + "/now", token), "heads");
        try {
            var part = new Part(
                    home.randomness().bytes(Part.SALT_BYTES), now.base64("heads", 1, Part.MANIFEST_BODY_BYTES_MAX));
            long issued = home.clock().now();
            var header = StatementSigner.header(ForumHeads.SUBJECT, 1, issued, issued + HEADS_SECONDS, List.of(part));
            var first = new StatementSigner(two.get(0).signing()).sign(header);
            var signed = new StatementSigner(two.get(1).signing()).countersign(first);
            var body = Json.obj().put("envelope", signed.json()).put("part", PartJson.write(part));
            return server.fields(server.post(HEADS, token, body), "heads").integer("leaf", 0, Json.INTEGER_MAX);
        } catch (Malformed unexpected) {
            throw Ended.refused(unexpected.reason(), "The server's heads of the forum cannot be read.");
        }
    }

    private void say(ForumContent.Discussion thread) throws Ended {
        var question =
                ForumPost.question(thread.space(), thread.language(), thread.title(), thread.text(), thread.tags());
        var act = signed(thread.asker(), question.form().code(), ForumPost.ROOM, null, question.json());
        posts.put(thread.slug(), new Said(act.id(), act.id(), act.digest()));
        turns.put(thread.slug(), act.digest());
        vote(thread.slug(), thread.votes());
        for (var turn : thread.turns()) {
            if (BEFORE_ANSWERS.contains(turn.step())) {
                turn(thread, turn);
            }
        }
        for (var answer : thread.answers()) {
            post(answer, thread.slug(), thread.slug(), ForumPost.answer(answer.text()));
        }
        for (var comment : thread.comments()) {
            var on = Objects.requireNonNull(posts.get(comment.on()), comment.on());
            post(comment, thread.slug(), comment.on(), ForumPost.comment(on.id(), comment.text()));
        }
        for (var turn : thread.turns()) {
            if (turn.thread() == null && !BEFORE_ANSWERS.contains(turn.step())) {
                turn(thread, turn);
            }
        }
    }

    private void post(ForumContent.Post content, String thread, String follows, ForumPost post) throws Ended {
        var question = Objects.requireNonNull(posts.get(thread));
        var on = Objects.requireNonNull(posts.get(follows));
        var act = signed(content.by(), post.form().code(), question.id(), on.digest(), post.json());
        if (!content.slug().isEmpty()) {
            posts.put(content.slug(), new Said(question.id(), act.id(), act.digest()));
            vote(content.slug(), content.votes());
        }
    }

    private void vote(String slug, List<String> voters) throws Ended {
        var post = Objects.requireNonNull(posts.get(slug));
        for (var voter : voters) {
            signed(voter, ForumMark.VOTE, post.thread(), post.digest(), new ForumMark(post.id(), null, null).json());
        }
    }

    private void turn(ForumContent.Discussion thread, ForumContent.Turn content) throws Ended {
        var question = Objects.requireNonNull(posts.get(thread.slug()));
        var post = content.post() == null ? null : Objects.requireNonNull(posts.get(content.post()), content.post());
        var other = content.thread() == null ? null : Objects.requireNonNull(posts.get(content.thread()));
        var turn = new ForumTurn(
                content.step(),
                post == null ? null : post.id(),
                other == null ? null : other.id(),
                null,
                content.reason(),
                content.step() == ForumStep.REMOVE && post != null ? post.digest() : null,
                null,
                content.words());
        var act = signed(content.by(), ForumTurn.KIND, question.id(), turns.get(thread.slug()), turn.json());
        turns.put(thread.slug(), act.digest());
    }

    private Act signed(String handle, String kind, String context, @Nullable Digest follows, Json.Obj body)
            throws Ended {
        var face = Objects.requireNonNull(personas.face(handle), handle);
        var act = new Act(
                kind,
                Hex.encode(home.randomness().bytes(16)),
                context,
                new Act.Signer(Act.SignerType.PERSONA, face.persona().country(), handle, 1),
                head.size(),
                head.root(),
                home.clock().now(),
                follows,
                body);
        var envelope = act.signedBy(face.key().key().signing());
        server.call("POST", ACTS, token, "application/json", envelope.bytes());
        acts++;
        return act;
    }
}
