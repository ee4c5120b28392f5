package org.hublink.engine;

import java.util.ArrayList;
import java.util.List;
import org.hublink.protocol.SearchText;
import org.hublink.protocol.WordTable;

/** Finds the rows in which all words occur: as typed, by their beginning, or in spite of typing errors. */
final class WordSearch {
    private static final int PREFIX_CHARS_MIN = 2;

    private final DirectoryIndex index;

    WordSearch(DirectoryIndex index) {
        this.index = index;
    }

    /**
     * What was found.
     *
     * @param exact rows that have every word as typed
     * @param begun rows that have every word, some as a beginning only
     * @param any all rows found
     * @param words how many of the words occur at all
     * @param missed those that do not
     */
    record Matches(RowSet exact, RowSet begun, RowSet any, int words, List<String> missed) {
        /** 0 as typed, 1 by beginnings, 2 in spite of errors. */
        int tier(int row) {
            return exact.has(row) ? 0 : begun.has(row) ? 1 : 2;
        }
    }

    /** All rows where there are no words, or none that occurs. */
    Matches find(List<List<SearchText.Unit>> runs) {
        RowSet exact = RowSet.all(index.size());
        RowSet begun = exact.copy();
        RowSet any = exact.copy();
        List<String> missed = new ArrayList<>();
        int words = 0;
        for (List<SearchText.Unit> run : runs) {
            for (String token : SearchText.tokens(run)) {
                RowSet asTyped = asTyped(token);
                RowSet asBeginning = asBeginning(token);
                asBeginning.addAll(asTyped);
                RowSet near = asBeginning.isEmpty() ? near(token) : asBeginning;
                if (near.isEmpty()) {
                    missed.add(token);
                    continue;
                }
                words++;
                exact.keep(asTyped);
                begun.keep(asBeginning);
                any.keep(near);
            }
        }
        return new Matches(exact, begun, any, words, missed);
    }

    /** All rows, with every word passed over. */
    Matches without(List<List<SearchText.Unit>> runs) {
        List<String> missed = new ArrayList<>();
        for (List<SearchText.Unit> run : runs) {
            missed.addAll(SearchText.tokens(run));
        }
        RowSet all = RowSet.all(index.size());
        return new Matches(all, all, all, 0, missed);
    }

    private RowSet asTyped(String token) {
        RowSet rows = RowSet.empty(index.size());
        int word = index.words().find(token);
        if (word >= 0) {
            index.addRows(word, rows);
        }
        return rows;
    }

    private RowSet asBeginning(String token) {
        RowSet rows = RowSet.empty(index.size());
        WordTable words = index.words();
        boolean ideograph = token.charAt(0) >= 0x2e80;
        if (token.length() >= PREFIX_CHARS_MIN || ideograph) {
            for (int i = words.lowerBound(token);
                    i < words.size() && words.word(i).startsWith(token);
                    i++) {
                index.addRows(i, rows);
            }
        }
        return rows;
    }

    private RowSet near(String token) {
        RowSet rows = RowSet.empty(index.size());
        for (int word : index.words().nearest(token)) {
            index.addRows(word, rows);
        }
        return rows;
    }
}
