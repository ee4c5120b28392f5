package org.hublink.protocol;

import org.hublink.primitives.Malformed;

/**
 * Name of one tile (C2SP tlog-tiles): {@code <level>/<n>[.p/<width>]} for hashes, {@code entries/<n>[.p/<width>]} for
 * leaves. Width 256 is a full tile. Exactly one spelling is right for each tile.
 */
public record TilePath(int level, long n, int width) {
    public static final int WIDTH_MAX = 256;
    /** Level that stands for entries. */
    public static final int ENTRIES = -1;

    static final int LEVEL_MAX = 63;
    private static final int TEXT_MAX = 60;
    private static final long N_MAX = 1L << 47;
    private static final String ENTRIES_NAME = "entries";

    public TilePath {
        if (level < ENTRIES || level > LEVEL_MAX) throw new IllegalArgumentException("tile level");
        if (n < 0 || n > N_MAX) throw new IllegalArgumentException("tile index");
        if (width < 1 || width > WIDTH_MAX) throw new IllegalArgumentException("tile width");
    }

    public static TilePath entries(long n, int width) {
        return new TilePath(ENTRIES, n, width);
    }

    public boolean isEntries() {
        return level == ENTRIES;
    }

    public boolean isFull() {
        return width == WIDTH_MAX;
    }

    /** Width that tile {@code n} of {@code level} has in a tree of {@code size} leaves; 0 if it does not exist there. */
    public static int widthIn(int level, long n, long size) {
        int shift = level == ENTRIES ? 0 : level * MerkleTree.TILE_HEIGHT;
        long hashes = shift >= Long.SIZE ? 0 : size >> shift;
        long before = n * WIDTH_MAX;
        if (n < 0 || n > N_MAX || hashes <= before) return 0;
        return (int) Math.min(WIDTH_MAX, hashes - before);
    }

    public String text() {
        StringBuilder out = new StringBuilder(isEntries() ? ENTRIES_NAME : Integer.toString(level));
        int groups = 1;
        for (long rest = n / 1000; rest > 0; rest /= 1000) groups++;
        for (int group = groups - 1; group >= 0; group--) {
            long value = n;
            for (int i = 0; i < group; i++) value /= 1000;
            int three = (int) (value % 1000);
            out.append('/');
            if (group > 0) out.append('x');
            out.append((char) ('0' + three / 100)).append((char) ('0' + three / 10 % 10));
            out.append((char) ('0' + three % 10));
        }
        if (!isFull()) out.append(".p/").append(width);
        return out.toString();
    }

    public static TilePath read(String text) throws Malformed {
        if (text.length() > TEXT_MAX) throw new Malformed("tile-path");
        int slash = text.indexOf('/');
        if (slash < 0) throw new Malformed("tile-path");
        String first = text.substring(0, slash);
        String rest = text.substring(slash + 1);
        int level = first.equals(ENTRIES_NAME) ? ENTRIES : decimal(first, LEVEL_MAX);
        int width = WIDTH_MAX;
        int partial = rest.indexOf(".p/");
        if (partial >= 0) {
            width = decimal(rest.substring(partial + 3), WIDTH_MAX - 1);
            if (width == 0) throw new Malformed("tile-path");
            rest = rest.substring(0, partial);
        }
        TilePath tile = new TilePath(level, index(rest), width);
        // One spelling only: leading groups of zeros and the like come out different.
        if (!tile.text().equals(text)) throw new Malformed("tile-path");
        return tile;
    }

    private static long index(String text) throws Malformed {
        long n = 0;
        int at = 0;
        while (true) {
            boolean more = at < text.length() && text.charAt(at) == 'x';
            if (more) at++;
            if (at + 3 > text.length()) throw new Malformed("tile-path");
            for (int i = 0; i < 3; i++, at++) n = n * 10 + digit(text.charAt(at));
            if (n > N_MAX) throw new Malformed("tile-path");
            if (!more) break;
            if (at >= text.length() || text.charAt(at++) != '/') throw new Malformed("tile-path");
        }
        if (at != text.length()) throw new Malformed("tile-path");
        return n;
    }

    private static int decimal(String text, int max) throws Malformed {
        if (text.isEmpty() || text.length() > 3) throw new Malformed("tile-path");
        if (text.length() > 1 && text.charAt(0) == '0') throw new Malformed("tile-path");
        int value = 0;
        for (int i = 0; i < text.length(); i++) value = value * 10 + digit(text.charAt(i));
        if (value > max) throw new Malformed("tile-path");
        return value;
    }

    private static int digit(char c) throws Malformed {
        if (c < '0' || c > '9') throw new Malformed("tile-path");
        return c - '0';
    }
}
