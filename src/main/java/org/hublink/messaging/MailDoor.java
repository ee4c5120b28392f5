package org.hublink.messaging;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.hublink.platform.Secret;
import org.hublink.primitives.Clock;

/**
 * Hands a mail to the relay that the configuration names, over TLS unless it stands on this machine. The library blocks, so it
 * works on a worker. The text is the alert's line and nothing else.
 */
final class MailDoor implements AlertDoor {
    static final Duration CALL_MAX = Duration.ofSeconds(20);
    private static final String STEP_MILLIS_MAX = "5000";
    private static final int TLS_PORT = 465;
    private static final String ASCII = "us-ascii";

    private final Vertx vertx;
    private final AlertSettings.Mail relay;
    private final Properties properties;
    private final Clock clock;

    /** @param trusted in place of the system's certificates, if any */
    MailDoor(Vertx vertx, AlertSettings.Mail relay, Optional<SSLSocketFactory> trusted, Clock clock) {
        this.vertx = vertx;
        this.relay = relay;
        this.clock = clock;
        this.properties = properties(relay);
        trusted.ifPresent(factory -> properties.put("mail.smtp.ssl.socketFactory", factory));
    }

    private static Properties properties(AlertSettings.Mail relay) {
        Properties to = new Properties();
        to.setProperty("mail.smtp.host", relay.host());
        to.setProperty("mail.smtp.port", String.valueOf(relay.port()));
        to.setProperty("mail.smtp.localhost", domain(relay));
        to.setProperty("mail.smtp.connectiontimeout", STEP_MILLIS_MAX);
        to.setProperty("mail.smtp.timeout", STEP_MILLIS_MAX);
        to.setProperty("mail.smtp.writetimeout", STEP_MILLIS_MAX);
        to.setProperty("mail.smtp.auth", String.valueOf(relay.user().isPresent()));
        to.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        to.setProperty("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
        if (!relay.local()) {
            boolean atOnce = relay.port() == TLS_PORT;
            to.setProperty("mail.smtp.ssl.enable", String.valueOf(atOnce));
            to.setProperty("mail.smtp.starttls.enable", String.valueOf(!atOnce));
            to.setProperty("mail.smtp.starttls.required", String.valueOf(!atOnce));
        }
        return to;
    }

    @Override
    public Future<String> call(Alert alert, String target) {
        return vertx.executeBlocking(() -> send(alert, target), false)
                .timeout(CALL_MAX.toMillis(), TimeUnit.MILLISECONDS)
                .otherwise(MailDoor::outcome);
    }

    private String send(Alert alert, String target) throws MessagingException {
        Session session = Session.getInstance(properties);
        MimeMessage mail = new MimeMessage(session);
        mail.setFrom(new InternetAddress(relay.from(), true));
        mail.setRecipient(Message.RecipientType.TO, new InternetAddress(target, true));
        mail.setSubject(alert.text(), ASCII);
        mail.setText(alert.text() + "\r\n", ASCII);
        mail.setHeader(
                "Date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        Instant.ofEpochSecond(clock.now()).atOffset(ZoneOffset.UTC)));
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.saveChanges();
        // The library's own id would name this machine.
        mail.setHeader("Message-ID", "<" + alert.id().hex() + "." + alert.rounds() + "@" + domain(relay) + ">");
        try (Transport transport = session.getTransport("smtp")) {
            if (relay.user().isPresent()) {
                transport.connect(
                        relay.user().get(), relay.password().map(Secret::reveal).orElse(""));
            } else {
                transport.connect();
            }
            transport.sendMessage(mail, mail.getAllRecipients());
        }
        return RUNG;
    }

    private static String domain(AlertSettings.Mail relay) {
        return relay.from().substring(relay.from().indexOf('@') + 1);
    }

    private static String outcome(Throwable cause) {
        for (Throwable inner = cause; inner != null; inner = inner.getCause()) {
            if (inner instanceof SSLException
                    || String.valueOf(inner.getMessage()).contains("STARTTLS")) {
                return "tls-refused";
            }
            if (inner instanceof AuthenticationFailedException) {
                return "sign-in-refused";
            }
            if (inner instanceof SendFailedException) {
                return "relay-refused";
            }
            if (inner instanceof TimeoutException) {
                return "timeout";
            }
        }
        return "unreachable";
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
