package org.hublink.forum;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads PostgreSQL's text of a {@code tsvector}: {@code 'lexeme':1A,20 'other':3}. */
final class StoredLexemes {
    private final String text;
    private int at;

    private StoredLexemes(String text) {
        this.text = text;
    }

    /**
     * The places of those that are wanted.
     *
     * @param text as PostgreSQL wrote it
     * @param wanted lexemes; one that ends with a star stands for all that begin so
     */
    static Map<String, List<Integer>> of(String text, Set<String> wanted) {
        return new StoredLexemes(text).read(wanted);
    }

    private Map<String, List<Integer>> read(Set<String> wanted) {
        List<String> beginnings = new ArrayList<>();
        for (String one : wanted) {
            if (one.endsWith("*")) {
                beginnings.add(one.substring(0, one.length() - 1));
            }
        }
        Map<String, List<Integer>> out = new LinkedHashMap<>();
        while (at < text.length()) {
            String lexeme = lexeme();
            boolean mine = wanted.contains(lexeme) || begins(lexeme, beginnings);
            List<Integer> places = mine ? new ArrayList<>() : List.of();
            while (at < text.length() && text.charAt(at) != ' ') {
                char c = text.charAt(at);
                if (mine && digit(c)) {
                    places.add(number());
                } else {
                    at++;
                }
            }
            at++;
            if (!places.isEmpty()) {
                out.put(lexeme, places);
            }
        }
        return out;
    }

    private static boolean begins(String lexeme, List<String> beginnings) {
        for (String one : beginnings) {
            if (lexeme.startsWith(one)) {
                return true;
            }
        }
        return false;
    }

    /** What stands in quotes; a quote or a backslash within stands twice. */
    private String lexeme() {
        int from = ++at;
        StringBuilder doubled = null;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c != '\'' && c != '\\') {
                continue;
            }
            if (at + 1 >= text.length() || text.charAt(at + 1) != c) {
                break;
            }
            doubled = (doubled == null ? new StringBuilder() : doubled).append(text, from, ++at);
            from = at + 1;
        }
        String rest = text.substring(from, at++);
        return doubled == null ? rest : doubled.append(rest).toString();
    }

    private int number() {
        int number = 0;
        for (; at < text.length() && digit(text.charAt(at)); at++) {
            number = number * 10 + text.charAt(at) - '0';
        }
        return number;
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }
}
