package org.hublink.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hublink.platform.TestDatabase.await;

import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.hublink.jvm.JvmHome;
import org.hublink.platform.TestCertificate;
import org.hublink.protocol.RandomId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail as a relay sees it. */
@Tag("unit")
class MailDoorTest {
    private static final Alert ALERT =
            new Alert(RandomId.make(JvmHome.randomness()), "FR-CSE-247", "emergency", "sent", 1, 1, 1, false);

    private final List<String> said = new CopyOnWriteArrayList<>();
    private Vertx vertx;
    private ServerSocket relay;
    private TestCertificate certificate;
    private volatile boolean startTls;
    private volatile String toRecipient = "250 ok";

    @BeforeEach
    void listen(@TempDir Path folder) throws IOException {
        vertx = Vertx.vertx();
        certificate = TestCertificate.selfSigned(folder, "dns:localhost");
        relay = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread speaks = new Thread(this::speak, "relay");
        speaks.setDaemon(true);
        speaks.start();
    }

    @AfterEach
    void close() throws IOException {
        relay.close();
        await(vertx.close());
    }

    @Test
    void aRelayOnThisMachineGetsTheLineAndNothingElse() {
        assertThat(call(true, false)).isEqualTo("rung");
        List<String> mail = new ArrayList<>(said);
        assertThat(mail)
                .contains("MAIL FROM:<hub@police.example>", "RCPT TO:<duty@police.example>", "EHLO police.example");
        assertThat(mail).contains("Subject: Hublink: emergency for FR-CSE-247, open the Hub");
        assertThat(mail.get(mail.indexOf("") + 1)).isEqualTo("Hublink: emergency for FR-CSE-247, open the Hub");
        assertThat(mail)
                .contains("Message-ID: <" + ALERT.id().hex() + ".1@police.example>")
                .noneMatch(line -> line.startsWith("X-") || line.contains(System.getProperty("user.name") + "@"));
    }

    @Test
    void aRelayElsewhereThatOffersNoTlsGetsNothing() {
        assertThat(call(false, true)).isEqualTo("tls-refused");
        assertThat(said).noneMatch(line -> line.startsWith("MAIL") || line.startsWith("RCPT"));
    }

    @Test
    void aRelayElsewhereIsSpokenToOverTls() {
        startTls = true;
        assertThat(call(false, true)).isEqualTo("rung");
        assertThat(said.indexOf("STARTTLS")).isLessThan(said.indexOf("MAIL FROM:<hub@police.example>"));
    }

    @Test
    void aRelayWhoseCertificateNobodyKnowsGetsNothing() {
        startTls = true;
        assertThat(call(false, false)).isEqualTo("tls-refused");
        assertThat(said).noneMatch(line -> line.startsWith("MAIL"));
    }

    @Test
    void aReceiverThatTheRelayRefusesIsNotedAsSuch() {
        toRecipient = "550 nobody of that name";
        assertThat(call(true, false)).isEqualTo("relay-refused");
    }

    private String call(boolean local, boolean known) {
        AlertSettings.Mail settings = new AlertSettings.Mail(
                "localhost", relay.getLocalPort(), "hub@police.example", local, Optional.empty(), Optional.empty());
        MailDoor door = new MailDoor(
                vertx,
                settings,
                known ? Optional.of(TrustedPem.sockets(certificate.file())) : Optional.empty(),
                () -> 1_800_000_000L);
        return await(door.call(ALERT, "duty@police.example"));
    }

    private void speak() {
        try (Socket plain = relay.accept()) {
            Socket socket = plain;
            BufferedReader in = say(socket, "220 relay");
            boolean data = false;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                said.add(line);
                if (data) {
                    data = !line.equals(".");
                    if (!data) {
                        say(socket, "250 taken");
                    }
                } else if (line.equals("STARTTLS")) {
                    say(socket, "220 go");
                    socket = secured(plain);
                    in = reader(socket);
                } else if (line.equals("DATA")) {
                    data = true;
                    say(socket, "354 go on");
                } else {
                    say(socket, answer(line, socket));
                }
            }
        } catch (IOException | GeneralSecurityException gone) {
            said.add("gone");
        }
    }

    private String answer(String line, Socket socket) {
        if (line.startsWith("EHLO")) {
            return startTls && !(socket instanceof SSLSocket) ? "250-relay\r\n250 STARTTLS" : "250 relay";
        }
        return line.startsWith("RCPT") ? toRecipient : line.equals("QUIT") ? "221 bye" : "250 ok";
    }

    private Socket secured(Socket plain) throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(certificate.store(), "for the test".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, null, plain.getPort(), true);
        socket.setUseClientMode(false);
        return socket;
    }

    private static BufferedReader say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return reader(socket);
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }
}
