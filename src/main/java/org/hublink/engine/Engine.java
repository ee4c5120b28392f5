package org.hublink.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.primitives.Home;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Ledger;
import org.hublink.protocol.Moment;
import org.hublink.protocol.SignedCheckpoint;
import org.hublink.protocol.Trust;
import org.jspecify.annotations.Nullable;

/**
 * A client's decisions as a machine: one thread, one event at a time, no waiting, deterministic given state, event and home.
 *
 * <p>Commands run one after the other, but for those that tend an archive, which let others pass; each ends in one {@link
 * View.Finished}. After a failed write of its home the engine is thrown away and opened anew from the store (E1).
 */
public final class Engine {
    private static final int ROWS_A_LOAD = 500;
    private static final int JOBS_WAITING_MAX = 1_024;
    private static final int COMMANDS_WAITING_MAX = 64;
    /** No record of the engine's own has this name. */
    private static final String DRAFTS = "drafts";

    /**
     * Work that is done by itself, whatever turns it takes; what the log or the groups change never changes under another but
     * where that takes a {@link Talks.Breath}.
     */
    private interface Job {
        void run(Draft draft);
    }

    private final Home home;
    private final Records records;
    private final Shelf shelf;
    private final Following following;
    private final Session session;
    private final Draft.Waiting waiting = new Draft.Waiting();
    private final Deque<Job> jobs = new ArrayDeque<>();
    private final @Nullable Conversations conversations;
    private final ForumBook forum;
    private Refusals refusals = new Refusals();
    private boolean opened;
    private long current;
    private boolean running;
    private boolean settling;
    private Map<String, VerifiedListing> listings = Map.of();

    /**
     * An engine for one vault and one store.
     *
     * @param vault opened, with its pinned root and its server's origin
     * @param generation of the store, 16 bytes
     * @param demo true in the demo alone: the published demo keys count (K4)
     */
    public Engine(Home home, VaultContents vault, byte[] generation, boolean demo) {
        var root = vault.root();
        var origin = vault.origin();
        if (root == null || origin == null) {
            throw new IllegalArgumentException("a vault without root or origin has nobody to talk to");
        }
        this.home = home;
        this.records = new Records(vault.storeKey(), generation, home.randomness());
        this.shelf = new Shelf(records);
        this.following =
                new Following(home, records, demo ? Ledger.forDemo(root, home.text()) : new Ledger(root, home.text()));
        this.session = new Session(home, vault.owner(), origin);
        this.conversations = vault.owner() instanceof VaultOwner.Device device
                ? new Conversations(new Talks(home, records, following, shelf, session, device))
                : null;
        this.forum = new ForumBook(home, following, vault.owner());
    }

    /** The whole interface: one event in, what follows from it out. */
    public Turn turn(Event event) {
        var draft = new Draft(waiting);
        var talk = conversations;
        if (event instanceof Event.Command command) {
            if (jobs.size() >= COMMANDS_WAITING_MAX) {
                draft.show(
                        new View.Finished(command.id(), List.of(), new View.Failed("busy", "too many commands wait")));
            } else {
                add(draft, begun -> run(begun, command));
            }
        } else if (event instanceof Event.Reply reply) {
            if (Outbox.owns(reply) && talk != null) {
                add(draft, begun -> talk.replied(begun, reply, refusals, this::done));
            } else {
                waiting.reply(draft, reply);
            }
        } else if (event instanceof Event.Frame frame && talk != null) {
            // What is not taken now is asked for again, by the cursors.
            if (jobs.size() < JOBS_WAITING_MAX) {
                add(draft, begun -> talk.frames(begun, frame.batch(), false, refusals, this::done));
            }
        } else if ((event instanceof Event.Tick || event instanceof Event.Up) && talk != null && opened) {
            waiting.tick(draft, home.clock().now());
            if (!settling) {
                settling = true;
                add(draft, begun -> {
                    settling = false;
                    talk.settle(begun, refusals, 0, this::done);
                });
            }
        } else if (event instanceof Event.Chunk chunk) {
            waiting.chunk(draft, chunk);
        } else if (event instanceof Event.Given given) {
            waiting.given(draft, given);
        } else if (event instanceof Event.Loaded loaded) {
            waiting.loaded(draft, loaded);
        }
        return draft.turn();
    }

    /** The verified directory by listing id, as of the last command that touched it. */
    public Map<String, VerifiedListing> listings() {
        return listings;
    }

    /** The judge over all that is known of the log; read only. */
    public Trust trust() {
        return following.trust();
    }

    /** All leaves known, at this home's time. */
    public Moment moment() {
        return following.moment();
    }

    /** The newest checkpoint that was verified, if there is one yet. */
    public @Nullable SignedCheckpoint checkpoint() {
        return following.checkpoint();
    }

    /** What a person has typed and not signed yet, sealed as each record of this store, for the home to keep. */
    public byte[] sealDrafts(byte[] typed) {
        return records.seal(DRAFTS, typed);
    }

    /** Opens what {@link #sealDrafts} sealed; {@code aead-open} for what this store did not seal so. */
    public byte[] openDrafts(byte[] sealed) throws Malformed {
        return records.open(new Row(DRAFTS, sealed));
    }

    /** The session's bearer token, for programs that call the server beside the engine. */
    public @Nullable String token() {
        return session.token();
    }

    /** What was said in the conversations, for whoever shows it; null where this vault holds no device. */
    public @Nullable CaseBook cases() {
        var talk = conversations;
        return talk == null ? null : new CaseBook(talk.talks());
    }

    /** Judges and signs for the forum. */
    public ForumBook forum() {
        return forum;
    }

    /** Statements about the owner's desks and their people that he does not know yet, oldest first (L6). */
    public List<OwnWatch.Unexpected> unexpected() {
        var talk = conversations;
        return talk == null ? List.of() : talk.talks().watch.unexpected();
    }

    /** What the server has signed and contradicted, as far as this store was shown both, oldest first (L5). */
    public List<LogEvidence> contradictions() {
        return following.contradictions();
    }

    /**
     * Judges a case's evidence that somebody else made, by the log that was followed here.
     *
     * @throws Malformed where the file is no evidence
     */
    public CaseEvidence.Report judge(byte[] evidence) throws Malformed {
        return CaseEvidence.judge(evidence, following);
    }

    private void add(Draft draft, Job job) {
        jobs.add(job);
        next(draft);
    }

    private void next(Draft draft) {
        var job = jobs.peek();
        if (running || job == null) {
            return;
        }
        running = true;
        refusals = new Refusals();
        open(draft, job::run);
    }

    private void done(Draft draft) {
        jobs.remove();
        running = false;
        next(draft);
    }

    /** What is under way goes on behind what waits: else whoever tends a large archive would hear nobody for so long. */
    private void breathe(Draft draft, Draft.Then then) {
        if (jobs.size() < 2) {
            then.go(draft);
            return;
        }
        Refusals own = refusals;
        long command = current;
        jobs.add(again -> {
            refusals = own;
            current = command;
            then.go(again);
        });
        done(draft);
    }

    private void run(Draft draft, Event.Command command) {
        current = command.id();
        run(draft, command.wish());
    }

    private void finish(Draft draft) {
        draft.show(refusals.finished(current));
        done(draft);
    }

    private void run(Draft draft, Wish wish) {
        if (wish instanceof Wish.Open) {
            offline(draft);
        } else if (wish instanceof Wish.Follow) {
            following.follow(draft, refusals, this::finish);
        } else if (wish instanceof Wish.SignIn) {
            following.follow(draft, refusals, followed -> signIn(followed, this::finish));
        } else if (wish instanceof Wish.Sync) {
            following.follow(draft, refusals, followed -> signIn(followed, this::sync));
        } else if (wish instanceof Wish.Gossip gossip) {
            following.gossip(draft, gossip.note(), refusals);
            finish(draft);
        } else if (wish instanceof Wish.MaySend) {
            following.maySend(draft, refusals);
            finish(draft);
        } else {
            talk(draft, wish);
        }
    }

    private void talk(Draft draft, Wish wish) {
        var talk = conversations;
        if (talk == null) {
            refusals.fail(draft, new View.Failed("no-device", "conversations want the vault of a device"));
            finish(draft);
            return;
        }
        var wishes = new TalkWishes(talk, refusals, this::breathe);
        following.follow(
                draft, refusals, followed -> signIn(followed, opened -> wishes.run(opened, wish, this::finish)));
    }

    private void offline(Draft draft) {
        if (following.size() > 0) {
            listings = DirectorySync.offline(draft, home, following, shelf, session, refusals);
            show(draft, 0);
        }
        finish(draft);
    }

    private void sync(Draft draft) {
        DirectorySync.start(draft, home, following, shelf, session, refusals, (done, verified, fetched) -> {
            listings = verified;
            show(done, fetched);
            finish(done);
        });
    }

    private void show(Draft draft, int fetched) {
        var countries = new LinkedHashMap<String, Boolean>();
        listings.keySet().forEach(id -> countries.put(id.substring(0, 2), true));
        draft.show(new View.Directory(countries.size(), listings.size(), refusals.count(), fetched));
    }

    /** Goes on only where all went well so far: nothing is asked of a server that was just refused. */
    private void signIn(Draft draft, Draft.Then then) {
        if (refusals.none()) {
            session.open(draft, following, refusals, opened -> ifNothingRefused(opened, then));
        } else {
            finish(draft);
        }
    }

    private void ifNothingRefused(Draft draft, Draft.Then then) {
        if (refusals.none()) {
            then.go(draft);
        } else {
            finish(draft);
        }
    }

    /** Reads the whole store, page by page, before the first command runs. */
    private void open(Draft draft, Draft.Then then) {
        if (opened) {
            then.go(draft);
            return;
        }
        opened = true;
        load(
                draft,
                LogRecords.HEAD,
                "",
                loaded -> load(loaded, LogRecords.TILES, "", tiles -> {
                    following.restore(tiles, refusals);
                    var rest = new ArrayDeque<>(List.of(Floors.FLOORS, Shelf.PARTS, Shelf.LISTINGS));
                    if (conversations != null) {
                        rest.addAll(TalkRecords.prefixes());
                    }
                    load(tiles, rest, then);
                }));
    }

    private void load(Draft draft, Deque<String> prefixes, Draft.Then then) {
        if (!prefixes.isEmpty()) {
            load(draft, prefixes.remove(), "", loaded -> load(loaded, prefixes, then));
            return;
        }
        if (conversations != null) {
            conversations.restored(draft);
        }
        then.go(draft);
    }

    private void load(Draft draft, String prefix, String after, Draft.Then then) {
        draft.load(prefix, after, ROWS_A_LOAD, (loaded, rows) -> {
            for (var row : rows) {
                take(loaded, row);
            }
            if (rows.size() < ROWS_A_LOAD) {
                then.go(loaded);
            } else {
                load(loaded, prefix, rows.get(rows.size() - 1).name(), then);
            }
        });
    }

    /** A record that does not open is as good as none: what it held is fetched and verified anew. */
    private void take(Draft draft, Row row) {
        try {
            if (row.name().startsWith(Shelf.PARTS)
                    || row.name().startsWith(Shelf.LISTINGS)
                    || row.name().startsWith(Floors.FLOORS)) {
                shelf.load(row);
            } else if (conversations == null || !conversations.load(row)) {
                following.load(row);
            }
        } catch (Malformed refused) {
            draft.alert("record-refused", row.name() + " " + refused.reason());
        }
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
