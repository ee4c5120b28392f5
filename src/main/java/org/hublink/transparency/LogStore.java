package org.hublink.transparency;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hublink.platform.Tx;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Header;
import org.hublink.protocol.Leaf;
import org.hublink.protocol.Part;
import org.hublink.protocol.Subject;
import org.jspecify.annotations.Nullable;

/** Leaves and what hangs on them. */
final class LogStore {
    /** Leaves in one answer of {@link #leaves}. */
    static final int PAGE_LEAVES = 2_048;

    /** One sequencer at a time (L7); held until the transaction ends. */
    static final String LOCK = "SELECT pg_advisory_xact_lock(7305522902)";

    static final String SIZE = "SELECT coalesce(max(i) + 1, 0) FROM leaf";
    static final String LEAVES = "SELECT bytes, logged FROM leaf WHERE i >= $1 ORDER BY i LIMIT $2";
    static final String ADD_LEAVES = """
            INSERT INTO leaf (i, bytes, logged)
            SELECT $1 + n - 1, bytes, $3 FROM unnest($2::bytea[]) WITH ORDINALITY AS fresh (bytes, n) ORDER BY n
            """;
    static final String ADD_STATEMENTS = """
            INSERT INTO statement (digest, type, country, subject, version, leaf)
            SELECT digest, type, country, subject, version, $1 + n - 1
              FROM unnest($2::bytea[], $3::text[], $4::text[], $5::text[], $6::int[])
                   WITH ORDINALITY AS fresh (digest, type, country, subject, version, n)
            """;
    static final String PUT_NEWEST = """
            INSERT INTO newest (type, country, subject, version, leaf)
            SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::bigint[])
            ON CONFLICT (type, country, subject) DO UPDATE
              SET version = excluded.version, leaf = excluded.leaf
              WHERE newest.version < excluded.version
            """;
    static final String ADD_PARTS = """
            INSERT INTO part (leaf, n, salt, body)
            SELECT * FROM unnest($1::bigint[], $2::smallint[], $3::bytea[], $4::bytea[])
            """;
    static final String PARTS = "SELECT leaf, n, salt, body FROM part WHERE leaf = ANY ($1) AND body IS NOT NULL";
    static final String ERASE =
            "UPDATE part SET salt = NULL, body = NULL WHERE leaf = $1 AND n = $2 AND body IS NOT NULL";
    /** A hint to the other nodes; they look every second anyway. */
    static final String NOTIFY = "SELECT pg_notify('hublink_log', $1)";

    // A node does not follow its own hints.
    private final String name = UUID.randomUUID().toString();

    /** A leaf as stored. */
    record Stored(byte[] bytes, long logged) {}

    /** A leaf to be stored, with its parts. */
    record Fresh(Leaf leaf, List<@Nullable Part> parts) {}

    /** Takes the sequencer's lock and tells how many leaves there are. */
    Future<Long> lockedSize(Tx tx) {
        // Sent together; the server answers the second when the lock is held.
        Future<?> locked = tx.connection().query(LOCK).execute();
        Future<Long> size = size(tx);
        return locked.compose(held -> size);
    }

    Future<Long> size(Tx tx) {
        return tx.connection()
                .preparedQuery(SIZE)
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    Future<List<Stored>> leaves(Tx tx, long from) {
        return tx.connection()
                .preparedQuery(LEAVES)
                .execute(Tuple.of(from, PAGE_LEAVES))
                .map(rows -> {
                    List<Stored> found = new ArrayList<>(rows.size());
                    for (Row row : rows) found.add(new Stored(row.getBuffer(0).getBytes(), row.getLong(1)));
                    return found;
                });
    }

    /** Writes leaves from index {@code first} on, what is derived from them, and their parts. */
    Future<Void> write(Tx tx, long first, List<Fresh> fresh, long logged) {
        int n = fresh.size();
        Buffer[] bytes = new Buffer[n];
        Buffer[] digests = new Buffer[n];
        String[] types = new String[n];
        String[] countries = new String[n];
        String[] subjects = new String[n];
        Integer[] versions = new Integer[n];
        Map<Subject, Integer> newest = new LinkedHashMap<>();
        for (int i = 0; i < n; i++) {
            Leaf leaf = fresh.get(i).leaf();
            Header header = leaf.header();
            bytes[i] = Buffer.buffer(leaf.bytes());
            digests[i] = Buffer.buffer(leaf.digest().bytes());
            types[i] = header.type().code();
            countries[i] = header.country();
            subjects[i] = header.id();
            versions[i] = header.version();
            newest.put(leaf.subject(), i);
        }
        List<Future<?>> all = new ArrayList<>();
        all.add(tx.connection().preparedQuery(ADD_LEAVES).execute(Tuple.of(first, bytes, logged)));
        all.add(tx.connection()
                .preparedQuery(ADD_STATEMENTS)
                .execute(Tuple.of(first, digests, types, countries, subjects, versions)));
        all.add(putNewest(tx, first, newest, versions));
        addParts(tx, first, fresh, all);
        all.add(hint(tx));
        return Future.all(all).mapEmpty();
    }

    boolean isOwnHint(String payload) {
        return payload.equals(name);
    }

    Future<Void> hint(Tx tx) {
        return tx.connection().preparedQuery(NOTIFY).execute(Tuple.of(name)).mapEmpty();
    }

    private static Future<RowSet<Row>> putNewest(Tx tx, long first, Map<Subject, Integer> newest, Integer[] versions) {
        List<Subject> subjects = List.copyOf(newest.keySet());
        String[] types = subjects.stream().map(s -> s.type().code()).toArray(String[]::new);
        String[] countries = subjects.stream().map(Subject::country).toArray(String[]::new);
        String[] ids = subjects.stream().map(Subject::id).toArray(String[]::new);
        Integer[] newestVersions =
                newest.values().stream().map(i -> versions[i]).toArray(Integer[]::new);
        Long[] leaves = newest.values().stream().map(i -> first + i).toArray(Long[]::new);
        return tx.connection()
                .preparedQuery(PUT_NEWEST)
                .execute(Tuple.of(types, countries, ids, newestVersions, leaves));
    }

    private static void addParts(Tx tx, long first, List<Fresh> fresh, List<Future<?>> all) {
        List<Long> leaves = new ArrayList<>();
        List<Short> numbers = new ArrayList<>();
        List<Buffer> salts = new ArrayList<>();
        List<Buffer> bodies = new ArrayList<>();
        for (int i = 0; i < fresh.size(); i++) {
            List<@Nullable Part> parts = fresh.get(i).parts();
            for (int n = 0; n < parts.size(); n++) {
                Part part = parts.get(n);
                if (part == null) continue;
                leaves.add(first + i);
                numbers.add((short) n);
                salts.add(Buffer.buffer(part.salt()));
                bodies.add(Buffer.buffer(part.body()));
            }
        }
        if (leaves.isEmpty()) return;
        all.add(tx.connection()
                .preparedQuery(ADD_PARTS)
                .execute(Tuple.of(
                        leaves.toArray(Long[]::new),
                        numbers.toArray(Short[]::new),
                        salts.toArray(Buffer[]::new),
                        bodies.toArray(Buffer[]::new))));
    }

    /** By leaf and number; erased ones are left out. */
    Future<Map<Long, Map<Integer, Part>>> parts(Tx tx, List<Long> leaves) {
        return tx.connection()
                .preparedQuery(PARTS)
                .execute(Tuple.of(leaves.toArray(Long[]::new)))
                .map(rows -> {
                    Map<Long, Map<Integer, Part>> found = new LinkedHashMap<>();
                    for (Row row : rows) {
                        found.computeIfAbsent(row.getLong(0), leaf -> new LinkedHashMap<>())
                                .put(row.getShort(1).intValue(), part(row));
                    }
                    return found;
                });
    }

    static Part part(Row row) {
        return new Part(row.getBuffer("salt").getBytes(), row.getBuffer("body").getBytes());
    }

    Future<Boolean> erase(Tx tx, long leaf, int n) {
        return tx.connection()
                .preparedQuery(ERASE)
                .execute(Tuple.of(leaf, (short) n))
                .map(rows -> rows.rowCount() == 1);
    }

    static Digest digest(Row row, String column) {
        try {
            return Digest.from(row.getBuffer(column).getBytes());
        } catch (Malformed broken) {
            throw new IllegalStateException(column + " is no digest", broken);
        }
    }
}
