package org.hublink.forum;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hublink.forum.SearchTerms.Term;

/**
 * Where hits are looked for, going by how common each term is: looking at each question that holds a common word would take too
 * long, and one that holds common words alone is seldom what was meant.
 *
 * @param rare the rarest terms, so few that about the wanted number of questions holds one of them; empty for a query of one
 *     term, as are the others, and where even the rarest is common: the newest that hold it say nothing
 * @param entitled pairs of the rarest terms, for titles
 * @param most all but one of the rarest terms
 * @param weights what finding a term is worth, in the order of the terms
 */
record SearchPlan(String rare, String entitled, String most, Double[] weights) {
    private static final int PAIRED_MAX = 4;
    private static final int MOST_OF_MAX = 5;

    /** Of a word that nobody used: it may be mistyped, and says little of what is wanted. */
    private static final double UNKNOWN_WEIGHT = 0.7;

    /**
     * @param counts how many questions hold each term
     * @param questions how many there are
     */
    static SearchPlan of(List<Term> terms, List<Integer> counts, int questions, int wanted) {
        List<Integer> byCount = new ArrayList<>();
        Double[] weights = new Double[terms.size()];
        for (int i = 0; i < terms.size(); i++) {
            byCount.add(i);
            int count = counts.get(i);
            weights[i] = count == 0 ? UNKNOWN_WEIGHT : Math.log1p(questions / (count + 0.5));
        }
        byCount.sort(Comparator.comparing(counts::get));
        List<Term> rare = new ArrayList<>();
        long sum = 0;
        for (int i : byCount) {
            sum += counts.get(i);
            if (sum > (rare.isEmpty() ? ForumSearchStore.COUNTED_MAX - 1 : wanted)) {
                break;
            }
            rare.add(terms.get(i));
        }
        boolean one = terms.size() == 1;
        return new SearchPlan(one ? "" : SearchTerms.any(rare), pairs(terms, byCount), most(terms, byCount), weights);
    }

    private static String pairs(List<Term> terms, List<Integer> byCount) {
        List<String> pairs = new ArrayList<>();
        int most = Math.min(PAIRED_MAX, terms.size());
        for (int i = 0; i < most; i++) {
            for (int j = i + 1; j < most; j++) {
                pairs.add("(" + terms.get(byCount.get(i)).query() + " & "
                        + terms.get(byCount.get(j)).query() + ")");
            }
        }
        return String.join(" | ", pairs);
    }

    private static String most(List<Term> terms, List<Integer> byCount) {
        int size = Math.min(MOST_OF_MAX, terms.size());
        List<String> groups = new ArrayList<>();
        for (int without = 0; size > 2 && without < size; without++) {
            List<Term> group = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                if (i != without) {
                    group.add(terms.get(byCount.get(i)));
                }
            }
            groups.add("(" + SearchTerms.every(group) + ")");
        }
        return String.join(" | ", groups);
    }
}
