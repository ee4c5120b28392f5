package org.hublink.platform;

import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.nio.file.Path;
import java.util.EnumSet;

/**
 * What the node counts, for Prometheus, on a loopback port of its own: counts tell who is busy when, so they are not for
 * the public door. Labels are names of ours only (route, method, status), never a path or an id.
 */
public final class Metrics {
    private static final String HOST = "127.0.0.1";

    private Metrics() {}

    public static PrometheusMeterRegistry registry() {
        return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    }

    /**
     * A Vert.x that reports to {@code registry}.
     *
     * @param cache folder for what it unpacks from the jar; the caller empties it, as a killed process leaves it
     */
    public static Vertx vertx(PrometheusMeterRegistry registry, Path cache) {
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        VertxBuilder builder = Vertx.builder();
        return builder.with(new VertxOptions()
                        .setFileSystemOptions(new FileSystemOptions()
                                .setFileCachingEnabled(false)
                                .setFileCacheDir(cache.toString()))
                        .setMetricsOptions(new MicrometerMetricsOptions()
                                .setEnabled(true)
                                .setLabels(EnumSet.of(Label.HTTP_METHOD, Label.HTTP_CODE, Label.POOL_TYPE))))
                .withMetrics(new MicrometerMetricsFactory(registry))
                .build();
    }

    /** Serves {@code GET /metrics} on a loopback port; 0 = any free one. */
    public static Future<HttpServer> serve(Vertx vertx, PrometheusMeterRegistry registry, int port) {
        Router router = Router.router(vertx);
        Problems.mount(router);
        router.route("/metrics")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(ctx -> Web.send(
                        ctx,
                        Answer.bytes(
                                "text/plain; version=0.0.4; charset=utf-8",
                                Buffer.buffer(registry.scrape()),
                                "no-store")));
        return vertx.createHttpServer()
                .requestHandler(router)
                .listen(port, HOST)
                .recover(cause -> Future.failedFuture(HttpDoor.cannotListen(HOST, port, cause)));
    }
}
