package org.hublink.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Part;
import org.hublink.protocol.PartJson;
import org.hublink.protocol.Reason;

/** Fetches the parts of statements by leaf, a few requests at a time. Whether they fit is {@link Manifests}' to say. */
final class PartFetch {
    static final int LEAVES_A_CALL_MAX = 64;
    static final int AT_ONCE = 3;
    private static final String PARTS = "/api/v1/parts";
    private static final int PARTS_A_LEAF_MAX = 4;
    private static final int ANSWER_BYTES_MAX = 64 << 20;
    private static final JsonLimits LIMITS = new JsonLimits(ANSWER_BYTES_MAX, 4, 8_192, 1_500_000);
    private static final int OK = 200;

    private final Home home;
    private final Shelf shelf;
    private final Session session;
    private final Refusals refusals;
    private final Taker taker;
    private final Deque<Long> leaves;
    private final int total;
    private int open;
    private boolean ended;

    PartFetch(Home home, Shelf shelf, Session session, Refusals refusals, Taker taker, List<Long> leaves) {
        this.home = home;
        this.shelf = shelf;
        this.session = session;
        this.refusals = refusals;
        this.taker = taker;
        this.leaves = new ArrayDeque<>(leaves);
        this.total = leaves.size();
    }

    /** Compares a part that came with what was logged, and keeps it if it fits. */
    interface Taker {
        void take(Draft draft, long leaf, int n, Part part, Refusals refusals);
    }

    /** Goes on when all came that would come; not at all well if the server failed. */
    interface Fetched {
        void on(Draft draft, boolean answered);
    }

    void start(Draft draft, Fetched then) {
        if (leaves.isEmpty()) {
            then.on(draft, true);
        } else {
            more(draft, then);
        }
    }

    private void more(Draft draft, Fetched then) {
        while (open < AT_ONCE && !leaves.isEmpty()) {
            draft.show(new View.Progress("parts", total - leaves.size(), total));
            List<Long> some = new ArrayList<>();
            while (some.size() < LEAVES_A_CALL_MAX && !leaves.isEmpty()) {
                some.add(leaves.remove());
            }
            ask(draft, some, then);
        }
    }

    private void ask(Draft draft, List<Long> some, Fetched then) {
        List<Json> asked = new ArrayList<>();
        for (long leaf : some) {
            asked.add(new Json.Int(leaf));
        }
        byte[] body = Json.write(Json.obj().put("leaves", asked).build());
        open++;
        draft.fetch(Call.postJson(PARTS, session.token(), body), (answered, status, answer) -> {
            open--;
            if (ended) {
                return;
            }
            if (status != OK) {
                refusals.fail(answered, Problem.of("fetching parts", status, answer, home.text()));
                ended = true;
                then.on(answered, false);
                return;
            }
            boolean more = take(answered, answer);
            var rest = still(some);
            if (more && rest.size() < some.size()) {
                leaves.addAll(rest);
            }
            more(answered, then);
            if (open == 0) {
                ended = true;
                then.on(answered, true);
            }
        });
    }

    /** Those whose part has not come yet. */
    private List<Long> still(List<Long> some) {
        var still = new ArrayList<Long>();
        for (long leaf : some) {
            if (shelf.part(leaf, 0) == null) {
                still.add(leaf);
            }
        }
        return still;
    }

    /** True if the server left some out because its answer grew too large. */
    private boolean take(Draft draft, byte[] answer) {
        try {
            var fields = Fields.of(Json.read(answer, LIMITS, home.text()), "parts");
            for (var item : fields.objects("parts", 0, LEAVES_A_CALL_MAX * PARTS_A_LEAF_MAX)) {
                var part = PartJson.read(item);
                long leaf = item.integer("leaf", 0, Json.INTEGER_MAX);
                int n = (int) item.integer("part", 0, PARTS_A_LEAF_MAX - 1);
                taker.take(draft, leaf, n, part, refusals);
            }
            return fields.has("more") && fields.bool("more");
        } catch (Malformed malformed) {
            refusals.add(draft, "parts", Reason.MALFORMED, malformed.reason());
            return false;
        }
    }
}
