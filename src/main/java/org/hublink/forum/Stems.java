package org.hublink.forum;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What PostgreSQL's stemmers made of words, by language. */
final class Stems {
    /** Languages with a stemmer, and its name. Chinese has none and needs none. */
    static final Map<String, String> DICTIONARIES = dictionaries();

    private static final List<String> LATIN = List.of("en", "fr", "es", "pt", "nl");

    /** {@code null} in place of a stem: a word that says nothing in that language. */
    private final Map<String, Map<String, List<String>>> found = new LinkedHashMap<>();

    private static Map<String, String> dictionaries() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("ar", "pg_catalog.arabic_stem");
        names.put("en", "pg_catalog.english_stem");
        names.put("es", "pg_catalog.spanish_stem");
        names.put("fr", "pg_catalog.french_stem");
        names.put("nl", "pg_catalog.dutch_stem");
        names.put("pt", "pg_catalog.portuguese_stem");
        names.put("ru", "pg_catalog.russian_stem");
        return names;
    }

    void put(String language, String word, List<String> stems) {
        found.computeIfAbsent(language, none -> new LinkedHashMap<>()).put(word, List.copyOf(stems));
    }

    /** True if the language counts the word among those that say nothing. */
    boolean silent(String language, String word) {
        List<String> stems = found.getOrDefault(language, Map.of()).get(word);
        return stems != null && stems.isEmpty();
    }

    List<String> of(String language, String word) {
        return found.getOrDefault(language, Map.of()).getOrDefault(word, List.of());
    }

    /** Languages that may have written such a word. */
    static List<String> languages(ForumWords.Kind kind) {
        return switch (kind) {
            case LATIN -> LATIN;
            case CYRILLIC -> List.of("ru");
            case ARABIC -> List.of("ar");
            default -> List.of();
        };
    }

    /** Each word as its language's stemmers want to see it: spelled well, and as somebody types who leaves accents out. */
    static Set<String> asked(List<ForumWords.Word> words) {
        Set<String> forms = new LinkedHashSet<>();
        for (ForumWords.Word word : words) {
            if (word.kind() != ForumWords.Kind.HAN) {
                forms.add(word.spelled());
                forms.add(word.form());
            }
        }
        return forms;
    }

    /** By what a word is found in texts of these languages. */
    Set<String> lexemes(ForumWords.Word word, List<String> languages, ForumWords words) {
        Set<String> out = new LinkedHashSet<>();
        out.add(word.form());
        List<String> own = new ArrayList<>(languages(word.kind()));
        own.retainAll(languages);
        for (String language : own) {
            for (String spelling : List.of(word.spelled(), word.form())) {
                for (String stem : of(language, spelling)) {
                    String form = words.form(stem);
                    if (!form.isEmpty()) {
                        out.add(form);
                    }
                }
            }
        }
        return out;
    }
}
