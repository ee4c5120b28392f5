package org.hublink.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Hex;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Act;
import org.hublink.protocol.Coded;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.ForumAuthor;
import org.hublink.protocol.ForumJudge;
import org.hublink.protocol.ForumMark;
import org.hublink.protocol.ForumPost;
import org.hublink.protocol.ForumSaid;
import org.hublink.protocol.ForumThread;
import org.hublink.protocol.ForumTurn;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.Part;
import org.hublink.protocol.PartJson;
import org.hublink.protocol.PersonaPart;
import org.hublink.protocol.Proof;
import org.hublink.protocol.RandomId;
import org.hublink.protocol.Reason;
import org.hublink.protocol.Role;
import org.hublink.protocol.SignedCheckpoint;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;
import org.hublink.protocol.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The forum as this client sees it: judges what the server answers, act by act, by the log that was followed here, and signs
 * what the owner says by his persona's key. It keeps nothing.
 */
public final class ForumBook {
    /** An answer of the server: 8 MiB, 20,000 values. */
    static final JsonLimits LIMITS = new JsonLimits(8 << 20, 12, 60_000, Envelope.BYTES_MAX);

    private static final JsonLimits SAID = new JsonLimits(Envelope.PAYLOAD_BYTES_MAX, 4, 64, 32 * 1024);
    private static final int ACT_ID_BYTES = 16;
    static final int BATCH_MAX = 2_000;
    private static final int CODE_CHARS_MAX = 40;

    private final Home home;
    private final Following following;
    private final VaultOwner.@Nullable Persona persona;
    private final String country;
    private final ForumLogged logged;

    ForumBook(Home home, Following following, VaultOwner owner) {
        this.home = home;
        this.following = following;
        this.persona = owner instanceof VaultOwner.Device device ? device.persona() : null;
        this.country = owner instanceof VaultOwner.Device device ? device.country() : "";
        this.logged = new ForumLogged(home, following, persona);
    }

    /** A thread's page as the server answers; the same thread's pages go into one. */
    public final class Reading {
        private final ForumThread thread = new ForumThread();
        private final List<Json> refused = new ArrayList<>();
        private final List<String> reasons = new ArrayList<>();
        private final Map<String, Long> votes = new LinkedHashMap<>();
        private String id = "";
        private long last;

        /** True if more pages follow. A page that cannot be read is refused whole. */
        public boolean page(byte[] answer) throws Malformed {
            Fields in = Fields.of(Json.read(answer, LIMITS, home.text()), "thread");
            id = in.text("thread", 1, CODE_CHARS_MAX);
            Map<Long, Part> faces = faces(in);
            ForumJudge judge = judge(faces);
            for (Fields one : in.objects("acts", 0, BATCH_MAX)) {
                long seq = one.integer("seq", last + 1, Json.INTEGER_MAX);
                last = seq;
                if (one.has("act")) {
                    Verdict<ForumSaid> verdict = judge.judge(Envelope.of(one.json("act")), following.moment());
                    String reason = verdict instanceof Verdict.Trusted<ForumSaid> said
                            ? thread.add(said.value())
                            : verdict.code();
                    note(seq, reason);
                } else {
                    note(seq, erased(one.object("erased")));
                }
            }
            for (Fields one : in.objects("votes", 0, BATCH_MAX)) {
                votes.put(one.text("post", 1, CODE_CHARS_MAX), one.integer("count", 0, Json.INTEGER_MAX));
            }
            return in.bool("more");
        }

        private void note(long seq, String reason) {
            if (!reason.isEmpty()) {
                reasons.add(reason);
                refused.add(Json.obj().put("seq", seq).put("reason", reason).build());
            }
        }

        /** The place of a removed post; who had said it is the server's word. */
        private String erased(Fields in) throws Malformed {
            String kind = in.text("kind", 1, CODE_CHARS_MAX);
            Digest digest = in.digest("digest");
            String handle = in.text("handle", 1, PersonaPart.HANDLE_CHARS_MAX);
            String from = in.text("country", 2, 2);
            try {
                Act empty = new Act(
                        kind,
                        RandomId.from(in.hex("id", RandomId.LENGTH)).hex(),
                        ForumPost.ROOM,
                        new Act.Signer(Act.SignerType.PERSONA, from, handle, 1),
                        1,
                        digest,
                        0,
                        null,
                        Json.obj().build());
                ForumAuthor author = new ForumAuthor(from, handle, Role.OFFICER, List.of(), 0, List.of());
                return thread.addErased(
                        empty, digest, author, in.has("on") ? Hex.encode(in.hex("on", RandomId.LENGTH)) : null);
            } catch (IllegalArgumentException odd) {
                throw new Malformed("json-out-of-range", "erased");
            }
        }

        /** Why acts of the answers do not count, in their order. */
        public List<String> reasons() {
            return List.copyOf(reasons);
        }

        /**
         * Why the whole is not to be believed, by the heads that moderators logged; else empty. Where an author's acts count no
         * longer since a later revocation, they were part of what was logged: such a thread is not compared.
         */
        public String asLogged() throws Malformed {
            return logged.check(id, thread, reasons.contains(Reason.SIGNER_REVOKED.code()));
        }

        /** Number of the last act read: the next page comes after it. */
        public long last() {
            return last;
        }

        /** What was judged. */
        public ForumThread thread() {
            return thread;
        }

        /** The thread as {@link ForumView} writes it; {@code forum-question-missing} where the server gave another. */
        public Json.Obj json() throws Malformed {
            if (thread.question() == null || !thread.question().id().equals(id)) {
                throw new Malformed("forum-question-missing", "thread");
            }
            String reason = asLogged();
            if (!reason.isEmpty()) {
                throw new Malformed(reason, "thread");
            }
            Json.Builder out = ForumView.thread(thread, votes, refused, own());
            logged.of(id, out);
            return out.build();
        }
    }

    public Reading reading() {
        return new Reading();
    }

    /** Who this vault's owner is in the forum, as the log says now; null without a persona that counts. */
    public @Nullable ForumAuthor own() {
        LoggedStatement statement = statement();
        VaultOwner.Persona face = persona;
        if (statement == null || face == null) {
            return null;
        }
        return following.trust().persona(statement, face.part()) instanceof Verdict.Trusted<PersonaPart> trusted
                ? ForumJudge.author(statement, trusted)
                : null;
    }

    private @Nullable LoggedStatement statement() {
        VaultOwner.Persona face = persona;
        if (face == null) {
            return null;
        }
        try {
            String handle = PersonaPart.read(face.part().body(), home.text()).handle();
            Subject subject = new Subject(StatementType.PERSONA, country, handle);
            return following.trust().newest(subject, following.moment()).valueOrNull();
        } catch (Malformed impossible) {
            return null;
        }
    }

    /**
     * Signs what the owner says. Only the forum's own kinds of act, and only what can be read as such, gets his signature.
     *
     * @param thread id of the thread; empty for a new question and for {@code look}
     * @param follows what it follows, by {@link ForumThread}; null for a question and for {@code look}
     * @param body as {@link ForumPost}, {@link ForumTurn} and {@link ForumMark} write it
     */
    public Verdict<Envelope> sign(String kind, String thread, @Nullable Digest follows, byte[] body) {
        VaultOwner.Persona face = persona;
        LoggedStatement statement = statement();
        SignedCheckpoint head = following.checkpoint();
        if (face == null || statement == null) {
            return Verdict.refused(Reason.UNKNOWN_SUBJECT, "this vault has no persona that counts");
        }
        if (head == null) {
            return Verdict.refused(Reason.CHECKPOINT_STALE, "no checkpoint yet");
        }
        try {
            if (!(Json.read(body, SAID, home.text()) instanceof Json.Obj object)) {
                return Verdict.refused(Reason.MALFORMED, "body");
            }
            Act act = new Act(
                    kind,
                    Hex.encode(home.randomness().bytes(ACT_ID_BYTES)),
                    context(kind, thread, object),
                    new Act.Signer(
                            Act.SignerType.PERSONA,
                            country,
                            statement.header().id(),
                            statement.header().version()),
                    head.size(),
                    head.root(),
                    home.clock().now(),
                    follows,
                    object);
            Verdict.Trusted<Envelope> signed = new Verdict.Trusted<>(
                    act.signedBy(face.key().signing()), new Proof(statement.index(), List.of(), head.size()));
            return signed;
        } catch (Malformed refused) {
            return Verdict.refused(Reason.MALFORMED, refused.reason());
        }
    }

    /** The act's context, for a body that is what the kind says. */
    private static String context(String kind, String thread, Json.Obj body) throws Malformed {
        if (kind.equals(ForumMark.LOOK)) {
            Fields.of(body, kind).end();
            return ForumMark.REPORTS;
        }
        if (kind.equals(ForumTurn.KIND)) {
            ForumTurn.read(body);
        } else if (kind.equals(ForumMark.VOTE) || kind.equals(ForumMark.REPORT)) {
            ForumMark.read(kind, body);
        } else {
            ForumPost.Form form = Coded.find(ForumPost.Form.values(), kind);
            if (form == null) {
                throw new Malformed("unknown-type", "act");
            }
            ForumPost.read(form, body);
            if (form == ForumPost.Form.QUESTION) {
                return ForumPost.ROOM;
            }
        }
        return RandomId.fromHex(thread).hex();
    }

    /** An author as {@link ForumView} writes him. */
    public Json.Obj json(ForumAuthor author) {
        return ForumView.author(author);
    }

    /** What moderators logged of all threads. */
    public ForumLogged logged() {
        return logged;
    }

    /** Judges the other answers: lists, moderators' log, experts, reports. */
    public ForumLists lists() {
        return new ForumLists(this, home, following);
    }

    /** The faces that an answer brings along; each is compared with its digest in the log when it is used. */
    static Map<Long, Part> faces(Fields in) throws Malformed {
        Map<Long, Part> faces = new LinkedHashMap<>();
        for (Fields one : in.objects("personas", 0, BATCH_MAX)) {
            faces.put(one.integer("leaf", 0, Json.INTEGER_MAX), PartJson.read(one));
        }
        return faces;
    }

    ForumJudge judge(Map<Long, Part> faces) {
        return new ForumJudge(following.trust(), (statement, n) -> n == 0 ? faces.get(statement.index()) : null);
    }
}
