package org.hublink.engine;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Home;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Part;
import org.hublink.protocol.Reason;

/**
 * Fetches listing bodies by digest, a few requests at a time: while one answer is checked and stored, the server prepares the
 * next. What fits a digest asked for goes on the shelf; what does not is handed to a judge.
 */
final class ListingFetch {
    static final int DIGESTS_A_CALL_MAX = 1_024;
    static final int AT_ONCE = 3;
    private static final String LISTINGS = "/api/v1/directory/listings/fetch";
    private static final int OK = 200;

    private final Home home;
    private final Shelf shelf;
    private final Session session;
    private final Refusals refusals;
    private final Stranger stranger;
    private final List<Digest> digests;
    private final Set<Digest> asked;
    private int next;
    private int open;
    private int fetched;
    private boolean ended;

    ListingFetch(Home home, Shelf shelf, Session session, Refusals refusals, Stranger stranger, Set<Digest> digests) {
        this.home = home;
        this.shelf = shelf;
        this.session = session;
        this.refusals = refusals;
        this.stranger = stranger;
        this.digests = List.copyOf(digests);
        this.asked = new LinkedHashSet<>(digests);
    }

    /** Judges bytes that nobody asked for. */
    interface Stranger {
        void on(Draft draft, Part part);
    }

    /** Goes on with how many bodies came, when all did or the server failed; the refusals then say why. */
    interface Fetched {
        void on(Draft draft, int fetched);
    }

    void start(Draft draft, Fetched then) {
        if (digests.isEmpty()) {
            then.on(draft, 0);
        } else {
            more(draft, then);
        }
    }

    private void more(Draft draft, Fetched then) {
        while (open < AT_ONCE && next < digests.size()) {
            int to = Math.min(digests.size(), next + DIGESTS_A_CALL_MAX);
            draft.show(new View.Progress("listings", next, digests.size()));
            ask(draft, digests.subList(next, to), then);
            next = to;
        }
    }

    private void ask(Draft draft, List<Digest> some, Fetched then) {
        var body = new ByteWriter();
        for (var digest : some) {
            body.bytes(digest.bytes());
        }
        open++;
        draft.fetch(Call.postBytes(LISTINGS, session.token(), body.toBytes()), (answered, status, answer) -> {
            open--;
            if (ended) {
                return;
            }
            if (status != OK) {
                refusals.fail(answered, Problem.of("fetching listings", status, answer, home.text()));
                ended = true;
            } else {
                more(answered, then);
                take(answered, answer);
                ended = open == 0;
            }
            if (ended) {
                then.on(answered, fetched);
            }
        });
    }

    private void take(Draft draft, byte[] answer) {
        try {
            var in = new ByteReader(answer);
            while (in.remaining() > 0) {
                byte[] salt = in.bytes(Part.SALT_BYTES);
                long length = in.u32();
                if (length > Part.BODY_BYTES_MAX) {
                    throw new Malformed("listing-too-large", "listings");
                }
                var part = new Part(salt, in.bytes((int) length));
                var digest = part.digest();
                if (asked.contains(digest)) {
                    shelf.putListing(draft, digest, part);
                    fetched++;
                    readAhead(digest, part);
                } else {
                    stranger.on(draft, part);
                }
            }
        } catch (Malformed malformed) {
            refusals.add(draft, "listings", Reason.MALFORMED, malformed.reason());
        }
    }

    /** While the server prepares the next answer. One that cannot be read is refused where its manifest is read. */
    private void readAhead(Digest digest, Part part) {
        try {
            shelf.read(digest, part, home.text());
        } catch (Malformed saidThere) {
            // The same bytes are read again there, with the manifest's entry beside them.
        }
    }
}
