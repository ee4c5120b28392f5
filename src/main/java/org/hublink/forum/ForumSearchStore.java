package org.hublink.forum;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.hublink.forum.ForumWords.Word;
import org.hublink.forum.SearchTerms.Term;
import org.hublink.platform.Tx;

/**
 * Finds questions by what is said in them, in eight languages (decision 0030). The database holds lexemes and counts; which
 * words they are is decided here, so that a text and a question for it are always taken apart by the same hands.
 */
final class ForumSearchStore {
    /** More hits than this are not counted: a total of it means 'at least'. */
    static final int TOTAL_MAX = 1_000;

    static final int LIMIT_MAX = 100;
    static final int FROM_MAX = 1_000;

    /** A word in more questions than this is common, however many more there are. */
    static final int COUNTED_MAX = 500;

    /** Hits with less of the query, by weight of its words, are left out. */
    private static final double COVERED_MIN = 0.34;

    private static final double SIMILAR_MIN = 0.30;

    static final String STEMS = """
            SELECT l.code, w.form, ts_lexize(l.dictionary::regdictionary, w.form) AS stems
              FROM unnest($1::text[]) AS w (form), unnest($2::text[], $3::text[]) AS l (code, dictionary)
            """;
    static final String PUT = """
            INSERT INTO forum_search (thread, moved, language, title, words, body)
            VALUES ($1, $2, $3, $4::text::tsvector, $5::text::tsvector, $6)
            ON CONFLICT (thread) DO UPDATE
              SET moved = excluded.moved, language = excluded.language, title = excluded.title, words = excluded.words,
                  body = excluded.body
            """;
    static final String DROP = "DELETE FROM forum_search WHERE thread = $1";
    /** Limits stand in the text: a plan made without knowing them reads the whole table. */
    static final String COUNTS = """
            SELECT (SELECT count(*) FROM (SELECT FROM forum_search s WHERE s.words @@ t.q LIMIT COUNTED) AS c)::int AS threads,
                   (SELECT count(*) FROM (SELECT FROM forum_search LIMIT 2 * COUNTED) AS c)::int AS questions
              FROM (SELECT q::tsquery AS q, n FROM unnest($1::text[]) WITH ORDINALITY AS u (q, n) OFFSET 0) AS t
             ORDER BY t.n
            """.replace("COUNTED", String.valueOf(COUNTED_MAX));

    /** By {@link SearchStatement#number}; what they take is where they are executed. */
    static final String[] SEARCH = SearchStatement.all("");

    static final String[] SEARCH_WAITING =
            SearchStatement.all("AND EXISTS (SELECT FROM forum_thread f WHERE f.id = s.thread AND f.created < $13)");

    /**
     * Questions of other languages that share tags with one, those first that share most and were liked most. Where enough have all
     * of its tags, the many that have some are not read.
     */
    static final String KIN = """
            WITH own AS MATERIALIZED (SELECT tags FROM forum_thread WHERE id = $1)
            (SELECT f.id AS thread, cardinality(own.tags)::float4 / 10 AS rank
               FROM own JOIN forum_thread f ON f.tags @> own.tags
              WHERE cardinality(own.tags) > 0 AND OTHERS
              ORDER BY f.votes DESC, f.moved DESC, f.id
              LIMIT $3)
            UNION ALL
            (SELECT t.id AS thread, t.shared::float4 / 10 AS rank
               FROM (SELECT f.id, f.votes, f.moved,
                            (SELECT count(*) FROM unnest(f.tags) AS g WHERE g = ANY (own.tags)) AS shared
                       FROM own JOIN forum_thread f ON f.tags && own.tags
                      WHERE NOT f.tags @> own.tags AND OTHERS
                      ORDER BY f.moved DESC LIMIT 200) AS t
              ORDER BY t.shared DESC, t.votes DESC, t.moved DESC, t.id
              LIMIT $3)
             LIMIT $3
            """.replace(
                    "OTHERS",
                    "f.language <> $2 AND f.state NOT IN ('removed', 'duplicate', 'obsolete') AND NOT f.id = ANY ($4)");

    /**
     * A question as it is said now, without what is hidden.
     *
     * @param moved the epoch second of what changed last in it
     * @param language two letters
     * @param marks by what it can be filtered, as {@link SearchMarks} has them
     * @param question Markdown, as are the answers
     */
    record Indexed(
            byte[] thread,
            long moved,
            String language,
            List<String> marks,
            String title,
            List<String> tags,
            String question,
            List<String> answers) {
        Indexed {
            thread = thread.clone();
            marks = List.copyOf(marks);
            tags = List.copyOf(tags);
            answers = List.copyOf(answers);
        }
    }

    /**
     * Empty texts and sets: all.
     *
     * @param author {@code FR/harbour-17}
     * @param states codes of states
     * @param only {@code unanswered}, {@code waiting} or empty
     * @param waitingBefore waiting is what was asked before this second and is still open
     */
    record Filter(
            String space,
            String tag,
            String author,
            String language,
            Set<String> states,
            String only,
            long waitingBefore) {
        static final Filter NONE = new Filter("", "", "", "", Set.of(), "", 0);

        Filter {
            states = Set.copyOf(states);
        }

        /** True if no question can be meant: a tag that is none, or the character that PostgreSQL has no text for. */
        private boolean nobodys() {
            return (!tag.isEmpty() && !SearchRow.TAG.matcher(tag).matches())
                    || (space + author + language + only + String.join("", states)).indexOf('\0') >= 0;
        }
    }

    /**
     * @param words as typed; none: nothing is found
     * @param language of the reader, whose own come first; empty: of nobody
     */
    record Query(String words, String language, Filter filter, int from, int limit) {}

    /**
     * @param highlight one line of the question or an answer, what was matched between U+FFF9 and U+FFFB
     */
    record Hit(byte[] thread, float rank, String highlight) {}

    /** @param total at most {@link #TOTAL_MAX}, which means 'at least' */
    record Found(List<Hit> hits, int total) {
        Found {
            hits = List.copyOf(hits);
        }
    }

    private static final Found NOTHING = new Found(List.of(), 0);

    private final TermCounts known = new TermCounts();
    private final ForumWords words = new ForumWords();
    private final SnippetStore snippets = new SnippetStore(words);

    /** What takes long before the first search; not for the event loop. */
    int warm() {
        return words.warm();
    }

    /** Makes a question findable as it is now; called again whenever something in it is stored, edited or hidden. */
    Future<Void> index(Tx tx, Indexed indexed) {
        SearchRow row = new SearchRow(indexed, words);
        return stems(tx, row.all(), row.languages())
                .compose(stems -> tx.connection()
                        .preparedQuery(PUT)
                        .execute(Tuple.of(
                                Buffer.buffer(indexed.thread()),
                                indexed.moved(),
                                indexed.language(),
                                row.title(stems),
                                row.words(stems),
                                row.body()))
                        .mapEmpty());
    }

    Future<Void> drop(Tx tx, byte[] thread) {
        return tx.connection()
                .preparedQuery(DROP)
                .execute(Tuple.of(Buffer.buffer(thread)))
                .mapEmpty();
    }

    Future<Found> search(Tx tx, Query query) {
        if (query.filter().nobodys()) {
            return Future.succeededFuture(NOTHING);
        }
        List<Word> typed = SearchTerms.words(query.words(), words);
        int limit = Math.max(0, Math.min(query.limit(), LIMIT_MAX));
        int from = Math.max(0, Math.min(query.from(), FROM_MAX));
        if (typed.isEmpty()) {
            return Future.succeededFuture(NOTHING);
        }
        boolean typing = !query.words().isEmpty()
                && Character.isLetterOrDigit(
                        query.words().codePointBefore(query.words().length()));
        return terms(tx, typed, query.language(), typing).compose(terms -> {
            if (terms.terms().isEmpty()) {
                return Future.succeededFuture(NOTHING);
            }
            return ranked(tx, terms, query.language(), query.filter(), COVERED_MIN, from, limit)
                    .compose(ranked -> snippets.highlighted(tx, terms.lexemes(), ranked));
        });
    }

    /** Questions like the one whose title is being typed, in its language and in others; at most half of them by tags alone. */
    Future<List<Hit>> similar(Tx tx, String title, String language, int limit) {
        List<Word> typed = SearchTerms.words(title, words);
        int most = Math.max(0, Math.min(limit, LIMIT_MAX));
        if (typed.isEmpty() || most == 0) {
            return Future.succeededFuture(List.of());
        }
        return terms(tx, typed, language, true).compose(terms -> {
            if (terms.terms().isEmpty()) {
                return Future.succeededFuture(List.of());
            }
            return ranked(tx, terms, language, Filter.NONE, SIMILAR_MIN, 0, most)
                    .compose(ranked -> kin(tx, ranked, language, most))
                    .compose(ranked -> snippets.highlighted(tx, terms.lexemes(), ranked))
                    .map(Found::hits);
        });
    }

    private Future<SearchTerms> terms(Tx tx, List<Word> typed, String language, boolean typing) {
        return stems(tx, typed, Stems.DICTIONARIES.keySet())
                .map(stems -> SearchTerms.of(typed, language, typing, stems, words));
    }

    private Future<Stems> stems(Tx tx, List<Word> of, Set<String> languages) {
        List<String> codes = List.copyOf(languages);
        Tuple values = Tuple.tuple()
                .addArrayOfString(Stems.asked(of).toArray(String[]::new))
                .addArrayOfString(codes.toArray(String[]::new))
                .addArrayOfString(codes.stream().map(Stems.DICTIONARIES::get).toArray(String[]::new));
        return tx.connection().preparedQuery(STEMS).execute(values).map(rows -> {
            Stems stems = new Stems();
            for (Row row : rows) {
                String[] found = row.getArrayOfStrings("stems");
                if (found != null) {
                    stems.put(row.getString("code"), row.getString("form"), List.of(found));
                }
            }
            return stems;
        });
    }

    private Future<Found> ranked(
            Tx tx, SearchTerms asked, String reader, Filter filter, double least, int from, int limit) {
        List<Term> terms = asked.terms();
        return counts(tx, terms).compose(counted -> {
            SearchPlan plan = SearchPlan.of(terms, counted.terms, counted.questions, SearchStatement.PICKED_MAX);
            String marks = SearchMarks.query(filter);
            Tuple values = Tuple.tuple()
                    .addString(marked(SearchTerms.every(terms), marks))
                    .addString(marked(plan.rare(), marks))
                    .addString(marked(plan.entitled(), marks))
                    .addArrayOfString(queries(terms))
                    .addArrayOfDouble(plan.weights())
                    .addString(asked.phrase())
                    .addString(reader.replace("\0", ""))
                    .addDouble(least)
                    .addInteger(limit)
                    .addInteger(from)
                    .addString(SearchTerms.any(terms))
                    .addString(marked(plan.most(), marks));
            boolean waiting = filter.only().equals("waiting");
            if (waiting) {
                values.addLong(filter.waitingBefore());
            }
            return tx.connection()
                    .preparedQuery((waiting ? SEARCH_WAITING : SEARCH)[SearchStatement.number(terms.size())])
                    .execute(values)
                    .map(ForumSearchStore::hits);
        });
    }

    /** How many questions hold each term, and how many there are; both up to a limit. */
    private record Counted(List<Integer> terms, int questions) {}

    private Future<Counted> counts(Tx tx, List<Term> terms) {
        TermCounts.Known before = known.of(terms);
        if (before.unknown().isEmpty()) {
            return Future.succeededFuture(new Counted(before.counts(), before.questions()));
        }
        Tuple queries = Tuple.tuple().addArrayOfString(queries(before.unknown()));
        return tx.connection().preparedQuery(COUNTS).execute(queries).map(rows -> {
            List<Integer> found = new ArrayList<>();
            int questions = 0;
            for (Row row : rows) {
                found.add(row.getInteger("threads"));
                questions = row.getInteger("questions");
            }
            known.put(before.unknown(), found, questions);
            Iterator<Integer> next = found.iterator();
            List<Integer> all = new ArrayList<>();
            for (int count : before.counts()) {
                all.add(count == TermCounts.UNKNOWN ? next.next() : count);
            }
            return new Counted(all, questions);
        });
    }

    private static String[] queries(List<Term> terms) {
        return terms.stream().map(Term::query).toArray(String[]::new);
    }

    private Future<Found> kin(Tx tx, Found similar, String language, int limit) {
        if (similar.hits().isEmpty()) {
            return Future.succeededFuture(similar);
        }
        Buffer[] have = threads(similar.hits());
        Tuple values = Tuple.of(Buffer.buffer(similar.hits().get(0).thread()), language, limit / 2)
                .addArrayOfBuffer(have);
        return tx.connection().preparedQuery(KIN).execute(values).map(rows -> {
            List<Hit> hits = new ArrayList<>(similar.hits());
            int kin = rows.size();
            while (hits.size() > limit - kin && hits.size() > (limit + 1) / 2) {
                hits.remove(hits.size() - 1);
            }
            for (Row row : rows) {
                if (hits.size() < limit) {
                    hits.add(new Hit(row.getBuffer("thread").getBytes(), row.getFloat("rank"), ""));
                }
            }
            return new Found(hits, hits.size());
        });
    }

    static Buffer[] threads(List<Hit> hits) {
        return hits.stream().map(hit -> Buffer.buffer(hit.thread())).toArray(Buffer[]::new);
    }

    private static String marked(String query, String marks) {
        return query.isEmpty() ? "" : "(" + query + ")" + marks;
    }

    private static Found hits(Iterable<Row> rows) {
        List<Hit> hits = new ArrayList<>();
        int total = 0;
        for (Row row : rows) {
            hits.add(new Hit(row.getBuffer("thread").getBytes(), row.getFloat("rank"), ""));
            total = row.getInteger("total");
        }
        return new Found(hits, total);
    }
}
