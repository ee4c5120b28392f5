package org.hublink.forum;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hublink.forum.ForumWords.Word;

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
    private final Map<Integer, Set<String>> marks = new TreeMap<>();

    Snippet(String body, ForumWords words) {
        this.body = body;
        this.words = words;
    }

    /** That a lexeme stands at a place. */
    void mark(String lexeme, int place) {
        marks.computeIfAbsent(place, none -> new LinkedHashSet<>()).add(lexeme);
        int points = lexeme.codePointCount(0, lexeme.length());
        if (points == 2 && Character.isIdeographic(lexeme.codePointAt(0))) {
            marks.computeIfAbsent(place + 1, none -> new LinkedHashSet<>()).add(lexeme);
        }
    }

    String text() {
        Map<Integer, Word> places = marks.isEmpty() ? Map.of() : SearchRow.places(body, words);
        Map<Word, Set<String>> found = new LinkedHashMap<>();
        marks.forEach((place, lexemes) -> {
            Word word = places.get(place);
            if (word != null) {
                found.put(word, lexemes);
            }
        });
        List<Word> hits = new ArrayList<>(found.keySet());
        int first = best(hits, found);
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
    private static int best(List<Word> hits, Map<Word, Set<String>> found) {
        int best = 0;
        int most = -1;
        for (int i = 0; i < hits.size(); i++) {
            Set<String> different = new LinkedHashSet<>();
            int count = 0;
            for (int j = i; j < hits.size() && hits.get(j).end() - hits.get(i).start() <= WINDOW_CHARS; j++) {
                different.addAll(found.getOrDefault(hits.get(j), Set.of()));
                count++;
            }
            int score = 10 * different.size() + Math.min(count, 9);
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
