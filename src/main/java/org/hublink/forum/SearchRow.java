package org.hublink.forum;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.hublink.forum.ForumWords.Kind;
import org.hublink.forum.ForumWords.Word;

/**
 * What is stored so that one question is found: its text as lexemes with places, in PostgreSQL's own notation. Title, tags and
 * body have places far from each other, so that no phrase reaches across.
 */
final class SearchRow {
    /** Of question and answers together; what is said beyond is not found. */
    static final int BODY_CHARS_MAX = 60_000;

    /** The place of the first word of the body. */
    static final int BODY_FROM = 1_000;

    static final Pattern TAG = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    private static final int TAGS_FROM = 900;
    private static final int TITLE_WORDS_MAX = 200;
    private static final int PLACE_MAX = 16_000;
    private static final int BETWEEN_POSTS = 10;

    private final ForumWords words;
    private final String language;
    private final List<Word> title;
    private final List<Word> tags;
    private final List<List<Word>> posts = new ArrayList<>();
    private final List<String> wholeTags;
    private final List<String> marks;
    private final StringBuilder body = new StringBuilder();

    SearchRow(ForumSearchStore.Indexed indexed, ForumWords words) {
        this.words = words;
        this.language = indexed.language();
        this.title = words.of(PlainText.of(indexed.title()), TITLE_WORDS_MAX);
        this.wholeTags = indexed.tags();
        this.marks = indexed.marks();
        this.tags = words.of(String.join(" ", indexed.tags()), TITLE_WORDS_MAX);
        post(indexed.question());
        indexed.answers().forEach(this::post);
    }

    private void post(String markdown) {
        int room = BODY_CHARS_MAX - body.length() - 1;
        if (room <= 0) {
            return;
        }
        String plain = PlainText.of(markdown);
        String text = cut(plain, room);
        if (!body.isEmpty()) {
            body.append('\n');
        }
        body.append(text);
        posts.add(words.of(text, PLACE_MAX));
    }

    /** At most so many chars, and no half character at the end. */
    static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
        return text.substring(0, end);
    }

    String body() {
        return body.toString();
    }

    List<Word> all() {
        List<Word> all = new ArrayList<>(title);
        all.addAll(tags);
        posts.forEach(all::addAll);
        return all;
    }

    /** The lexemes of the title, and tags and marks whole, so that both columns can be asked for them. */
    String title(Stems stems) {
        Map<String, StringBuilder> out = new TreeMap<>();
        put(out, title, 1, "A", stems, language);
        wholeTags(out);
        return text(out);
    }

    /** All lexemes: A of the title, B of tags, C of the question, D of answers. */
    String words(Stems stems) {
        Map<String, StringBuilder> out = new TreeMap<>();
        put(out, title, 1, "A", stems, language);
        put(out, tags, TAGS_FROM, "B", stems, "en");
        wholeTags(out);
        int place = BODY_FROM;
        String weight = "C";
        for (List<Word> post : posts) {
            put(out, post, place, weight, stems, language);
            place += post.size() + BETWEEN_POSTS;
            weight = "";
        }
        return text(out);
    }

    private void wholeTags(Map<String, StringBuilder> out) {
        for (int n = 0; n < wholeTags.size(); n++) {
            if (TAG.matcher(wholeTags.get(n)).matches()) {
                lexeme(out, "#" + wholeTags.get(n), TAGS_FROM + n, "B");
            }
        }
    }

    /** What is done with a word of a stored body. */
    interface Place {
        /** False if no further one is wanted. */
        boolean at(int place, int start, int end);
    }

    /** The words of a stored body with their places, in its order. */
    static void places(String body, ForumWords words, Place each) {
        int[] place = {BODY_FROM};
        boolean[] more = {true};
        int from = 0;
        while (from <= body.length() && more[0]) {
            int line = body.indexOf('\n', from);
            int end = line < 0 ? body.length() : line;
            int begin = from;
            words.places(body.substring(from, end), PLACE_MAX, (start, behind) -> {
                more[0] = each.at(place[0]++, begin + start, begin + behind);
                return more[0];
            });
            place[0] += BETWEEN_POSTS;
            from = end + 1;
        }
    }

    private void put(
            Map<String, StringBuilder> out, List<Word> text, int from, String weight, Stems stems, String language) {
        for (int i = 0; i < text.size(); i++) {
            int place = from + i;
            if (place > PLACE_MAX) {
                return;
            }
            Word word = text.get(i);
            Word before = i > 0 && word.near() ? text.get(i - 1) : null;
            if (word.kind() == Kind.HAN) {
                lexeme(out, word.form(), place, weight);
                if (before != null && before.kind() == Kind.HAN) {
                    lexeme(out, before.form() + word.form(), place - 1, weight);
                }
                continue;
            }
            if (before != null && before.kind() != Kind.HAN) {
                lexeme(out, before.form() + word.form(), place - 1, weight);
            }
            if (ForumWords.stop(word) || stems.silent(language, word.spelled())) {
                continue;
            }
            for (String form : stems.lexemes(word, List.of(language), words)) {
                lexeme(out, form, place, weight);
            }
            for (String part : parts(word.form())) {
                lexeme(out, part, place, weight);
            }
        }
    }

    /** {@code rfc3339} is also {@code rfc} and {@code 3339}. Empty for a word of letters or digits alone. */
    static List<String> parts(String form) {
        List<String> out = new ArrayList<>();
        int from = 0;
        for (int i = 1; i < form.length(); i++) {
            if (digit(form.charAt(i)) != digit(form.charAt(i - 1))) {
                out.add(form.substring(from, i));
                from = i;
            }
        }
        if (from > 0) {
            out.add(form.substring(from));
        }
        return out.size() > 3 ? List.of() : out;
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private static void lexeme(Map<String, StringBuilder> out, String lexeme, int place, String weight) {
        StringBuilder places = out.computeIfAbsent(lexeme, none -> new StringBuilder());
        places.append(places.isEmpty() ? ":" : ",").append(place).append(weight);
    }

    /** Marks have no place: what is ranked does not hold them. */
    private String text(Map<String, StringBuilder> lexemes) {
        StringBuilder out = new StringBuilder();
        lexemes.forEach((lexeme, places) ->
                out.append(SearchMarks.quoted(lexeme)).append(places).append(' '));
        marks.forEach(mark -> out.append(SearchMarks.quoted(mark)).append(' '));
        return out.toString();
    }

    /** Whose stemmers the row needs: tags are English everywhere. */
    Set<String> languages() {
        Set<String> languages = new TreeSet<>(Set.of("en"));
        if (Stems.DICTIONARIES.containsKey(language)) {
            languages.add(language);
        }
        return languages;
    }
}
