package org.hublink.messaging;

import static org.hublink.platform.TestDatabase.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hublink.platform.TestCertificate;

/** A machine that takes webhooks over TLS on this one, and answers as it is told. */
final class Hook {
    final Path authority;
    volatile int status = 204;
    private final List<JsonObject> called = new ArrayList<>();
    private final HttpServer server;

    Hook(Vertx vertx, Path folder) {
        TestCertificate certificate = TestCertificate.selfSigned(folder, "dns:localhost");
        authority = certificate.file();
        server = await(vertx.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .addCertPath(certificate.file().toString())
                                .addKeyPath(certificate.key().toString())))
                .requestHandler(request -> request.body().onSuccess(body -> {
                    synchronized (called) {
                        called.add(new JsonObject(body));
                    }
                    request.response().setStatusCode(status);
                    if (status / 100 == 3) {
                        request.response().putHeader("location", url());
                    }
                    request.response().end();
                }))
                .listen(0, "127.0.0.1"));
    }

    String url() {
        return "https://localhost:" + server.actualPort() + "/hub";
    }

    List<JsonObject> called() {
        synchronized (called) {
            return List.copyOf(called);
        }
    }

    void close() {
        await(server.close());
    }
}
