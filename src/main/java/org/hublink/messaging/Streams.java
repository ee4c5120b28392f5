package org.hublink.messaging;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.hublink.platform.Database;
import org.hublink.platform.Incident;
import org.hublink.platform.Stream;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.DeliveryFrames;
import org.hublink.protocol.RandomId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The streams of this node. What this node commits is passed on at once; what others commit is seen by a hint, or within a
 * second by comparing heads. Nothing is queued here: a stream that does not keep up is read for again when it has drained.
 */
final class Streams {
    static final int LINES_MAX = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(Streams.class);
    private static final String INSTANCE = "instance=";
    private static final int PAGE_BYTES_MAX = 256 * 1024;
    private static final int UNDER_WAY_MAX = 8;
    private static final int MALFORMED = 4400;
    private static final int SESSION_OVER = 4401;
    private static final int REPLACED = 4409;
    private static final int TOO_MANY = 4429;
    private static final String CHANNEL = "hublink_messaging";
    private static final long LOOK_EVERY_MILLIS = 1_000;
    private static final long HINT_WAITS_MILLIS = 20;
    private static final long LIVE_EVERY_MILLIS = 30_000;

    private final Vertx vertx;
    private final Loop loop;
    private final Database database;
    private final FeedStore store;
    private final Lookout lookout;
    private final BatchStore batches;
    private final Intake intake;
    private final Set<Line> lines = new LinkedHashSet<>();
    private final Audience audience = new Audience();
    private final List<Long> timers = new ArrayList<>();
    private BiConsumer<Digest, Boolean> presence = (device, here) -> {};
    private Supplier<Future<Void>> deaf = Future::succeededFuture;
    private final Outgoing outgoing;
    private boolean looking;
    private boolean hinted;

    Streams(
            Vertx vertx,
            Loop loop,
            Database database,
            FeedStore store,
            Lookout lookout,
            BatchStore batches,
            Intake intake) {
        this.vertx = vertx;
        this.loop = loop;
        this.outgoing = new Outgoing(loop);
        this.database = database;
        this.store = store;
        this.lookout = lookout;
        this.batches = batches;
        this.intake = intake;
    }

    /** Is told of each device that comes (true) and goes. */
    void onPresence(BiConsumer<Digest, Boolean> listener) {
        this.presence = listener;
    }

    void start() {
        intake.onCommitted(this::committed);
        timers.add(vertx.setPeriodic(LOOK_EVERY_MILLIS, id -> loop.run(this::look)));
        timers.add(vertx.setPeriodic(LIVE_EVERY_MILLIS, id -> live("")));
        deaf = database.listen(CHANNEL, from -> {
            if (!batches.isOwnHint(from)) {
                loop.run(this::hinted);
            }
        });
    }

    Future<Void> close() {
        timers.forEach(vertx::cancelTimer);
        return deaf.get();
    }

    /** Asks the sessions of a country's streams anew, at once; empty = of all, and keeps quiet connections open. */
    void live(String country) {
        loop.run(() -> {
            for (Line line : List.copyOf(lines)) {
                if (country.isEmpty() || line.stream.caller().country().equals(country)) {
                    line.stream.socket().writePing(Buffer.buffer());
                    line.stream.live().get().onSuccess(lives -> {
                        if (!lives) {
                            line.end(SESSION_OVER, "session-over");
                        }
                    });
                }
            }
        });
    }

    /** Tells a device something to look at, if it is connected here. From any thread. */
    void hint(Digest device, String code) {
        loop.run(() -> tell(device, code));
    }

    /** The same on the room's event loop; on how many streams. */
    int tell(Digest device, String code) {
        int told = 0;
        for (Line line : lines) {
            if (line.device.equals(device) && !line.closed) {
                line.write(List.of(new DeliveryFrame.Hint(code)));
                told++;
            }
        }
        return told;
    }

    /** Tells all that are connected here. From any thread. */
    void tellAll(String code) {
        loop.run(() -> {
            Buffer bytes = Buffer.buffer(DeliveryFrames.write(new DeliveryFrame.Hint(code)));
            lines.stream().filter(line -> !line.closed).forEach(line -> line.write(bytes, 1));
        });
    }

    void opened(Stream stream) {
        Line line;
        try {
            String query = stream.query();
            RandomId instance =
                    query.startsWith(INSTANCE) ? RandomId.fromHex(query.substring(INSTANCE.length())) : null;
            line = new Line(outgoing, stream, Digest.fromHex(stream.caller().id()), instance);
        } catch (Malformed refused) {
            stream.socket().close((short) MALFORMED, refused.reason());
            return;
        }
        stream.socket().binaryMessageHandler(batch -> loop.run(() -> received(line, batch)));
        stream.closed().onComplete(ended -> loop.run(() -> ended(line)));
        stream.socket().exceptionHandler(broken -> {});
        loop.run(() -> begin(line));
    }

    private void begin(Line line) {
        if (lines.size() >= LINES_MAX) {
            line.end(TOO_MANY, "too-many-streams");
            return;
        }
        lines.add(line);
        presence.accept(line.device, true);
        RandomId instance = line.instance;
        if (instance == null) {
            return;
        }
        lookout.begin(line.device, instance)
                .onSuccess(begun -> loop.run(() -> {
                    if (begun == null) {
                        replaced(line);
                        return;
                    }
                    line.write(begun.newest());
                    for (FeedStore.Place place : begun.places()) {
                        follow(line, place.group(), place.after(), place.head());
                    }
                    line.open();
                    pump(line);
                }))
                .onFailure(cause -> line.end(1013, "try-again"));
    }

    private void follow(Line line, RandomId group, long after, long head) {
        audience.join(line, group, after, head);
        line.behind.add(group);
    }

    private static void replaced(Line line) {
        line.write(List.of(new DeliveryFrame.Hint("instance-replaced")));
        line.end(REPLACED, "instance-replaced");
    }

    private void ended(Line line) {
        line.closed = true;
        if (lines.remove(line)) {
            presence.accept(line.device, false);
        }
        audience.leave(line);
    }

    private void received(Line line, Buffer batch) {
        RandomId instance = line.instance;
        if (line.closed || instance == null) {
            return;
        }
        List<DeliveryFrame> frames;
        try {
            frames = DeliveryFrames.read(batch.getBytes());
        } catch (Malformed refused) {
            line.end(MALFORMED, refused.reason());
            return;
        }
        if (intake.acks(line.device, frames)) {
            return;
        }
        if (++line.underWay >= UNDER_WAY_MAX) {
            line.stream.socket().pause();
        }
        intake.take(line.device, instance, frames, batch.length())
                .onComplete(done -> loop.run(() -> {
                    if (line.underWay-- == UNDER_WAY_MAX) {
                        line.stream.socket().resume();
                    }
                    if (done.succeeded()) {
                        line.write(done.result());
                    } else {
                        // Not answered: the client sends the same again under the same ids.
                        line.end(1013, "try-again");
                    }
                }));
    }

    /** What this node committed, in order, before it is answered. */
    private void committed(Written written) {
        // Before anything is read for them: whoever is added reads his welcome first.
        for (Written.Welcome welcome : written.welcomes()) {
            lines.stream().filter(line -> line.device.equals(welcome.device())).forEach(line -> line.welcomes = true);
        }
        for (DeliveryFrame.Delivered entry : written.entries()) {
            audience.moved(entry.group(), entry.seq());
            List<Line> told = audience.of(entry.group());
            if (!told.isEmpty()) {
                Buffer bytes = Buffer.buffer(DeliveryFrames.write(entry));
                told.forEach(line -> pass(line, entry, bytes));
            }
        }
        if (!written.welcomes().isEmpty()) {
            lines.forEach(this::pump);
        }
    }

    private void pass(Line line, DeliveryFrame.Delivered entry, Buffer bytes) {
        Long told = line.told.get(entry.group());
        if (told == null || told >= entry.seq()) {
            return;
        }
        boolean next = line.ready
                && !line.reading
                && told == entry.seq() - 1
                && !line.behind.contains(entry.group())
                && !line.full();
        if (!next) {
            line.behind.add(entry.group());
            pump(line);
        } else if (!entry.added().contains(line.device)) {
            line.pass(bytes);
            told(line, entry);
        } else {
            audience.leave(line, entry.group());
        }
    }

    private void told(Line line, DeliveryFrame.Delivered entry) {
        if (entry.removed().contains(line.device) && !entry.added().contains(line.device)) {
            audience.leave(line, entry.group());
        } else {
            line.told.put(entry.group(), entry.seq());
        }
    }

    /** Reads one page at a time, and none while the socket is full. */
    private void pump(Line line) {
        if (!line.ready || line.reading || line.closed || (line.behind.isEmpty() && !line.welcomes)) {
            return;
        }
        if (line.full()) {
            line.stream.socket().drainHandler(drained -> loop.run(() -> pump(line)));
            return;
        }
        line.reading = true;
        boolean welcomes = line.welcomes;
        RandomId group = welcomes ? RandomId.NONE : line.behind.iterator().next();
        line.welcomes = false;
        // From here on it may fall behind anew; what comes meanwhile is read in the next round.
        line.behind.remove(group);
        long after = line.told.getOrDefault(group, Long.MAX_VALUE);
        database.read(tx -> welcomes
                        ? store.welcomes(tx, line.device, DeliveryFrames.BATCH_BYTES_MAX / 2)
                        : store.entries(tx, line.device, group, after, PAGE_BYTES_MAX))
                .onComplete(done -> loop.run(() -> {
                    line.reading = false;
                    if (done.failed()) {
                        LOG.warn("a stream could not be read for: {}", Incident.line(done.cause()));
                        line.end(1013, "try-again");
                        return;
                    }
                    if (welcomes) {
                        welcome(line, done.result());
                    } else {
                        page(line, group, done.result());
                    }
                    pump(line);
                }));
    }

    private void welcome(Line line, List<DeliveryFrame.Delivered> welcomes) {
        for (DeliveryFrame.Delivered one : welcomes) {
            if (line.welcomed.add(one.group() + " " + one.seq())) {
                line.write(List.of(one));
                follow(line, one.group(), one.seq(), one.seq());
            }
        }
    }

    private void page(Line line, RandomId group, List<DeliveryFrame.Delivered> entries) {
        if (entries.isEmpty() || !line.told.containsKey(group)) {
            return;
        }
        line.write(entries);
        line.behind.add(group);
        entries.forEach(entry -> told(line, entry));
        // Else there is more behind the page. What other nodes have meanwhile committed is seen by the next look.
        if (audience.has(line, group)) {
            line.behind.remove(group);
        }
    }

    /** Many hints, one look. */
    private void hinted() {
        if (!hinted) {
            hinted = true;
            loop.in(HINT_WAITS_MILLIS, () -> {
                hinted = false;
                look();
            });
        }
    }

    /** Compares heads, looks for welcomes, groups opened, and instances replaced elsewhere. One at a time. */
    private void look() {
        if (looking || lines.isEmpty()) {
            return;
        }
        looking = true;
        lines.forEach(line -> line.asked = line.ready);
        List<Digest> devices =
                lines.stream().map(line -> line.device).distinct().toList();
        lookout.look(devices, audience.heads())
                .onComplete(done -> loop.run(() -> {
                    looking = false;
                    if (done.succeeded()) {
                        seen(done.result());
                    } else {
                        LOG.warn("heads could not be compared: {}", Incident.line(done.cause()));
                    }
                }));
    }

    private void seen(Lookout.Sight seen) {
        seen.moved().forEach(audience::moved);
        for (Line line : List.copyOf(lines)) {
            RandomId instance = line.instance;
            if (instance == null || !line.ready) {
                continue;
            }
            if (line.asked
                    && !seen.current().getOrDefault(line.device, RandomId.NONE).equals(instance)) {
                replaced(line);
                continue;
            }
            line.welcomes |= seen.waiting().contains(line.device);
            for (FeedStore.Place place : seen.opened().getOrDefault(line.device, List.of())) {
                if (!line.told.containsKey(place.group())) {
                    follow(line, place.group(), place.after(), place.head());
                }
            }
            for (Map.Entry<RandomId, Long> one : seen.moved().entrySet()) {
                Long told = line.told.get(one.getKey());
                if (told != null && told < one.getValue()) {
                    line.behind.add(one.getKey());
                }
            }
            pump(line);
        }
    }
}
