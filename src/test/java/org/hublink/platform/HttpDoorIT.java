package org.hublink.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hublink.platform.TestDatabase.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("server")
class HttpDoorIT {
    private static final Vertx VERTX = Vertx.vertx();

    @TempDir
    Path folder;

    @AfterAll
    static void close() {
        await(VERTX.close());
    }

    @Test
    void everyAnswerCarriesTheSecurityHeaders() {
        HttpDoor door = SampleServer.open(VERTX, TestDoor.settings());
        for (String path : new String[] {"/", "/health", "/nowhere", "/api/v1/sample/broken"}) {
            Reply reply = Reply.get(door.origin() + path);
            boolean page = path.equals("/") && PageFiles.read().there();
            assertThat(reply.header("content-security-policy")).as(path).isEqualTo(page ? PageFiles.CSP : Headers.CSP);
            assertThat(reply.header("x-content-type-options")).isEqualTo("nosniff");
            assertThat(reply.header("referrer-policy")).isEqualTo("no-referrer");
            assertThat(reply.header("cross-origin-opener-policy")).isEqualTo("same-origin");
            assertThat(reply.header("cross-origin-resource-policy")).isEqualTo("same-origin");
            assertThat(reply.header("cross-origin-embedder-policy")).isEqualTo("require-corp");
            assertThat(reply.header("cache-control")).isEqualTo("no-store");
            assertThat(reply.header("strict-transport-security")).isEmpty();
        }
    }

    @Test
    void aHeadIsAnsweredLikeAGetWithoutABody() throws IOException {
        HttpDoor door = SampleServer.open(VERTX, TestDoor.settings());
        for (String path : new String[] {"/", "/health", "/front.css"}) {
            String got = raw(door, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            String head = raw(door, "HEAD " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(head.lines().findFirst()).as(path).isEqualTo(got.lines().findFirst());
            assertThat(head)
                    .contains("content-type: ")
                    .contains("content-security-policy: ")
                    .endsWith("\r\n\r\n");
            assertThat(head.substring(head.indexOf("\r\n\r\n"))).isEqualTo("\r\n\r\n");
        }
        assertThat(raw(door, "HEAD /nowhere HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 404 ");
    }

    @Test
    void behindAProxyOfOursEachCallerHasHisOwnLimit() {
        HttpSettings here = TestDoor.settings();
        HttpSettings behind = new HttpSettings(
                here.host(),
                here.port(),
                here.origin(),
                here.tls(),
                here.metricsPort(),
                List.of(Network.read("127.0.0.1").orElseThrow()));
        HttpDoor trusting = scarce(behind);
        assertThat(asks(trusting, "198.51.100.7")).isEqualTo(200);
        assertThat(asks(trusting, "198.51.100.7")).isEqualTo(429);
        assertThat(asks(trusting, "203.0.113.1, 198.51.100.7")).isEqualTo(429);
        assertThat(asks(trusting, "198.51.100.8")).isEqualTo(200);
        HttpDoor alone = scarce(here);
        assertThat(asks(alone, "198.51.100.7")).isEqualTo(200);
        assertThat(asks(alone, "198.51.100.8")).isEqualTo(429);
    }

    private static HttpDoor scarce(HttpSettings settings) {
        HttpDoor.Parts usual = TestDoor.parts();
        LimitSettings one = new LimitSettings(Map.of(Limit.READ, new LimitSettings.Rate(1, 1)));
        HttpDoor door = await(HttpDoor.listen(VERTX, settings, new HttpDoor.Parts(one, usual.meters(), usual.text())));
        door.open();
        return door;
    }

    private static int asks(HttpDoor door, String forwarded) {
        return Reply.of(Reply.to(door.origin() + "/front.css").header("x-forwarded-for", forwarded))
                .status();
    }

    @Test
    void aHostNameThatIsNotOursIsRefused() throws IOException {
        HttpDoor door = SampleServer.open(VERTX, TestDoor.settings());
        assertThat(raw(door, "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 421 ")
                .contains("http.wrong-host");
        assertThat(raw(door, "GET / HTTP/1.1\r\nHost: localhost:1\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void aHeadThatIsTooLongIsRefused() throws IOException {
        HttpDoor door = SampleServer.open(VERTX, TestDoor.settings());
        assertThat(raw(door, "GET /" + "a".repeat(5000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.0 414 ");
        assertThat(raw(door, "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(20_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ");
    }

    @Test
    void aTakenPortIsSaidInOneSentence() {
        HttpDoor door = SampleServer.open(VERTX, TestDoor.settings());
        HttpSettings same =
                new HttpSettings("127.0.0.1", door.port(), Optional.empty(), Optional.empty(), Optional.empty());
        assertThatThrownBy(() -> await(HttpDoor.listen(Vertx.vertx(), same, TestDoor.parts())))
                .isInstanceOf(CannotStart.class)
                .hasMessageStartingWith("Port " + door.port() + " of 127.0.0.1 is taken");
    }

    @Test
    void whatIsUnderWayEndsBeforeTheServerDoes() throws Exception {
        HttpDoor door = TestDoor.listening(VERTX);
        Promise<Void> slow = Promise.promise();
        CompletableFuture<Void> arrived = new CompletableFuture<>();
        door.api().plain("/slow", Limit.READ, ctx -> {
            arrived.complete(null);
            Web.reply(ctx, slow.future(), done -> Answer.created(new JsonObject()));
        });
        door.open();
        CompletableFuture<Reply> asked = CompletableFuture.supplyAsync(() -> Reply.get(door.origin() + "/slow"));
        arrived.get(10, TimeUnit.SECONDS);
        Future<Void> closed = door.close();
        assertThat(closed.isComplete()).isFalse();
        slow.complete();
        assertThat(asked.get(10, TimeUnit.SECONDS).status()).isEqualTo(201);
        await(closed);
    }

    @Test
    void tlsIsThirteenOnlyWithHttp2AndHsts() throws Exception {
        TestCertificate certificate = TestCertificate.selfSigned(folder, "dns:localhost");
        HttpSettings settings = new HttpSettings(
                "127.0.0.1",
                0,
                Optional.of("https://localhost"),
                Optional.of(new HttpSettings.TlsFiles(certificate.file(), certificate.key())),
                Optional.empty());
        HttpDoor door = SampleServer.open(VERTX, settings);
        SSLContext trusting = certificate.trusting();
        HttpResponse<String> response = HttpClient.newBuilder()
                .sslContext(trusting)
                .build()
                .send(
                        HttpRequest.newBuilder(URI.create("https://localhost:" + door.port() + "/"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(response.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
        assertThat(response.headers().firstValue("strict-transport-security").orElse(""))
                .startsWith("max-age=");
        try (SSLSocket old = (SSLSocket) trusting.getSocketFactory().createSocket("localhost", door.port())) {
            SSLParameters only = old.getSSLParameters();
            only.setProtocols(new String[] {"TLSv1.2"});
            old.setSSLParameters(only);
            assertThatThrownBy(old::startHandshake).isInstanceOf(SSLHandshakeException.class);
        }
    }

    private static String raw(HttpDoor door, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), door.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
