package org.hublink.forum;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.forum.SearchTerms.Term;

/**
 * In how many questions terms were found, of those that are in some dozens: counting them again takes as long as the search, and a
 * few more make no difference to what a word is worth. Rare ones are counted each time, for a new question changes them. In memory,
 * bounded; the least asked for goes first, and each is counted anew after some thousand searches.
 */
final class TermCounts {
    static final int UNKNOWN = -1;
    static final int TERMS_MAX = 10_000;

    /** Fewer are not remembered. */
    static final int REMEMBERED_MIN = 50;

    static final int SEARCHES_MAX = 5_000;

    private final Map<String, Entry> counts = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Entry> eldest) {
            return size() > TERMS_MAX;
        }
    };

    private long searches;
    private int questions;

    /** @param at the search that counted it */
    private record Entry(int count, long at) {}

    /**
     * What is known of terms.
     *
     * @param counts in the order of the terms, {@link #UNKNOWN} for those that are to be counted
     * @param unknown those, in their order
     * @param questions how many there were when a term was counted last
     */
    record Known(List<Integer> counts, List<Term> unknown, int questions) {}

    synchronized Known of(List<Term> terms) {
        searches++;
        List<Integer> out = new ArrayList<>();
        List<Term> unknown = new ArrayList<>();
        for (Term term : terms) {
            Entry entry = counts.get(term.query());
            if (entry == null || searches - entry.at > SEARCHES_MAX) {
                unknown.add(term);
                out.add(UNKNOWN);
            } else {
                out.add(entry.count);
            }
        }
        return new Known(out, unknown, questions);
    }

    /** @param found in the order of the terms */
    synchronized void put(List<Term> terms, List<Integer> found, int questions) {
        this.questions = questions;
        for (int i = 0; i < terms.size(); i++) {
            if (found.get(i) >= REMEMBERED_MIN) {
                counts.put(terms.get(i).query(), new Entry(found.get(i), searches));
            }
        }
    }
}
