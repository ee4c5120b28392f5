package org.hublink.forum;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.hublink.forum.ForumSearchStore.Found;
import org.hublink.forum.ForumSearchStore.Hit;
import org.hublink.forum.ForumSearchStore.Indexed;
import org.hublink.forum.ForumSearchStore.Query;
import org.hublink.platform.Database;
import org.hublink.platform.TestDatabase;
import org.hublink.platform.Tx;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Utf8;

/** A database with questions in it, stored as the room stores them but without their acts; by names instead of ids. */
final class SearchWorld {
    private static final String ADD_THREAD = """
            INSERT INTO forum_thread (id, space, language, tags, state, country, handle, created, moved, answers, votes, head)
            VALUES ($1, $2, $3, $4, $5, 'FR', $6, $7, $7, $8, $9, $10)
            """;

    final Database database;
    final ForumSearchStore store = new ForumSearchStore();
    private final Map<String, String> names = new ConcurrentHashMap<>();

    SearchWorld(Database database) {
        this.database = database;
    }

    /** A question as the tests write it. */
    record Told(
            String slug,
            String space,
            String language,
            String title,
            String text,
            List<String> tags,
            String asker,
            String state,
            long moved,
            int votes,
            List<String> answers) {
        Indexed indexed() {
            List<String> marks = SearchMarks.of(space, language, state, "FR/" + asker, answers.isEmpty());
            return new Indexed(id(slug), moved, language, marks, title, tags, text, answers);
        }
    }

    static Told told(String slug, String language, String title, String text, String... answers) {
        return new Told(
                slug,
                "techniques",
                language,
                title,
                text,
                List.of("chat-logs"),
                "harbour-17",
                answers.length == 0 ? "open" : "answered",
                1_000,
                0,
                List.of(answers));
    }

    /** What the demo shows: its states follow from the turns, near enough for a search. */
    static List<Told> demo() {
        List<Told> out = new ArrayList<>();
        JsonArray threads = new JsonObject(resource("/demo/forum.json")).getJsonArray("threads");
        for (int i = 0; i < threads.size(); i++) {
            JsonObject thread = threads.getJsonObject(i);
            List<String> answers = texts(thread.getJsonArray("answers"), "text");
            String state = answers.isEmpty() ? "open" : "answered";
            for (String step : texts(thread.getJsonArray("turns"), "step")) {
                state = switch (step) {
                    case "accept" -> "accepted";
                    case "stale", "obsolete", "duplicate" -> step;
                    default -> state;
                };
            }
            out.add(new Told(
                    thread.getString("slug"),
                    thread.getString("space"),
                    thread.getString("language"),
                    thread.getString("title"),
                    thread.getString("text"),
                    thread.getJsonArray("tags").stream().map(Object::toString).toList(),
                    thread.getString("asker"),
                    state,
                    1_000_000 - thread.getInteger("minutesAgo"),
                    thread.getJsonArray("votes", new JsonArray()).size(),
                    answers));
        }
        return out;
    }

    void put(List<Told> told) {
        TestDatabase.await(store(told));
    }

    Future<Void> store(List<Told> told) {
        return database.inTransaction(tx -> {
            Future<Void> done = Future.succeededFuture();
            for (Told one : told) {
                done = done.compose(before -> put(tx, one));
            }
            return done;
        });
    }

    /** Takes the indexes away while many rows come, which is far quicker than keeping them; {@link #indexed} brings them back. */
    List<String> withoutIndexes() {
        List<String> made = new ArrayList<>();
        TestDatabase.await(database.inTransaction(tx -> tx.connection()
                .query("""
                        SELECT indexdef, indexname FROM pg_indexes
                         WHERE tablename = 'forum_search' AND indexdef LIKE '%USING gin%'
                        """)
                .execute()
                .compose(rows -> {
                    StringBuilder drop = new StringBuilder();
                    for (Row row : rows) {
                        made.add(row.getString(0));
                        drop.append("DROP INDEX ").append(row.getString(1)).append(';');
                    }
                    return tx.connection().query(drop.toString()).execute();
                })));
        return made;
    }

    void indexed(List<String> definitions) {
        for (String definition : definitions) {
            TestDatabase.await(database.inOneStatement(tx -> tx.connection()
                    .query("SET statement_timeout = 0; " + definition + "; RESET statement_timeout")
                    .execute()));
        }
    }

    /** As PostgreSQL does by itself some time after many rows have come. */
    void settle() {
        TestDatabase.await(database.inOneStatement(
                tx -> tx.connection().query("VACUUM ANALYZE forum_search").execute()));
        TestDatabase.await(database.inOneStatement(
                tx -> tx.connection().query("VACUUM ANALYZE forum_thread").execute()));
    }

    Map<String, Object> sizes() {
        return TestDatabase.await(database.read(tx -> tx.connection()
                .query("""
                        SELECT pg_total_relation_size('forum_search') AS whole, pg_indexes_size('forum_search') AS indexes
                        """)
                .execute()
                .map(rows -> {
                    Map<String, Object> sizes = new LinkedHashMap<>();
                    rows.forEach(row -> {
                        sizes.put("bytes-with-indexes", row.getLong("whole"));
                        sizes.put("bytes-of-indexes", row.getLong("indexes"));
                    });
                    return sizes;
                })));
    }

    void put(Told... told) {
        put(List.of(told));
    }

    private Future<Void> put(Tx tx, Told told) {
        names.put(Arrays.toString(id(told.slug)), told.slug);
        return tx.connection()
                .preparedQuery(ADD_THREAD)
                .execute(Tuple.of(Buffer.buffer(id(told.slug)), told.space, told.language)
                        .addArrayOfString(told.tags.toArray(String[]::new))
                        .addString(told.state)
                        .addString(told.asker)
                        .addLong(told.moved)
                        .addInteger(told.answers.size())
                        .addInteger(told.votes)
                        .addBuffer(Buffer.buffer(new byte[32])))
                .compose(added -> store.index(tx, told.indexed()));
    }

    void index(Told told) {
        TestDatabase.await(database.inTransaction(tx -> store.index(tx, told.indexed())));
    }

    void drop(String slug) {
        TestDatabase.await(database.inTransaction(tx -> store.drop(tx, id(slug))));
    }

    Found search(Query query) {
        return TestDatabase.await(database.read(tx -> store.search(tx, query)));
    }

    /** Names of what is found, best first. */
    List<String> found(String words, String reader) {
        return found(new Query(words, reader, ForumSearchStore.Filter.NONE, 0, 10));
    }

    List<String> found(Query query) {
        return named(search(query).hits());
    }

    List<String> similar(String title, String language, int limit) {
        return named(TestDatabase.await(database.read(tx -> store.similar(tx, title, language, limit))));
    }

    String highlight(String words, String reader) {
        return search(new Query(words, reader, ForumSearchStore.Filter.NONE, 0, 1))
                .hits()
                .get(0)
                .highlight();
    }

    private List<String> named(List<Hit> hits) {
        return hits.stream()
                .map(hit -> Objects.requireNonNull(names.get(Arrays.toString(hit.thread()))))
                .toList();
    }

    static byte[] id(String slug) {
        return Arrays.copyOf(Digest.of(Utf8.encode(slug)).bytes(), 16);
    }

    static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(SearchWorld.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static List<String> texts(JsonArray array, String field) {
        List<String> out = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            out.add(array.getJsonObject(i).getString(field));
        }
        return out;
    }
}
