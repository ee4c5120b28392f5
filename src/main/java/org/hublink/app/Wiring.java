package org.hublink.app;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.hublink.directory.Directory;
import org.hublink.directory.DirectoryRoom;
import org.hublink.forum.Forum;
import org.hublink.forum.ForumRoom;
import org.hublink.messaging.Messaging;
import org.hublink.messaging.MessagingRoom;
import org.hublink.officers.Officers;
import org.hublink.officers.OfficersRoom;
import org.hublink.officers.OfficersSettings;
import org.hublink.platform.CannotStart;
import org.hublink.protocol.FreshnessLadder;
import org.hublink.protocol.SignedCheckpoint;
import org.hublink.transparency.LogKeys;
import org.hublink.transparency.LogSettings;
import org.hublink.transparency.Transparency;
import org.hublink.transparency.TransparencyRoom;
import org.jspecify.annotations.Nullable;

/** Opens the rooms in the order of their arrows, and closes them in the other. */
final class Wiring {
    private final @Nullable Transparency log;
    private final @Nullable Messaging messaging;
    private final @Nullable Forum forum;

    private Wiring(@Nullable Transparency log, @Nullable Messaging messaging, @Nullable Forum forum) {
        this.log = log;
        this.messaging = messaging;
        this.forum = forum;
    }

    static Future<Wiring> open(Ground ground) {
        ground.door().health().database(ground.database());
        ground.door().demo(ground.settings().demo().enabled());
        Optional<Settings.Pin> pin = ground.settings().log().pin().or(() -> Pins.in(ground.data()));
        if (pin.isEmpty()) {
            ground.door().health().check("log", () -> Future.succeededFuture(false));
            ground.door().checkpoint(() -> "No log yet: hold the ceremony (./hub ceremony --help).");
            return Future.succeededFuture(new Wiring(null, null, null));
        }
        return log(ground, pin.get()).compose(log -> {
            ground.door().health().check("log", () -> Future.succeededFuture(log.stopped() == null));
            ground.door().checkpoint(() -> shown(log.checkpoint()));
            return officers(ground, log)
                    .compose(officers -> directory(ground, log))
                    .compose(directory -> messaging(ground, log))
                    .compose(messaging -> forum(ground, log).map(forum -> new Wiring(log, messaging, forum)));
        });
    }

    private static Future<Officers> officers(Ground ground, Transparency log) {
        return OfficersRoom.open(
                new OfficersRoom.Ground(
                        ground.vertx(), ground.database(), ground.door().api(), ground.home()),
                log,
                new OfficersSettings(
                        ground.door().origin(),
                        OfficersSettings.SESSION_IDLE,
                        Duration.ofHours(ground.settings().officers().sessionHours())));
    }

    private static Future<Messaging> messaging(Ground ground, Transparency log) {
        return MessagingRoom.open(
                new MessagingRoom.Ground(
                        ground.vertx(), ground.database(), ground.door().api(), ground.home(), () -> freeBytes(ground)),
                log,
                ground.settings().messaging());
    }

    private static Future<Forum> forum(Ground ground, Transparency log) {
        return ForumRoom.open(
                new ForumRoom.Ground(
                        ground.vertx(), ground.database(), ground.door().api(), ground.home()),
                log);
    }

    /** Of the disk that the embedded database shares with us; of an outside one nothing is known. */
    private static long freeBytes(Ground ground) {
        return ground.settings().database().outside().isPresent()
                ? Long.MAX_VALUE
                : ground.data().toFile().getUsableSpace();
    }

    private static Future<Directory> directory(Ground ground, Transparency log) {
        return DirectoryRoom.open(
                new DirectoryRoom.Ground(
                        ground.vertx(), ground.database(), ground.door().api(), ground.home()),
                log,
                new FreshnessLadder(
                        ground.settings().directory().attestDays(),
                        ground.settings().directory().unverifiedDays()));
    }

    private static Future<Transparency> log(Ground ground, Settings.Pin pin) {
        Path data = ground.data();
        LogSettings settings = new LogSettings(
                pin.origin(), pin.root(), data, ground.settings().demo().enabled());
        try {
            return TransparencyRoom.open(
                    new TransparencyRoom.Ground(
                            ground.vertx(),
                            ground.database(),
                            ground.door().api(),
                            ground.home().clock(),
                            ground.home().text()),
                    LogKeys.read(data.resolve("keys")),
                    settings);
        } catch (IllegalStateException keys) {
            return Future.failedFuture(new CannotStart("The log's keys are not to be had: " + keys.getMessage(), keys));
        }
    }

    /** The log's front room; empty before the ceremony. */
    Optional<Transparency> log() {
        return Optional.ofNullable(log);
    }

    Future<Void> close() {
        return (forum == null ? Future.<Void>succeededFuture() : forum.close())
                .transform(closed -> messaging == null ? Future.succeededFuture() : messaging.close())
                .transform(closed -> log == null ? Future.succeededFuture() : log.close());
    }

    private static String shown(@Nullable SignedCheckpoint checkpoint) {
        return checkpoint == null ? "Nothing is logged yet." : new String(checkpoint.note(), StandardCharsets.UTF_8);
    }
}
