package org.hublink.forum;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hublink.forum.ForumWords.Kind;
import org.hublink.forum.ForumWords.Word;

/**
 * What somebody looks for, in PostgreSQL's notation of queries: one term a word, each with all the lexemes by which it may be
 * found, and the words as a phrase.
 */
final class SearchTerms {
    static final int WORDS_MAX = 16;
    static final int QUERY_CHARS_MAX = 400;
    private static final int PREFIX_CHARS_MIN = 3;

    /** @param lexemes of which one found is enough; a prefix stands with a star */
    record Term(String query, Set<String> lexemes) {}

    private final List<Term> terms = new ArrayList<>();
    private final StringBuilder phrase = new StringBuilder();

    private SearchTerms() {}

    static List<Word> words(String typed, ForumWords words) {
        return words.of(PlainText.of(SearchRow.cut(typed, QUERY_CHARS_MAX)), QUERY_CHARS_MAX);
    }

    /**
     * @param language of who asks; texts of others are searched too
     * @param typing true if the last word may not be finished
     */
    static SearchTerms of(List<Word> typed, String language, boolean typing, Stems stems, ForumWords words) {
        SearchTerms out = new SearchTerms();
        List<String> languages = languages(typed, language, stems);
        int last = -1;
        for (int i = 0; i < typed.size() && out.terms.size() < WORDS_MAX; ) {
            Word word = typed.get(i);
            if (word.kind() == Kind.HAN) {
                int end = i + 1;
                while (end < typed.size()
                        && typed.get(end).kind() == Kind.HAN
                        && typed.get(end).near()) {
                    end++;
                }
                last = out.han(typed, i, end, last, words);
                i = end;
                continue;
            }
            boolean open = typing && i == typed.size() - 1;
            if (!silent(word, languages, stems) || (open && typed.size() == 1)) {
                out.word(typed, i, languages, open, stems, words);
                out.follow("'" + word.form() + "'" + (open && prefix(word) ? ":*" : ""), last < 0 ? 0 : i - last);
                last = i;
            }
            i++;
        }
        return out;
    }

    /** In the order in which they were typed. */
    List<Term> terms() {
        return List.copyOf(terms);
    }

    Set<String> lexemes() {
        Set<String> all = new LinkedHashSet<>();
        terms.forEach(term -> all.addAll(term.lexemes));
        return all;
    }

    /** Empty if there is one word only. */
    String phrase() {
        return phrase.indexOf("<") > 0 ? phrase.toString() : "";
    }

    static String every(List<Term> terms) {
        return joined(terms, " & ");
    }

    static String any(List<Term> terms) {
        return joined(terms, " | ");
    }

    private static String joined(List<Term> terms, String by) {
        List<String> queries = new ArrayList<>();
        terms.forEach(term -> queries.add(term.query));
        return String.join(by, queries);
    }

    private void word(List<Word> typed, int i, List<String> languages, boolean open, Stems stems, ForumWords words) {
        Word word = typed.get(i);
        Set<String> lexemes = new LinkedHashSet<>(stems.lexemes(word, languages, words));
        if (i > 0 && word.near() && typed.get(i - 1).kind() != Kind.HAN) {
            lexemes.add(typed.get(i - 1).form() + word.form());
        }
        if (i + 1 < typed.size() && typed.get(i + 1).near() && typed.get(i + 1).kind() != Kind.HAN) {
            lexemes.add(word.form() + typed.get(i + 1).form());
        }
        if (open && prefix(word)) {
            lexemes.add(word.form() + "*");
        }
        List<String> queries = new ArrayList<>();
        for (String lexeme : lexemes) {
            queries.add(
                    lexeme.endsWith("*") ? "'" + lexeme.substring(0, lexeme.length() - 1) + "':*" : "'" + lexeme + "'");
        }
        List<String> parts = SearchRow.parts(word.form());
        if (!parts.isEmpty()) {
            queries.add("('" + String.join("' & '", parts) + "')");
            lexemes.addAll(parts);
        }
        add(new Term("(" + String.join(" | ", queries) + ")", lexemes));
    }

    /** What is said twice is looked for once. */
    private void add(Term term) {
        if (!terms.contains(term)) {
            terms.add(term);
        }
    }

    private static boolean prefix(Word word) {
        return word.form().length() >= PREFIX_CHARS_MIN;
    }

    /** A run of Han characters: a term each word, the phrase all of it. */
    private int han(List<Word> typed, int from, int end, int last, ForumWords words) {
        StringBuilder run = new StringBuilder();
        for (int i = from; i < end; i++) {
            run.append(typed.get(i).form());
        }
        for (String piece : words.chinese(run.toString())) {
            List<String> pairs = pairs(piece);
            if (terms.size() < WORDS_MAX) {
                add(new Term("('" + String.join("' & '", pairs) + "')", new LinkedHashSet<>(pairs)));
            }
        }
        List<String> pairs = pairs(run.toString());
        for (int n = 0; n < pairs.size(); n++) {
            int place = from + n;
            follow("'" + pairs.get(n) + "'", last < 0 ? 0 : place - last);
            last = place;
        }
        return last;
    }

    /** Any two neighbours; the character itself if it is alone. */
    private static List<String> pairs(String run) {
        int[] points = run.codePoints().toArray();
        if (points.length == 1) {
            return List.of(run);
        }
        List<String> out = new ArrayList<>();
        for (int i = 0; i + 1 < points.length; i++) {
            out.add(new String(points, i, 2));
        }
        return out;
    }

    private void follow(String lexeme, int distance) {
        if (!phrase.isEmpty()) {
            phrase.append(" <").append(Math.max(1, distance)).append("> ");
        }
        phrase.append(lexeme);
    }

    private static boolean silent(Word word, List<String> languages, Stems stems) {
        if (ForumWords.stop(word)) {
            return true;
        }
        for (String language : languages) {
            if (stems.silent(language, word.spelled())) {
                return true;
            }
        }
        return false;
    }

    /** Which languages the words may be of: by the small words among them, and if there are none, all of their script. */
    private static List<String> languages(List<Word> typed, String reader, Stems stems) {
        List<String> best = new ArrayList<>();
        int most = 0;
        boolean latin = false;
        for (String language : Stems.languages(Kind.LATIN)) {
            int small = 0;
            for (Word word : typed) {
                latin |= word.kind() == Kind.LATIN;
                small += word.kind() == Kind.LATIN && stems.silent(language, word.spelled()) ? 1 : 0;
            }
            if (small > most) {
                best.clear();
                most = small;
            }
            if (small == most) {
                best.add(language);
            }
        }
        if (latin && best.contains(reader)) {
            best.retainAll(List.of(reader));
        }
        if (most == 0) {
            best = new ArrayList<>(Stems.languages(Kind.LATIN));
        }
        best.add("ru");
        best.add("ar");
        return best;
    }
}
