package org.hublink.engine;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.ForumHeads;
import org.hublink.protocol.ForumThread;
import org.hublink.protocol.Header;
import org.hublink.protocol.Leaf;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.Moment;
import org.hublink.protocol.Part;
import org.hublink.protocol.PartJson;
import org.hublink.protocol.RandomId;
import org.hublink.protocol.StatementSigner;
import org.hublink.protocol.Trust;
import org.hublink.protocol.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The forum's heads as two moderators logged them: holds threads as they are read against the newest, and signs new ones for
 * a moderator, who looks at each thread that moved since. What the server says of them is judged here.
 */
public final class ForumLogged {
    private static final JsonLimits LIMITS = new JsonLimits(8 << 20, 6, 4_000, 2 << 20);
    private static final int WAITING_MAX = 8;
    private static final long VALID_SECONDS = 400 * 86_400L;

    private final Home home;
    private final Following following;
    private final VaultOwner.@Nullable Persona persona;
    private final Set<String> unseen = new LinkedHashSet<>();
    private long taken = -1;
    private @Nullable ForumHeads heads;
    private String refused = "";
    private @Nullable Envelope waiting;
    private @Nullable Part waitingPart;
    private @Nullable ForumHeads next;
    private @Nullable Part part;
    private Json.Builder told = Json.obj();
    private long time;

    ForumLogged(Home home, Following following, VaultOwner.@Nullable Persona persona) {
        this.home = home;
        this.following = following;
        this.persona = persona;
    }

    /** The leaf of the newest heads in the log, -1 for none: what the server is asked for. */
    public long leaf() {
        List<Long> all = following.trust().ledger().candidates(ForumHeads.SUBJECT);
        return all.isEmpty() ? -1 : all.get(all.size() - 1);
    }

    /** True if the log has newer heads than were taken; no thread should be read before the server was asked. */
    public boolean behind() {
        return taken != leaf();
    }

    /**
     * Takes the server's answer about {@link #leaf}.
     *
     * @return {@code refused} (why the newest cannot be compared, or empty), {@code logged} and {@code waiting} with {@code
     *     time} (epoch seconds), {@code threads} and {@code signed}: country/handle of each
     */
    public Json.Obj take(byte[] answer) throws Malformed {
        Fields in = Fields.of(Json.read(answer, LIMITS, home.text()), "heads");
        Trust trust = following.trust();
        open(trust, ForumBook.faces(in));
        taken = leaf();
        heads = null;
        waiting = null;
        told = Json.obj();
        Verdict<LoggedStatement> newest = trust.newest(ForumHeads.SUBJECT, following.moment());
        refused = taken < 0 ? "" : newest.code();
        if (newest instanceof Verdict.Trusted<LoggedStatement> logged) {
            Part with = in.has("part") ? PartJson.read(in.object("part")) : null;
            Verdict<byte[]> body = trust.part(logged.value(), 0, with);
            refused = body.code();
            if (body instanceof Verdict.Trusted<byte[]> read) {
                refused = "";
                time = logged.value().header().issued();
                heads = said(
                        "logged",
                        time,
                        ForumHeads.read(read.value()),
                        logged.proof().persons());
            }
        }
        for (Fields one : in.objects("waiting", 0, WAITING_MAX)) {
            Envelope envelope = Envelope.of(one.json("envelope"));
            Part with = PartJson.read(one.object("part"));
            Leaf leaf = Leaf.of(envelope);
            if (waiting == null
                    && trust.gathers(leaf, List.of(with), following.moment()) instanceof Verdict.Trusted<Leaf> good) {
                waiting = envelope;
                waitingPart = with;
                said(
                        "waiting",
                        leaf.header().issued(),
                        ForumHeads.read(with.body()),
                        good.proof().persons());
            }
        }
        return told.put("refused", refused).build();
    }

    private ForumHeads said(String what, long issued, ForumHeads all, List<String> persons) {
        told.put(
                what,
                Json.obj().put("time", issued).put("threads", all.threads()).putTexts("signed", persons));
        return all;
    }

    /** Learns the keys of these personas, as they stood where they were logged. */
    private static void open(Trust trust, Map<Long, Part> faces) {
        for (Map.Entry<Long, Part> face : faces.entrySet()) {
            long index = face.getKey();
            Leaf leaf = index < trust.ledger().size() ? trust.ledger().leaf(index) : null;
            if (leaf != null) {
                Moment then = new Moment(index + 1, leaf.header().issued());
                LoggedStatement statement = trust.newest(leaf.subject(), then).valueOrNull();
                if (statement != null) {
                    trust.persona(statement, face.getValue());
                }
            }
        }
    }

    /**
     * Why a thread as it was read whole is not believed, or empty. What is to be signed is compared with it, too.
     *
     * @param revoked an act of it counts no longer since its author was ended: what was logged cannot be compared
     */
    String check(String id, ForumThread thread, boolean revoked) throws Malformed {
        RandomId name = RandomId.fromHex(id);
        if (next != null && (revoked || next.check(name, thread).isEmpty())) {
            unseen.remove(id);
        }
        return heads == null || revoked ? "" : heads.check(name, thread);
    }

    /** Why a thread that the server denies must be there: {@code forum-thread-denied}; empty if the heads do not name it. */
    public String denied(String id) throws Malformed {
        return named(id) ? "forum-thread-denied" : "";
    }

    private boolean named(String id) throws Malformed {
        return heads != null && heads.of(RandomId.fromHex(id)) != null;
    }

    /** Adds what is known of the thread: when it was logged, or why the heads cannot be compared. */
    void of(String id, Json.Builder out) throws Malformed {
        if (behind() || !refused.isEmpty()) {
            out.put("headsRefused", behind() ? "part-withheld" : refused);
        } else if (named(id)) {
            out.put("logged", time);
        }
    }

    /**
     * Begins a signature: under what another moderator signed, else under what the server says of now.
     *
     * @return ids of the threads that moved since the heads in force: each is to be read whole before {@link #sign}
     * @throws Malformed {@code forum-heads-shrunk} if a thread of the heads in force is missing or shorter
     */
    public List<String> begin(byte[] now) throws Malformed {
        Part made = waiting != null ? waitingPart : null;
        if (made == null) {
            Fields in = Fields.of(Json.read(now, LIMITS, home.text()), "heads");
            made = new Part(
                    home.randomness().bytes(Part.SALT_BYTES), in.base64("heads", 1, Part.MANIFEST_BODY_BYTES_MAX));
        }
        ForumHeads fresh = ForumHeads.read(made.body());
        unseen.clear();
        unseen.addAll(fresh.since(heads));
        next = fresh;
        part = made;
        return List.copyOf(unseen);
    }

    /**
     * Signs what was begun: the body to be sent.
     *
     * @throws Malformed {@code forum-heads-unseen} if a thread was not read, or is otherwise; {@code statement-differs} for
     *     another statement of the first moderator than was begun; {@code duplicate-key-id} if that was this one
     */
    public Json.Obj sign() throws Malformed {
        VaultOwner.Persona face = persona;
        Part begun = part;
        if (face == null || begun == null || !unseen.isEmpty()) {
            throw new Malformed("forum-heads-unseen");
        }
        Envelope first = waiting;
        Leaf leaf = first == null ? null : Leaf.of(first);
        long issued = leaf == null ? home.clock().now() : leaf.header().issued();
        Header header = StatementSigner.header(
                ForumHeads.SUBJECT,
                following.trust().nextVersion(ForumHeads.SUBJECT),
                issued,
                issued + VALID_SECONDS,
                List.of(begun));
        if (leaf != null && !leaf.headerDigest().equals(header.digest())) {
            throw new Malformed("statement-differs");
        }
        StatementSigner signer = new StatementSigner(face.key().signing());
        Envelope signed = first == null ? signer.sign(header) : signer.countersign(first);
        return Json.obj()
                .put("envelope", signed.json())
                .put("part", PartJson.write(begun))
                .build();
    }
}
