package org.hublink.engine;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.hublink.protocol.EntryBundle;
import org.hublink.protocol.Reason;
import org.hublink.protocol.TilePath;
import org.jspecify.annotations.Nullable;

/** Fetches the leaves {@code [from, to)} of a tree of {@code size}, tile by tile, a few at a time. Nothing of them is judged here. */
final class LeafFetch {
    private static final String TILE = "/log/tile/";
    private static final int AT_ONCE = 4;
    private static final int OK = 200;

    private final Text text;
    private final long from;
    private final long to;
    private final long size;
    private final List<@Nullable List<byte[]>> tiles = new ArrayList<>();
    private long next;
    private int open;
    private boolean failed;

    LeafFetch(Text text, long from, long to, long size) {
        this.text = text;
        this.from = from;
        this.to = to;
        this.size = size;
        this.next = from / TilePath.WIDTH_MAX;
    }

    /** Goes on with the leaves, or with null when they could not be had; the refusals then say why. */
    interface Fetched {
        void on(Draft draft, @Nullable List<byte[]> leaves);
    }

    void start(Draft draft, Refusals refusals, Fetched then) {
        if (from >= to) {
            then.on(draft, List.of());
        } else {
            more(draft, refusals, then);
        }
    }

    private void more(Draft draft, Refusals refusals, Fetched then) {
        while (!failed && open < AT_ONCE && next * TilePath.WIDTH_MAX < to) {
            ask(draft, next++, refusals, then);
        }
    }

    private void ask(Draft draft, long n, Refusals refusals, Fetched then) {
        int width = TilePath.widthIn(TilePath.ENTRIES, n, size);
        int slot = tiles.size();
        tiles.add(null);
        open++;
        draft.fetch(Call.get(TILE + TilePath.entries(n, width).text()), (answered, status, body) -> {
            open--;
            if (failed) {
                return;
            }
            try {
                if (status != OK) {
                    refusals.fail(answered, Problem.of("reading the log", status, body, text));
                    failed = true;
                } else {
                    tiles.set(slot, EntryBundle.read(body, width));
                }
            } catch (Malformed malformed) {
                refusals.add(answered, "log", Reason.LOG_ROOT_MISMATCH, malformed.reason());
                failed = true;
            }
            answered.show(new View.Progress("log", Math.min(to, next * TilePath.WIDTH_MAX), to));
            more(answered, refusals, then);
            if (failed) {
                then.on(answered, null);
            } else if (open == 0) {
                then.on(answered, leaves());
            }
        });
    }

    private List<byte[]> leaves() {
        var leaves = new ArrayList<byte[]>();
        long index = from / TilePath.WIDTH_MAX * TilePath.WIDTH_MAX;
        for (var tile : tiles) {
            for (var leaf : tile == null ? List.<byte[]>of() : tile) {
                if (index >= from && index < to) {
                    leaves.add(leaf);
                }
                index++;
            }
        }
        return leaves;
    }
}
