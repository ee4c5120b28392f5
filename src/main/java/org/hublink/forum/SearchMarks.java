package org.hublink.forum;

import java.util.ArrayList;
import java.util.List;
import org.hublink.forum.ForumSearchStore.Filter;

/**
 * What a list of questions can be narrowed to, as lexemes beside their words: one index answers for words and filters together.
 * Each begins with a character that no word has.
 */
final class SearchMarks {
    private static final String SPACE = "@space/";
    private static final String LANGUAGE = "@language/";
    private static final String STATE = "@state/";
    private static final String AUTHOR = "@by/";
    private static final String UNANSWERED = "@unanswered";

    private SearchMarks() {}

    /** @param author {@code FR/harbour-17} */
    static List<String> of(String space, String language, String state, String author, boolean unanswered) {
        List<String> marks =
                new ArrayList<>(List.of(SPACE + space, LANGUAGE + language, STATE + state, AUTHOR + author));
        if (unanswered) {
            marks.add(UNANSWERED);
        }
        return marks;
    }

    /** What a query goes on with so that only such questions are found; empty without a filter. */
    static String query(Filter filter) {
        StringBuilder out = new StringBuilder();
        and(out, "#", filter.tag());
        and(out, SPACE, filter.space());
        and(out, LANGUAGE, filter.language());
        and(out, AUTHOR, filter.author());
        if (!filter.states().isEmpty()) {
            List<String> states = new ArrayList<>();
            filter.states().forEach(state -> states.add(quoted(STATE + state)));
            out.append(" & (").append(String.join(" | ", states)).append(')');
        }
        switch (filter.only()) {
            case "" -> {}
            case "unanswered" -> out.append(" & ").append(quoted(UNANSWERED));
            default -> out.append(" & ").append(quoted(STATE + "open"));
        }
        return out.toString();
    }

    private static void and(StringBuilder out, String mark, String value) {
        if (!value.isEmpty()) {
            out.append(" & ").append(quoted(mark + value));
        }
    }

    /** In PostgreSQL's notation of lexemes and of queries. */
    static String quoted(String lexeme) {
        return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
