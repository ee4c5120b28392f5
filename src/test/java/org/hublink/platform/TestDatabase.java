package org.hublink.platform;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A real, migrated and empty database for each test class: {@code @ExtendWith(TestDatabase.class)}, then take parameters of
 * the types {@link Database}, {@link DatabaseAddress} or {@link Vertx}. One PostgreSQL a JVM, stopped at its end; its folder
 * {@code target/test-pg*} is kept, so that only the first run of all makes it.
 */
public final class TestDatabase implements BeforeAllCallback, AfterAllCallback, ParameterResolver {
    private static final long WAIT_SECONDS = 60;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** What lives as long as the JVM. */
    private record Shared(Vertx vertx, Path home, DatabaseAddress address, String template) {
        static final Shared ONE = make();

        private static Shared make() {
            Vertx vertx = Vertx.vertx();
            Path home = freeFolder();
            EmbeddedPostgres postgres = EmbeddedPostgres.start(home, System.out::println);
            Runtime.getRuntime().addShutdownHook(new Thread(postgres::stop));
            DatabaseAddress address = postgres.address();
            long hash = 7;
            for (Migration file : Migration.all()) {
                hash = hash * 31 + file.sha256().hashCode();
            }
            String template = "template_" + Long.toHexString(hash);
            dropOld(vertx, address);
            sql(vertx, address, "CREATE DATABASE " + template);
            await(Migrations.run(vertx, address.withDatabase(template), Clock.systemUTC()));
            return new Shared(vertx, home, address, template);
        }

        private static void dropOld(Vertx vertx, DatabaseAddress address) {
            PgConnection connection = await(PgConnection.connect(vertx, Database.connectOptions(address)));
            try {
                var names = await(connection
                        .query("SELECT datname FROM pg_database WHERE datname ~ '^(template_|test_)'")
                        .execute());
                names.forEach(row -> await(connection
                        .query("DROP DATABASE " + row.getString(0) + " WITH (FORCE)")
                        .execute()));
            } finally {
                await(connection.close());
            }
        }
    }

    private DatabaseAddress address;
    private Database database;

    /** Blocks a test's own thread. */
    public static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException | TimeoutException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** The JVM's one Vert.x, for tests outside a class with this extension. */
    public static Vertx vertx() {
        return Shared.ONE.vertx();
    }

    /** The folder of PostgreSQL's programs. */
    static Path binaries() {
        return TestData.binariesIn(Shared.ONE.home());
    }

    /** A further database for a test that spoils its own; migrated and empty. */
    public static DatabaseAddress fresh() {
        String name = "test_" + NUMBER.incrementAndGet();
        Shared shared = Shared.ONE;
        sql(shared.vertx(), shared.address(), "CREATE DATABASE " + name + " TEMPLATE " + shared.template());
        return shared.address().withDatabase(name);
    }

    /** A further database without any table. */
    static DatabaseAddress bare() {
        String name = "test_" + NUMBER.incrementAndGet();
        sql(Shared.ONE.vertx(), Shared.ONE.address(), "CREATE DATABASE " + name);
        return Shared.ONE.address().withDatabase(name);
    }

    static void sql(Vertx vertx, DatabaseAddress address, String sql) {
        await(PgConnection.connect(vertx, Database.connectOptions(address))
                .compose(connection -> connection.query(sql).execute().eventually(connection::close)));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        address = fresh();
        database = Database.at(Shared.ONE.vertx(), address, 8);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        await(database.close());
        sql(Shared.ONE.vertx(), Shared.ONE.address(), "DROP DATABASE " + address.database() + " WITH (FORCE)");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Database.class || type == DatabaseAddress.class || type == Vertx.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Database.class ? database : type == Vertx.class ? Shared.ONE.vertx() : address;
    }

    /** For as long as this process runs: a channel that nobody holds is closed, and its lock with it. */
    private static final List<FileLock> HELD = new ArrayList<>();

    /** Two test runs at one time get two folders. */
    private static Path freeFolder() {
        try {
            for (int i = 1; ; i++) {
                Path folder = Files.createDirectories(Path.of("target", "test-pg-" + i))
                        .toAbsolutePath();
                FileChannel channel =
                        FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    HELD.add(lock);
                    return folder;
                }
                channel.close();
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
