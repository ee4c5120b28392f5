package org.hublink.forum;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The line shown below a hit: where most of what was asked for stands together, its words marked. */
final class Snippet {
    static final char OPEN = '\uFFF9';
    static final char CLOSE = '\uFFFB';
    static final int CHARS_MAX = 300;

    private static final int WINDOW_CHARS = 200;
    private static final int BEFORE_CHARS = 50;
    private static final int MARKS_MAX = 12;
    private static final String MORE = "…";

    private final String body;
    private final ForumWords words;
    /** A bit each lexeme: of more than 64, some share one, which only makes the choice of the line a little worse. */
    private final TreeMap<Integer, Long> marks = new TreeMap<>();

    private final Map<String, Integer> numbers = new HashMap<>();

    /** A word that was asked for, in chars of the body. */
    private record Hit(int start, int end) {}

    Snippet(String body, ForumWords words) {
        this.body = body;
        this.words = words;
    }

    /** That a lexeme stands at a place. */
    void mark(String lexeme, int place) {
        long bit = 1L << numbers.computeIfAbsent(lexeme, none -> numbers.size());
        marks.merge(place, bit, (one, other) -> one | other);
        int points = lexeme.codePointCount(0, lexeme.length());
        if (points == 2 && Character.isIdeographic(lexeme.codePointAt(0))) {
            marks.merge(place + 1, bit, (one, other) -> one | other);
        }
    }

    String text() {
        List<Hit> hits = new ArrayList<>(marks.size());
        long[] lexemes = new long[marks.size()];
        if (!marks.isEmpty()) {
            int last = marks.lastKey();
            SearchRow.places(body, words, (place, start, end) -> {
                Long bits = marks.get(place);
                if (bits != null) {
                    lexemes[hits.size()] = bits;
                    hits.add(new Hit(start, end));
                }
                return place < last;
            });
        }
        int first = best(hits, lexemes);
        int from = hits.isEmpty() ? 0 : begin(hits.get(first).start());
        StringBuilder out = new StringBuilder(from > 0 ? MORE : "");
        int at = from;
        int marked = 0;
        for (int i = first; i < hits.size() && marked < MARKS_MAX; ) {
            int start = hits.get(i).start();
            int end = hits.get(i).end();
            for (i++; i < hits.size() && hits.get(i).start() == end; i++) {
                end = hits.get(i).end();
            }
            if (end - from + 2 * (marked + 1) + 2 > CHARS_MAX) {
                break;
            }
            out.append(body, at, start).append(OPEN).append(body, start, end).append(CLOSE);
            at = end;
            marked++;
        }
        int end = end(at, CHARS_MAX - out.length() - 1);
        out.append(body, at, end);
        if (end < body.length()) {
            out.append(MORE);
        }
        return out.toString().replace('\n', ' ').strip();
    }

    /** The hit from which a window holds the most different lexemes, then the most words. */
    private static int best(List<Hit> hits, long[] lexemes) {
        int best = 0;
        int most = -1;
        for (int i = 0; i < hits.size(); i++) {
            long different = 0;
            int count = 0;
            for (int j = i; j < hits.size() && hits.get(j).end() - hits.get(i).start() <= WINDOW_CHARS; j++) {
                different |= lexemes[j];
                count++;
            }
            int score = 10 * Long.bitCount(different) + Math.min(count, 9);
            if (score > most) {
                most = score;
                best = i;
            }
        }
        return best;
    }

    /** Some words earlier, within the same post. */
    private int begin(int start) {
        int from = Math.max(0, start - BEFORE_CHARS);
        int line = body.lastIndexOf('\n', start) + 1;
        if (line >= from) {
            return line;
        }
        int space = body.indexOf(' ', from);
        if (space >= 0 && space < start) {
            return space + 1;
        }
        return Character.isLowSurrogate(body.charAt(from)) ? from + 1 : from;
    }

    private int end(int at, int room) {
        if (at + room >= body.length()) {
            return body.length();
        }
        int cut = at + Math.max(0, room);
        int space = body.lastIndexOf(' ', cut);
        if (space > at && cut - space < BEFORE_CHARS) {
            return space;
        }
        return cut > at && Character.isHighSurrogate(body.charAt(cut - 1)) ? cut - 1 : cut;
    }
}
