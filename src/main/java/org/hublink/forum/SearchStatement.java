package org.hublink.forum;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The statements that search: one for each of some numbers of terms, so that a row is compared with terms that stand in columns
 * and not with a list that is taken apart for each. Limits stand in the text: no plan is made without them.
 */
final class SearchStatement {
    /** How many questions each way of looking finds at most. */
    static final int PICKED_MAX = 200;

    /** With as many that hold all words, it is not looked for those that hold some of them. */
    private static final int FEW_MAX = 60;

    /** How many of them are read whole. */
    private static final int NEAR_MAX = 80;

    /** Of how many it is asked how near to each other the words stand, which takes the longest. */
    private static final int CLOSE_MAX = 16;

    private SearchStatement() {}

    /** Which of the statements takes so many terms, 1 to {@link SearchTerms#WORDS_MAX}. */
    static int number(int terms) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(terms - 1);
    }

    /**
     * Statements for up to 1, 2, 4, 8 and 16 terms: those that are not there are NULL, which nothing holds.
     *
     * @param filter of whom it is asked besides, beginning with AND; empty: of all
     */
    static String[] all(String filter) {
        return IntStream.rangeClosed(0, number(SearchTerms.WORDS_MAX))
                .mapToObj(number -> text(1 << number, filter))
                .toArray(String[]::new);
    }

    /**
     * Picked are those that hold all words or two in the title and, where those are few, all but one or a rare one; of these the
     * titles are read, and of the best the whole, and of the best of these how near the words stand. Queries come out of a
     * subquery, so that the plan goes by the index whatever words they hold. What is read more than once of a row is fetched
     * once, by a function of it.
     */
    private static String text(int terms, String filter) {
        return """
                WITH asked AS MATERIALIZED (
                  SELECT $1::text::tsquery AS every, $2::text::tsquery AS rare, $3::text::tsquery AS entitled,
                         TERMS, WEIGHTS, WHOLE AS whole, $6::text::tsquery AS phrase,
                         $11::text::tsquery AS some, $12::text::tsquery AS most),
                holding AS MATERIALIZED (
                  SELECT s.thread FROM asked a, forum_search s
                   WHERE s.words @@ a.every FILTER ORDER BY s.moved DESC LIMIT PICKED),
                few AS MATERIALIZED (SELECT count(*) < FEW AS are, count(*) AS held FROM holding),
                picked AS (
                  SELECT thread, max(held) AS held FROM (
                    SELECT thread, 1.0::float8 AS held FROM holding
                    UNION ALL
                    (SELECT s.thread, 1.0 AS held FROM asked a, forum_search s
                      WHERE s.title @@ a.every FILTER ORDER BY s.moved DESC LIMIT PICKED)
                    UNION ALL
                    (SELECT s.thread, 0.8 AS held FROM asked a, forum_search s
                      WHERE (SELECT are FROM few) AND s.words @@ a.most FILTER ORDER BY s.moved DESC LIMIT PICKED)
                    UNION ALL
                    (SELECT s.thread, 0.5 AS held FROM asked a, forum_search s
                      WHERE s.title @@ a.entitled FILTER ORDER BY s.moved DESC LIMIT PICKED)
                    UNION ALL
                    (SELECT s.thread, 0.4 AS held FROM asked a, forum_search s
                      WHERE (SELECT are FROM few) AND s.words @@ a.rare FILTER ORDER BY s.moved DESC LIMIT PICKED)
                  ) AS found GROUP BY thread),
                near AS MATERIALIZED (
                  SELECT s.thread, s.moved, s.language, s.words, (TITLED) / a.whole AS titled
                    FROM asked a, picked p
                    JOIN forum_search s ON s.thread = p.thread
                   ORDER BY (TITLED) / a.whole + p.held DESC, s.moved DESC, s.thread LIMIT NEAR),
                read AS MATERIALIZED (
                  SELECT s.thread, s.moved, s.language, s.words, f.state, f.votes, s.titled, (COVERED) / a.whole AS covered
                    FROM asked a, near s
                    JOIN forum_thread f ON f.id = s.thread
                   CROSS JOIN LATERAL (SELECT strip(s.words) AS body OFFSET 0) AS x
                   WHERE f.state <> 'removed'),
                seen AS MATERIALIZED (
                  SELECT r.*,
                         CASE WHEN r.place <= CLOSE AND numnode(a.phrase) > 0 THEN r.words @@ a.phrase ELSE false END AS phrased,
                         CASE WHEN r.place <= CLOSE
                              THEN ts_rank_cd('{0.1, 0.3, 0.6, 1.0}', r.words, a.some, 33) ELSE 0 END AS dense
                    FROM asked a, (SELECT *, row_number() OVER (ORDER BY 0.38 * titled + 0.32 * covered DESC, moved DESC, thread) AS place
                                     FROM read WHERE covered >= $8::float8) AS r),
                ranked AS (
                  SELECT thread, moved, 0.38 * titled + 0.32 * covered + 0.12 * dense
                         + CASE WHEN phrased THEN 0.10 ELSE 0 END
                         + CASE WHEN language = $7 THEN 0.06 ELSE 0 END
                         + CASE WHEN state IN ('accepted', 'updated') THEN 0.03
                                WHEN state = 'duplicate' THEN -0.06
                                WHEN state = 'obsolete' THEN -0.10 ELSE 0 END
                         + 0.001 * least(votes, 20) AS rank
                    FROM seen)
                SELECT thread, rank::float4 AS rank,
                       greatest((SELECT count(*) FROM ranked),
                                CASE WHEN (SELECT held FROM few) < PICKED THEN (SELECT held FROM few)
                                     ELSE (SELECT count(*) FROM (SELECT FROM asked a, forum_search s
                                                                  WHERE s.words @@ a.every FILTER LIMIT TOTAL) AS c) END)::int AS total
                  FROM ranked ORDER BY rank DESC, moved DESC, thread LIMIT $9 OFFSET $10
                """.replace("FILTER", filter)
                .replace("PICKED", String.valueOf(PICKED_MAX))
                .replace("FEW", String.valueOf(FEW_MAX))
                .replace("CLOSE", String.valueOf(CLOSE_MAX))
                .replace("NEAR", String.valueOf(NEAR_MAX))
                .replace("TOTAL", String.valueOf(ForumSearchStore.TOTAL_MAX))
                .replace("TERMS", each(terms, ", ", "($4::text[])[#]::tsquery AS q#"))
                .replace("WEIGHTS", each(terms, ", ", "($5::float8[])[#] AS w#"))
                .replace("WHOLE", each(terms, " + ", "coalesce(($5::float8[])[#], 0)"))
                .replace("TITLED", each(terms, " + ", "CASE WHEN s.title @@ a.q# THEN a.w# ELSE 0 END"))
                .replace("COVERED", each(terms, " + ", "CASE WHEN x.body @@ a.q# THEN a.w# ELSE 0 END"));
    }

    private static String each(int terms, String between, String text) {
        return IntStream.rangeClosed(1, terms)
                .mapToObj(n -> text.replace("#", String.valueOf(n)))
                .collect(Collectors.joining(between));
    }
}
