package org.hublink.forum;

/** The statement that searches, with and without filters. Limits stand in its text, so that no plan is made without them. */
final class SearchStatement {
    /** How many questions each way of looking finds at most. */
    static final int PICKED_MAX = 200;

    /** How many of them are read whole. */
    private static final int NEAR_MAX = 120;

    private SearchStatement() {}

    /**
     * Picked are those that hold all words, all but one, two in the title, or a rare one; of these the titles are read, and of the
     * best the whole. Queries come out of a subquery, so that the plan goes by the index whatever words they hold.
     */
    static String of(String filter) {
        return """
                WITH asked AS MATERIALIZED (
                  SELECT $1::text::tsquery AS every, $2::text::tsquery AS rare, $3::text::tsquery AS entitled,
                         $4::text[]::tsquery[] AS terms, $5::float8[] AS weights, $6::text::tsquery AS phrase,
                         $11::text::tsquery AS some, $12::text::tsquery AS most,
                         (SELECT sum(w) FROM unnest($5::float8[]) AS w) AS whole),
                picked AS (
                  SELECT thread, max(held) AS held FROM (
                    (SELECT s.thread, 1.0 AS held FROM asked a, forum_search s
                      WHERE s.title @@ a.every FILTER ORDER BY s.moved DESC LIMIT PICKED)
                    UNION ALL
                    (SELECT s.thread, 1.0 AS held FROM asked a, forum_search s
                      WHERE s.words @@ a.every FILTER ORDER BY s.moved DESC LIMIT PICKED)
                    UNION ALL
                    (SELECT s.thread, 0.8 AS held FROM asked a, forum_search s
                      WHERE s.words @@ a.most FILTER ORDER BY s.moved DESC LIMIT PICKED)
                    UNION ALL
                    (SELECT s.thread, 0.5 AS held FROM asked a, forum_search s
                      WHERE s.title @@ a.entitled FILTER ORDER BY s.moved DESC LIMIT PICKED)
                    UNION ALL
                    (SELECT s.thread, 0.4 AS held FROM asked a, forum_search s
                      WHERE s.words @@ a.rare FILTER ORDER BY s.moved DESC LIMIT PICKED)
                  ) AS found GROUP BY thread),
                near AS MATERIALIZED (
                  SELECT * FROM (
                    SELECT s.thread, s.moved, s.language, s.words, p.held,
                           coalesce((SELECT sum(u.w) FROM unnest(a.terms, a.weights) AS u (q, w) WHERE s.title @@ u.q), 0)
                             / a.whole AS titled
                      FROM asked a, picked p
                      JOIN forum_search s ON s.thread = p.thread) AS titles
                   ORDER BY titled + held DESC, moved DESC, thread LIMIT NEAR),
                seen AS MATERIALIZED (
                  SELECT s.thread, s.moved, s.language, f.state, f.votes, s.titled,
                         coalesce((SELECT sum(u.w) FROM unnest(a.terms, a.weights) AS u (q, w) WHERE x.body @@ u.q), 0)
                           / a.whole AS covered,
                         ts_rank_cd('{0.1, 0.3, 0.6, 1.0}', x.body, a.some, 33) AS dense,
                         x.body @@ a.phrase AS phrased
                    FROM asked a, near s
                    JOIN forum_thread f ON f.id = s.thread
                   CROSS JOIN LATERAL (SELECT ts_filter(s.words, '{a,b,c,d}') AS body OFFSET 0) AS x
                   WHERE f.state <> 'removed'),
                ranked AS (
                  SELECT thread, moved, 0.38 * titled + 0.32 * covered + 0.12 * dense
                         + CASE WHEN phrased THEN 0.10 ELSE 0 END
                         + CASE WHEN language = $7 THEN 0.06 ELSE 0 END
                         + CASE WHEN state IN ('accepted', 'updated') THEN 0.03
                                WHEN state = 'duplicate' THEN -0.06
                                WHEN state = 'obsolete' THEN -0.10 ELSE 0 END
                         + 0.001 * least(votes, 20) AS rank
                    FROM seen WHERE covered >= $8::float8)
                SELECT thread, rank::float4 AS rank,
                       greatest(
                         (SELECT count(*) FROM ranked),
                         (SELECT count(*) FROM (
                            SELECT FROM asked a, forum_search s WHERE s.words @@ a.every FILTER LIMIT TOTAL) AS c))::int AS total
                  FROM ranked ORDER BY rank DESC, moved DESC, thread LIMIT $9 OFFSET $10
                """.replace("FILTER", filter)
                .replace("PICKED", String.valueOf(PICKED_MAX))
                .replace("NEAR", String.valueOf(NEAR_MAX))
                .replace("TOTAL", String.valueOf(ForumSearchStore.TOTAL_MAX));
    }
}
