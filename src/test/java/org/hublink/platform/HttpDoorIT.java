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
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("server")
class HttpDoorIT {
    private static final Vertx VERTX = Vertx.vertx();
    private static final char[] PASSWORD = "for the test".toCharArray();

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
            assertThat(reply.header("content-security-policy")).as(path).isEqualTo(Headers.CSP);
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
        KeyStore store = selfSigned();
        HttpSettings settings = new HttpSettings(
                "127.0.0.1",
                0,
                Optional.of("https://localhost"),
                Optional.of(new HttpSettings.TlsFiles(folder.resolve("certificate.pem"), folder.resolve("key.pem"))),
                Optional.empty());
        HttpDoor door = SampleServer.open(VERTX, settings);
        SSLContext trusting = SSLContext.getInstance("TLS");
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        trusting.init(null, trust.getTrustManagers(), null);
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

    /** A certificate of the JDK's own tool, as PEM files. */
    private KeyStore selfSigned() throws Exception {
        Path file = folder.resolve("store.p12");
        int exit = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "hub",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-validity",
                        "2",
                        "-keystore",
                        file.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD))
                .start()
                .waitFor();
        assertThat(exit).isZero();
        KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD);
        Certificate certificate = store.getCertificate("hub");
        pem("certificate.pem", "CERTIFICATE", certificate.getEncoded());
        pem("key.pem", "PRIVATE KEY", store.getKey("hub", PASSWORD).getEncoded());
        return store;
    }

    private void pem(String name, String kind, byte[] bytes) throws IOException {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(bytes);
        Files.writeString(
                folder.resolve(name), "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
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
