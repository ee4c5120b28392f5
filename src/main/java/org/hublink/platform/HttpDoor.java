package org.hublink.platform;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.BindException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.hublink.primitives.Text;
import org.jspecify.annotations.Nullable;

/**
 * The server's HTTP side. It listens first and says 503 until the rooms are open, so that a taken port is known at once and
 * every answer after the start comes from a complete server.
 */
public final class HttpDoor {
    private static final Duration IDLE_MAX = Duration.ofSeconds(75);
    private static final int LINE_BYTES_MAX = 4 << 10;
    private static final int HEADERS_BYTES_MAX = 16 << 10;
    private static final int STREAMS_MAX = 100;
    private static final int COMPRESS_FROM_BYTES = 1 << 10;
    /** A little longer than a request may wait for the database. */
    private static final Duration END_MAX = Database.WAIT_MAX.plusSeconds(2);

    /** What a client still says once it has its answer (HTTP/2 acknowledges and makes room) must not meet a closed door. */
    private static final Duration LINGER = Duration.ofMillis(100);

    private static final Duration TIDY_EVERY = Duration.ofMinutes(1);

    private final Vertx vertx;
    private final HttpServer server;
    private final String origin;
    private final HttpApi api;
    private final StreamDoor streams;
    private final Health health;
    private final Limits limits;
    private final Context loop;
    private volatile boolean open;
    // These belong to the event loop.
    private int underWay;
    private long answered = System.nanoTime() - LINGER.toNanos();
    private @Nullable Promise<Void> closing;
    private volatile Supplier<String> checkpoint = () -> "none yet";
    private volatile boolean demo;

    private HttpDoor(
            Vertx vertx,
            HttpServer server,
            Set<String> hosts,
            String origin,
            Router root,
            Limits limits,
            Parts parts,
            Callers callers) {
        this.vertx = vertx;
        this.server = server;
        this.loop = vertx.getOrCreateContext();
        this.origin = origin;
        this.limits = limits;
        this.health = new Health();
        RateDoor rates = new RateDoor(limits, parts.meters(), callers);
        Sessions sessions = new Sessions(origin);
        this.streams = new StreamDoor(sessions, rates, hosts, origin);
        this.api = new HttpApi(vertx, root, rates, sessions, streams, parts.text());
    }

    /** What the door needs of others. */
    public record Parts(LimitSettings limits, PrometheusMeterRegistry meters, Text text) {}

    /** Listens; the caller mounts the rooms on {@link #api()} and then calls {@link #open()}. */
    public static Future<HttpDoor> listen(Vertx vertx, HttpSettings settings, Parts parts) {
        HttpServerOptions options = new HttpServerOptions()
                .setIdleTimeout((int) IDLE_MAX.toSeconds())
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setMaxInitialLineLength(LINE_BYTES_MAX)
                .setMaxHeaderSize(HEADERS_BYTES_MAX)
                .setCompressionSupported(true)
                .setCompressionContentSizeThreshold(COMPRESS_FROM_BYTES);
        options.getInitialSettings().setMaxConcurrentStreams(STREAMS_MAX);
        settings.tls()
                .ifPresent(files -> options.setSsl(true)
                        .setUseAlpn(true)
                        .setEnabledSecureTransportProtocols(Set.of("TLSv1.3"))
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .addCertPath(files.certificate().toString())
                                .addKeyPath(files.key().toString())));
        Router root = Router.router(vertx);
        AtomicReference<StreamDoor> streams = new AtomicReference<>();
        return vertx.createHttpServer(StreamDoor.bounded(options))
                .requestHandler(root)
                .webSocketHandshakeHandler(hand -> {
                    StreamDoor door = streams.get();
                    if (door == null) {
                        StreamDoor.reject(hand, 503);
                    } else {
                        door.handshake(hand);
                    }
                })
                .listen(settings.port(), settings.host())
                .recover(cause -> Future.failedFuture(cannotListen(settings.host(), settings.port(), cause)))
                .map(server -> {
                    String scheme = settings.tls().isPresent() ? "https" : "http";
                    String host = settings.host().indexOf(':') < 0 ? settings.host() : "[" + settings.host() + "]";
                    String origin = settings.origin().orElse(scheme + "://" + host + ":" + server.actualPort());
                    Limits limits = new Limits(parts.limits().rates(), System::nanoTime);
                    HttpDoor door = new HttpDoor(
                            vertx,
                            server,
                            hosts(settings, origin),
                            origin,
                            root,
                            limits,
                            parts,
                            new Callers(settings.trustedProxies()));
                    door.first(root, settings);
                    streams.set(door.streams);
                    return door;
                });
    }

    private void first(Router root, HttpSettings settings) {
        Problems.mount(root);
        root.route().handler(new Headers(settings.tls().isPresent(), hosts(settings, origin)));
        root.route().handler(this::admit);
        api.plain("/health", Limit.READ, ctx -> Web.reply(ctx, health.answer(), answer -> answer));
        api.plain("/front.css", Limit.READ, ctx -> Web.send(ctx, FrontPage.style()));
        PageFiles page = PageFiles.read();
        // An invitation's link leads to the same page; what it carries stands behind the # and never comes here.
        for (String path : List.of("/", "/enrol")) {
            api.plain(path, Limit.READ, ctx -> {
                if (page.there()) {
                    page.html(ctx, demo);
                } else {
                    Web.send(ctx, new FrontPage(origin, checkpoint).answer());
                }
            });
        }
        page.names().forEach(name -> api.plain("/" + name, Limit.READ, ctx -> page.asset(ctx, name)));
        vertx.setPeriodic(TIDY_EVERY.toMillis(), id -> limits.tidy());
    }

    private void admit(RoutingContext ctx) {
        if (closing != null) {
            ctx.response().putHeader("connection", "close");
            ctx.fail(HttpRefusal.later(503, "http.stopping", "This node is stopping; ask again or ask another.", 1));
        } else if (!open) {
            ctx.fail(HttpRefusal.later(503, "http.starting", "The server is starting.", 1));
        } else {
            underWay++;
            ctx.addEndHandler(ended -> {
                underWay--;
                answered = System.nanoTime();
                ended();
            });
            ctx.next();
        }
    }

    /** Once nothing is under way and the last answer has had its time. */
    private void ended() {
        Promise<Void> waits = closing;
        if (waits == null || underWay > 0) {
            return;
        }
        long rest = LINGER.toNanos() - (System.nanoTime() - answered);
        if (rest > 0) {
            vertx.setTimer(TimeUnit.NANOSECONDS.toMillis(rest) + 1, id -> waits.tryComplete());
        } else {
            waits.tryComplete();
        }
    }

    /** All rooms are mounted: from now on their answers are given. */
    public void open() {
        api.finished();
        streams.open();
        open = true;
    }

    public Api api() {
        return api;
    }

    public Health health() {
        return health;
    }

    /** What the front page shows: the log's newest checkpoint. */
    public void checkpoint(Supplier<String> newest) {
        this.checkpoint = newest;
    }

    /** The page says on top of each screen that it is the demo. */
    public void demo(boolean on) {
        this.demo = on;
    }

    public int port() {
        return server.actualPort();
    }

    /** What clients connect to and sign in their sign-in acts; no slash at its end. */
    public String origin() {
        return origin;
    }

    /** Refuses what comes now and lets what is under way end, up to {@link #END_MAX}. */
    public Future<Void> close() {
        Promise<Void> waits = Promise.promise();
        loop.runOnContext(on -> {
            closing = waits;
            streams.close();
            ended();
        });
        return waits.future().timeout(END_MAX.toSeconds(), TimeUnit.SECONDS).transform(ended -> server.close());
    }

    static CannotStart cannotListen(String host, int port, Throwable cause) {
        boolean taken = cause instanceof BindException
                && String.valueOf(cause.getMessage()).contains("in use");
        return taken
                ? new CannotStart("Port " + port + " of " + host
                        + " is taken: end what listens there, or set another http.port (0 = any free one).")
                : new CannotStart("Cannot listen on " + host + ":" + port + ": " + cause.getMessage(), cause);
    }

    private static Set<String> hosts(HttpSettings settings, String origin) {
        Set<String> hosts = new LinkedHashSet<>();
        hosts.add(URI.create(origin).getHost());
        if (settings.tls().isEmpty()) {
            hosts.addAll(Set.of("127.0.0.1", "localhost", "[::1]", "::1"));
        }
        return hosts;
    }
}
