package org.hublink.app;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hublink.client.Ended;
import org.hublink.client.ExitCode;
import org.hublink.client.HubCommand;
import org.hublink.platform.CannotStart;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hub serve}. */
@Command(mixinStandardHelpOptions = true, name = "serve", header = "Run a server until it is told to stop.")
final class ServeCommand extends HubCommand {
    /** How long a stop waits for a start that is under way. */
    private static final long START_SECONDS_MAX = 60;

    private static final long STOP_SECONDS_MAX = 30;
    private static final long PIN_POLL_MILLIS = 1_000;

    @Mixin
    private NodeOptions node = new NodeOptions();

    private volatile CompletableFuture<Server> serving = new CompletableFuture<>();
    private boolean hooked;

    @Override
    public Integer call() throws Ended, InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        Server server = started(stopped);
        screen().good("Serving on " + server.origin());
        if (!server.hasLog()) {
            awaitRoot();
            serving = new CompletableFuture<>();
            stop(CompletableFuture.completedFuture(server), new CountDownLatch(1));
            server = started(stopped);
            screen().good("The root is pinned; all rooms are open.");
        }
        server.metricsPort().ifPresent(port -> screen().dim("  counts: http://127.0.0.1:" + port + "/metrics"));
        stopped.await();
        return ExitCode.DONE;
    }

    /** Until the ceremony's pin lies among the keys. */
    private void awaitRoot() throws InterruptedException {
        screen().warn("There is no root yet, so nothing can be logged: hold the ceremony (hub ceremony --help).");
        screen().line("  When its root is pinned here, all rooms open by themselves.");
        Path data = node.data().toAbsolutePath().normalize();
        while (Pins.in(data).isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(PIN_POLL_MILLIS);
        }
    }

    private Server started(CountDownLatch stopped) throws Ended, InterruptedException {
        try {
            Settings settings = Settings.read(node.config());
            log(node.config().resolveSibling("logback.xml"));
            CompletableFuture<Server> starting = serving;
            if (!hooked) {
                // Before the start: whoever is told to stop in the middle of it still ends PostgreSQL in order.
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(serving, stopped), "stop"));
                hooked = true;
            }
            Server.start(settings, node.data(), Clock.systemUTC(), screen()::line)
                    .onSuccess(starting::complete)
                    .onFailure(starting::completeExceptionally);
            return starting.get();
        } catch (CannotStart refused) {
            throw Ended.local("cannot-start", sentence(refused));
        } catch (ExecutionException failed) {
            throw Ended.local("cannot-start", sentence(failed.getCause()));
        }
    }

    private static String sentence(@Nullable Throwable cause) {
        return cause == null ? "The server cannot start." : String.valueOf(cause.getMessage());
    }

    private static void stop(CompletableFuture<Server> starting, CountDownLatch stopped) {
        try {
            Server server = starting.get(START_SECONDS_MAX, TimeUnit.SECONDS);
            server.stop().toCompletionStage().toCompletableFuture().get(STOP_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException unclean) {
            if (starting.isCompletedExceptionally()) {
                // A start that failed has ended everything itself.
                return;
            }
            // The process ends in any case, and what was acknowledged is on disk.
            LoggerFactory.getLogger(ServeCommand.class).warn("the server did not stop in order");
        } catch (InterruptedException again) {
            Thread.currentThread().interrupt();
        }
        stopped.countDown();
    }

    /** The server's own logging; other commands keep the quiet one of the jar. */
    private static void log(Path file) throws Ended {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (!Files.exists(file) || !(factory instanceof LoggerContext context)) {
            return;
        }
        try {
            context.reset();
            JoranConfigurator configurator = new JoranConfigurator();
            configurator.setContext(context);
            configurator.doConfigure(file.toFile());
        } catch (JoranException broken) {
            throw Ended.local("cannot-start", "The log's configuration " + file + " is broken: " + broken.getMessage());
        }
    }
}
