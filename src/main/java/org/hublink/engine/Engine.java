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
 * <p>Commands run one after the other; each ends in one {@link View.Finished}. After a failed write of its home the engine is
 * thrown away and opened anew from the store (E1).
 */
public final class Engine {
    private static final int ROWS_A_LOAD = 500;
    private static final int COMMANDS_WAITING_MAX = 64;

    private final Home home;
    private final Records records;
    private final Shelf shelf;
    private final Following following;
    private final Session session;
    private final Draft.Waiting waiting = new Draft.Waiting();
    private final Deque<Event.Command> commands = new ArrayDeque<>();
    private Refusals refusals = new Refusals();
    private boolean opened;
    private boolean running;
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
    }

    /** The whole interface: one event in, what follows from it out. */
    public Turn turn(Event event) {
        var draft = new Draft(waiting);
        if (event instanceof Event.Command command) {
            if (commands.size() >= COMMANDS_WAITING_MAX) {
                draft.show(
                        new View.Finished(command.id(), List.of(), new View.Failed("busy", "too many commands wait")));
            } else {
                commands.add(command);
                next(draft);
            }
        } else if (event instanceof Event.Reply reply) {
            waiting.reply(draft, reply);
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

    /** The session's bearer token, for programs that call the server beside the engine. */
    public @Nullable String token() {
        return session.token();
    }

    private void next(Draft draft) {
        var command = commands.peek();
        if (running || command == null) {
            return;
        }
        running = true;
        refusals = new Refusals();
        open(draft, ready -> run(ready, command.wish()));
    }

    private void finish(Draft draft) {
        var command = commands.remove();
        running = false;
        draft.show(refusals.finished(command.id()));
        next(draft);
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
        }
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
                Following.HEAD,
                "",
                loaded -> load(loaded, Following.TILES, "", tiles -> {
                    following.restore(tiles, refusals);
                    load(
                            tiles,
                            Floors.FLOORS,
                            "",
                            floors -> load(floors, Shelf.PARTS, "", parts -> load(parts, Shelf.LISTINGS, "", then)));
                }));
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
            } else {
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
