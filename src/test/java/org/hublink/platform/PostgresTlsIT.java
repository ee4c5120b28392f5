package org.hublink.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hublink.platform.TestDatabase.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An outside PostgreSQL over TLS: its certificate must be of the named authority and for the named host. */
@Tag("server")
class PostgresTlsIT {
    @TempDir
    Path folder;

    private final Vertx vertx = TestDatabase.vertx();
    private final String host = "127."
            + new Random()
                    .ints(3, 1, 255)
                    .boxed()
                    .map(String::valueOf)
                    .reduce((a, b) -> a + "." + b)
                    .orElseThrow();
    private EmbeddedPostgres postgres;

    @BeforeEach
    void onlyWhereLoopbackIsWide() {
        assumeTrue("Linux".equals(System.getProperty("os.name")), "elsewhere loopback is one address");
    }

    @AfterEach
    void stop() {
        if (postgres != null) {
            postgres.stop();
        }
    }

    @Test
    void theNamedAuthoritysServerIsUsedAndTheConnectionIsEncrypted() throws IOException {
        TestCertificate own = certificate("own", "ip:" + host);
        DatabaseAddress address = tls(own, own.file());
        await(Migrations.run(vertx, address, Clock.systemUTC()));
        Database database = Database.at(vertx, address, 2);
        String version = await(database.read(tx -> tx.connection()
                .query("SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid() AND ssl")
                .execute()
                .map(rows -> rows.iterator().next().getString(0))));
        assertThat(version).startsWith("TLSv1.");
        await(database.close());
    }

    @Test
    void aServerOfAnotherAuthorityIsRefused() throws IOException {
        TestCertificate own = certificate("own", "ip:" + host);
        DatabaseAddress address = tls(own, certificate("other", "ip:" + host).file());
        assertThatThrownBy(() -> await(Migrations.run(vertx, address, Clock.systemUTC())))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("its certificate is not of the authority in database.tlsAuthorityFile");
        Database database = Database.at(vertx, address, 2);
        assertThatThrownBy(() -> await(
                        database.read(tx -> tx.connection().query("SELECT 1").execute())))
                .isInstanceOf(DatabaseAway.class);
        await(database.close());
    }

    @Test
    void aCertificateForAnotherHostIsRefused() throws IOException {
        TestCertificate elsewhere = certificate("elsewhere", "dns:postgres.example");
        DatabaseAddress address = tls(elsewhere, elsewhere.file());
        assertThatThrownBy(() -> await(Migrations.run(vertx, address, Clock.systemUTC())))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("certificate is not");
    }

    @Test
    void aServerWithoutTlsIsRefusedWhereAnAuthorityIsNamed() throws IOException {
        postgres = EmbeddedPostgres.start(
                TestData.prepared(folder).resolve("pg"), step -> {}, List.of("listen_addresses=" + host));
        DatabaseAddress plain = address(certificate("own", "ip:" + host).file());
        assertThatThrownBy(() -> await(Migrations.run(vertx, plain, Clock.systemUTC())))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("cannot be used as user hub");
    }

    private DatabaseAddress tls(TestCertificate server, Path authority) {
        postgres = EmbeddedPostgres.start(
                TestData.prepared(folder).resolve("pg"),
                step -> {},
                List.of(
                        "listen_addresses=" + host,
                        "ssl=on",
                        "ssl_cert_file=" + server.file(),
                        "ssl_key_file=" + server.key()));
        return address(authority);
    }

    private DatabaseAddress address(Path authority) {
        DatabaseAddress own = postgres.address();
        return new DatabaseAddress(
                host, own.port(), own.database(), own.user(), own.password(), Optional.of(authority.toString()));
    }

    private TestCertificate certificate(String name, String subject) throws IOException {
        return TestCertificate.selfSigned(Files.createDirectories(folder.resolve(name)), subject);
    }
}
