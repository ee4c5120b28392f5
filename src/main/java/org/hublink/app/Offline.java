package org.hublink.app;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hublink.client.Ended;
import org.hublink.platform.CannotStart;
import org.hublink.platform.Database;
import org.hublink.platform.DatabaseAddress;
import org.hublink.platform.DatabaseAway;
import org.hublink.platform.EmbeddedPostgres;
import org.hublink.platform.Migrations;
import org.jspecify.annotations.Nullable;

/** The database for a command that is no server: beside a running server where that is harmless, else alone. */
final class Offline {
    private static final int CONNECTIONS = 4;

    /** What a command works on. */
    record Place(Vertx vertx, Settings settings, Path data, Database database) {}

    private Offline() {}

    /** Runs {@code work} with the data to itself: a server on it is a refusal. */
    static <T> T alone(Path config, Path data, Consumer<String> progress, Function<Place, Future<T>> work)
            throws Ended, InterruptedException {
        return run(config, data, progress, false, work);
    }

    /** Runs {@code work}, which only reads, also while a server runs on the same data. */
    static <T> T beside(Path config, Path data, Consumer<String> progress, Function<Place, Future<T>> work)
            throws Ended, InterruptedException {
        return run(config, data, progress, true, work);
    }

    private static <T> T run(
            Path config, Path data, Consumer<String> progress, boolean beside, Function<Place, Future<T>> work)
            throws Ended, InterruptedException {
        // Nothing of the jar is unpacked here, so nothing is left in the machine's temporary folder either.
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        EmbeddedPostgres own = null;
        DataFolder folder = null;
        try {
            Settings settings = Files.exists(config) ? Settings.read(config) : Settings.defaults();
            Path home = data.toAbsolutePath().normalize().resolve("pg");
            Optional<DatabaseAddress> address = settings.database().outside();
            if (address.isEmpty() && beside) {
                address = EmbeddedPostgres.running(home);
            }
            if (address.isEmpty()) {
                folder = DataFolder.hold(data);
                own = EmbeddedPostgres.start(home, progress);
                address = Optional.of(own.address());
            } else if (!beside) {
                folder = DataFolder.hold(data);
            }
            done(Migrations.run(vertx, address.get(), Clock.systemUTC()));
            Database database = Database.at(vertx, address.get(), CONNECTIONS);
            return done(
                    work.apply(new Place(vertx, settings, data.toAbsolutePath().normalize(), database)));
        } catch (CannotStart refused) {
            throw Ended.local("cannot-start", String.valueOf(refused.getMessage()));
        } finally {
            end(vertx, own, folder);
        }
    }

    private static void end(Vertx vertx, @Nullable EmbeddedPostgres own, @Nullable DataFolder folder)
            throws Ended, InterruptedException {
        done(vertx.close());
        if (own != null) {
            own.stop();
        }
        if (folder != null) {
            folder.close();
        }
    }

    private static <T> T done(Future<T> future) throws Ended, InterruptedException {
        try {
            return future.toCompletionStage().toCompletableFuture().get();
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            if (cause instanceof CannotStart refused) {
                throw refused;
            }
            if (cause instanceof DatabaseAway) {
                throw Ended.unreachable("The database cannot be reached.");
            }
            throw new IllegalStateException(cause);
        }
    }
}
