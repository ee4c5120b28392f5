package org.hublink.app;

import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.hublink.client.Ended;
import org.hublink.demo.DemoServer;
import org.hublink.demo.Stored;
import org.hublink.messaging.MessagingSettings;
import org.hublink.platform.CannotStart;
import org.hublink.platform.HttpSettings;
import org.hublink.platform.Limit;
import org.hublink.platform.LimitSettings;
import org.jspecify.annotations.Nullable;

/** The demo's server: this process, on loopback, with limits that 193 countries from one address do not meet. */
final class DemoInProcess implements DemoServer {
    private static final long START_SECONDS_MAX = 120;
    private static final long STOP_SECONDS_MAX = 30;
    private static final int RATE = 1_000_000;

    private final int port;
    private final Clock clock;
    private final MessagingSettings messaging;
    private final Optional<HttpSettings.TlsFiles> tls;

    DemoInProcess(int port) {
        this(port, Clock.systemUTC(), MessagingSettings.DEFAULT, Optional.empty());
    }

    /** For tests, whose clock and certificate are their own. */
    DemoInProcess(int port, Clock clock, MessagingSettings messaging, Optional<HttpSettings.TlsFiles> tls) {
        this.port = port;
        this.clock = clock;
        this.messaging = messaging;
        this.tls = tls;
    }

    @Override
    public Running start(Path data, Consumer<String> progress) throws Ended {
        try {
            Server server = Server.start(settings(), data, clock, progress)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(START_SECONDS_MAX, TimeUnit.SECONDS);
            return new InProcess(server);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw Ended.local("interrupted", "Stopped.");
        } catch (TimeoutException slow) {
            throw Ended.local("cannot-start", "The server did not start within two minutes.");
        } catch (CannotStart refused) {
            throw Ended.local("cannot-start", sentence(refused));
        } catch (ExecutionException failed) {
            throw Ended.local("cannot-start", sentence(failed.getCause()));
        }
    }

    private static String sentence(@Nullable Throwable cause) {
        return cause == null ? "The server cannot start." : String.valueOf(cause.getMessage());
    }

    private Settings settings() {
        Settings usual = Settings.defaults();
        Map<Limit, LimitSettings.Rate> rates = new EnumMap<>(Limit.class);
        for (Limit limit : Limit.values()) {
            rates.put(limit, new LimitSettings.Rate(RATE, RATE));
        }
        return new Settings(
                new HttpSettings("127.0.0.1", port, Optional.empty(), tls, Optional.empty()),
                usual.database(),
                usual.log(),
                usual.officers(),
                usual.directory(),
                messaging,
                new LimitSettings(rates),
                new Settings.Demo(true));
    }

    private record InProcess(Server server) implements Running {
        @Override
        public String origin() {
            return server.origin();
        }

        @Override
        public List<Stored> stored(String conversation) throws Ended {
            try {
                return server.stored(HexFormat.of().parseHex(conversation))
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(STOP_SECONDS_MAX, TimeUnit.SECONDS);
            } catch (InterruptedException told) {
                Thread.currentThread().interrupt();
                throw Ended.local("interrupted", "Stopped.");
            } catch (ExecutionException | TimeoutException failed) {
                throw Ended.unreachable("The rows of the case could not be read.");
            }
        }

        @Override
        public void stop() {
            try {
                server.stop().toCompletionStage().toCompletableFuture().get(STOP_SECONDS_MAX, TimeUnit.SECONDS);
            } catch (InterruptedException again) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException unclean) {
                // The process ends in any case, and what was acknowledged is on disk.
                return;
            }
        }
    }
}
