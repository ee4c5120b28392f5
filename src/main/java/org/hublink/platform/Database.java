package org.hublink.platform;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.SslMode;
import io.vertx.pgclient.pubsub.PgSubscriber;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL, by transactions only. A caller waits up to {@link #WAIT_MAX} for a server that is away and then gets a
 * {@link DatabaseAway}; one that is not durable is refused by {@link DatabaseUnfit}.
 */
public final class Database {
    /** How long a request waits for a PostgreSQL that is away. */
    public static final Duration WAIT_MAX = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final Duration RELISTEN_EVERY = Duration.ofSeconds(1);
    /**
     * How long one waits that comes later, when it has been away for {@link #WAIT_MAX} already: work that stands in a row behind
     * others would otherwise wait as often as there are places before it.
     */
    private static final Duration LATE_WAIT_MAX = Duration.ofMillis(500);

    private static final Duration RETRY_EVERY = Duration.ofMillis(100);
    private static final Duration STATEMENT_MAX = Duration.ofSeconds(30);
    private static final Duration IDLE_IN_TRANSACTION_MAX = Duration.ofSeconds(60);
    /** Requests that may wait for a connection at one time; the next is refused at once. */
    private static final int WAITERS_MAX = 2_000;

    private static final int CHECKED_MAX = 10_000;
    /** A connection's prepared statements: all of ours, of which the searches have several thousand characters. */
    private static final int PREPARED_MAX = 512;

    private static final int PREPARED_CHARS_MAX = 16_384;
    private static final String WRITE = "BEGIN";
    private static final String READ = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY";
    // In a transaction that an error has spoilt COMMIT says nothing and rolls back; the SELECT before it fails loudly.
    private static final String COMMIT = "SELECT 1; COMMIT";

    private final Vertx vertx;
    private final Pool pool;
    private final DatabaseAddress address;
    private final Set<Long> checked = ConcurrentHashMap.newKeySet();
    private final AtomicInteger waiters = new AtomicInteger();
    /** Since when nobody reached PostgreSQL, of {@link System#nanoTime()}; 0 = the last one did. */
    private final AtomicLong awaySince = new AtomicLong();

    private Database(Vertx vertx, Pool pool, DatabaseAddress address) {
        this.vertx = vertx;
        this.pool = pool;
        this.address = address;
    }

    public static Database at(Vertx vertx, DatabaseAddress address, int connectionsMax) {
        PoolOptions options = new PoolOptions()
                .setMaxSize(connectionsMax)
                .setMaxWaitQueueSize(WAITERS_MAX)
                .setConnectionTimeout((int) WAIT_MAX.toSeconds())
                .setConnectionTimeoutUnit(TimeUnit.SECONDS);
        Pool pool = PgBuilder.pool()
                .with(options)
                .connectingTo(connectOptions(address))
                .using(vertx)
                .build();
        return new Database(vertx, pool, address);
    }

    static PgConnectOptions connectOptions(DatabaseAddress address) {
        PgConnectOptions options = new PgConnectOptions()
                .setHost(address.host())
                .setPort(address.port())
                .setDatabase(address.database())
                .setUser(address.user())
                .setPassword(address.password().reveal())
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheMaxSize(PREPARED_MAX)
                .setPreparedStatementCacheSqlFilter(sql -> sql.length() <= PREPARED_CHARS_MAX);
        options.addProperty("application_name", "hublink");
        options.addProperty("TimeZone", "UTC");
        options.addProperty("client_min_messages", "warning");
        options.addProperty("statement_timeout", String.valueOf(STATEMENT_MAX.toMillis()));
        options.addProperty("idle_in_transaction_session_timeout", String.valueOf(IDLE_IN_TRANSACTION_MAX.toMillis()));
        address.tlsAuthority()
                .ifPresent(pem -> options.setSslMode(SslMode.VERIFY_FULL)
                        .setSslOptions(new ClientSSLOptions()
                                .setHostnameVerificationAlgorithm("HTTPS")
                                .setTrustOptions(new PemTrustOptions().addCertPath(pem))));
        return options;
    }

    /** Runs {@code work} in one transaction: committed if its Future succeeds, else rolled back. */
    public <T> Future<T> inTransaction(Function<Tx, Future<T>> work) {
        return run(WRITE, work);
    }

    /**
     * Runs {@code work}, which is one statement and therefore a transaction by itself: three journeys less than one that is
     * begun and committed. Tried once only, as nobody knows whether a statement that was not answered took effect.
     */
    public <T> Future<T> inOneStatement(Function<Tx, Future<T>> work) {
        return begun("").compose(connection -> {
            Future<T> result;
            try {
                result = work.apply(new Tx(connection));
            } catch (RuntimeException bug) {
                result = Future.failedFuture(bug);
            }
            return result.recover(cause -> Future.failedFuture(Faults.named(cause)))
                    .eventually(connection::close);
        });
    }

    /** Runs {@code work} on one unchanging view of the data (REPEATABLE READ, READ ONLY). */
    public <T> Future<T> read(Function<Tx, Future<T>> work) {
        return run(READ, work);
    }

    /**
     * Hears what transactions notify on a channel, on a connection of its own that is made anew when it breaks. A hint may be
     * lost: whoever listens looks by himself as well.
     *
     * @return ends the listening
     */
    public Supplier<Future<Void>> listen(String channel, Consumer<String> hint) {
        PgSubscriber subscriber = PgSubscriber.subscriber(vertx, connectOptions(address))
                .reconnectPolicy(retries -> RELISTEN_EVERY.toMillis());
        subscriber.channel(channel).handler(hint::accept);
        subscriber.connect().onFailure(cause -> LOG.warn("cannot listen on {}: {}", channel, cause.getMessage()));
        return subscriber::close;
    }

    public Future<Void> close() {
        return pool.close();
    }

    private <T> Future<T> run(String begin, Function<Tx, Future<T>> work) {
        return begun(begin).compose(connection -> {
            Future<T> result;
            try {
                result = work.apply(new Tx(connection));
            } catch (RuntimeException bug) {
                result = Future.failedFuture(bug);
            }
            return result.transform(done -> done.succeeded()
                    ? commit(connection, done.result())
                    : Future.<T>failedFuture(Faults.named(done.cause())).eventually(() -> rollback(connection)));
        });
    }

    private <T> Future<T> commit(SqlConnection connection, T value) {
        return connection
                .query(COMMIT)
                .execute()
                .transform(done -> done.succeeded()
                        ? connection.close().transform(closed -> Future.succeededFuture(value))
                        : Future.<T>failedFuture(Faults.named(done.cause())).eventually(() -> rollback(connection)));
    }

    private static Future<Void> rollback(SqlConnection connection) {
        return connection
                .query("ROLLBACK")
                .execute()
                .eventually(connection::close)
                .mapEmpty();
    }

    /** A connection, inside a fresh transaction if one is to be begun. Nothing has run in it yet, so a dead server is simply tried again. */
    private Future<SqlConnection> begun(String begin) {
        if (waiters.incrementAndGet() > WAITERS_MAX) {
            waiters.decrementAndGet();
            return Future.failedFuture(new DatabaseAway("too many requests wait for PostgreSQL", null));
        }
        Promise<SqlConnection> promise = Promise.promise();
        attempt(begin, deadline(System.nanoTime()), promise);
        return promise.future().onComplete(done -> waiters.decrementAndGet());
    }

    private long deadline(long now) {
        long since = awaySince.get();
        long left = since == 0 ? WAIT_MAX.toNanos() : since + WAIT_MAX.toNanos() - now;
        return now + Math.max(left, LATE_WAIT_MAX.toNanos());
    }

    private void attempt(String begin, long deadline, Promise<SqlConnection> promise) {
        pool.getConnection()
                .compose(connection -> fit(connection)
                        .compose(fit -> begin.isEmpty()
                                ? Future.succeededFuture()
                                : connection.query(begin).execute().mapEmpty())
                        .map(begun -> connection)
                        .recover(cause -> connection.close().transform(closed -> Future.failedFuture(cause))))
                .onSuccess(connection -> {
                    awaySince.set(0);
                    promise.complete(connection);
                })
                .onFailure(cause -> {
                    Throwable named = Faults.named(cause);
                    if (named instanceof DatabaseAway) {
                        awaySince.compareAndSet(0, System.nanoTime());
                    }
                    if (named instanceof DatabaseAway && System.nanoTime() < deadline) {
                        vertx.setTimer(RETRY_EVERY.toMillis(), id -> attempt(begin, deadline, promise));
                    } else {
                        promise.fail(named);
                    }
                });
    }

    private Future<Void> fit(SqlConnection connection) {
        PgConnection pg = PgConnection.cast(connection);
        long key = ((long) pg.processId() << 32) | (pg.secretKey() & 0xffffffffL);
        if (checked.contains(key)) {
            return Future.succeededFuture();
        }
        return Durability.findings(connection).compose(findings -> {
            if (!findings.isEmpty()) {
                return Future.failedFuture(new DatabaseUnfit(findings));
            }
            if (checked.size() >= CHECKED_MAX) {
                checked.clear();
            }
            checked.add(key);
            return Future.succeededFuture();
        });
    }
}
