package org.hublink.client;

/** One moving line on a terminal, one finished line elsewhere. */
public final class Progress implements AutoCloseable {
    private static final long REDRAW_NANOS = 100_000_000L;
    private static final int BAR = 24;

    private final Screen screen;
    private final String label;
    private final long started = System.nanoTime();
    private long total;
    private long done;
    private long drawn;
    private boolean closed;

    Progress(Screen screen, String label, long total) {
        this.screen = screen;
        this.label = label;
        this.total = total;
    }

    public synchronized void to(long value) {
        done = value;
        draw();
    }

    public synchronized void to(long value, long newTotal) {
        total = newTotal;
        to(value);
    }

    public synchronized void step() {
        to(done + 1);
    }

    private void draw() {
        long now = System.nanoTime();
        if (!screen.moves() || closed || (drawn != 0 && now - drawn < REDRAW_NANOS)) {
            return;
        }
        drawn = now;
        int filled = total <= 0 ? 0 : (int) Math.min(BAR, done * BAR / total);
        var bar = "█".repeat(filled) + "░".repeat(BAR - filled);
        screen.rewrite("  " + label + " " + bar + " " + done + (total > 0 ? "/" + total : ""));
    }

    /** Ends with {@code outcome} in place of the bar, and the time it took. */
    public synchronized void done(String outcome) {
        if (closed) {
            return;
        }
        closed = true;
        if (screen.moves()) {
            screen.rewrite("");
        }
        screen.good(outcome + screen.paint("2", "  " + Ages.seconds(System.nanoTime() - started)));
    }

    @Override
    public synchronized void close() {
        if (!closed && screen.moves()) {
            screen.rewrite("");
        }
        closed = true;
    }
}
