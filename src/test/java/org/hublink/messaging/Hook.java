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
public final class Hook {
    final Path authority;
    volatile int status = 204;
    private final List<JsonObject> called = new ArrayList<>();
    private final HttpServer server;

    public Hook(Vertx vertx, Path folder) {
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

    public String url() {
        return "https://localhost:" + server.actualPort() + "/hub";
    }

    public List<JsonObject> called() {
        synchronized (called) {
            return List.copyOf(called);
        }
    }

    /** Settings under which a server calls it, though it is on this machine. */
    public MessagingSettings settings() {
        return MessagingSettings.DEFAULT.with(AlertWorld.reaching(this));
    }

    public void close() {
        await(server.close());
    }
}
