package org.hublink.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hublink.platform.TestDatabase.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hublink.platform.CannotStart;
import org.hublink.platform.HttpSettings;
import org.hublink.platform.Reply;
import org.hublink.platform.TestData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole server: it starts, answers, ends; and when it cannot start, it says why in one sentence. */
@Tag("server")
class ServerIT {
    @TempDir
    Path data;

    @Test
    void everyFileUnderConfigStartsAServerThatEndsInOrder() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(Path.of("config"))) {
            files = all.filter(file -> file.toString().endsWith(".yaml")).toList();
        }
        assertThat(files).hasSizeGreaterThanOrEqualTo(2);
        TestData.prepared(data);
        for (Path file : files) {
            Server server = start(onFreePorts(Settings.read(file)));
            assertThat(Reply.get(server.origin() + "/").status())
                    .as(file.toString())
                    .isEqualTo(200);
            long postgres = server.postgres().orElseThrow().pid();
            await(server.stop());
            assertThat(ProcessHandle.of(postgres).filter(ProcessHandle::isAlive))
                    .isEmpty();
        }
    }

    @Test
    void aRunningServerShowsItsPageItsHealthAndItsCounts() {
        Server server = start(onFreePorts(Settings.defaults()));
        try {
            Reply page = Reply.get(server.origin() + "/");
            assertThat(page.header("content-type")).startsWith("text/html");
            // A build that left the page out answers with words.
            if (Server.class.getResource("/page/index.html") == null) {
                assertThat(page.body())
                        .contains("./hub audit --server " + server.origin())
                        .doesNotContain("<script");
            } else {
                assertThat(page.body()).contains("<div id=\"root\">").doesNotContain("{demo}");
                assertThat(page.header("cache-control")).isEqualTo("no-store");
            }
            assertThat(page.header("content-security-policy")).startsWith("default-src 'none'");
            Reply health = Reply.get(server.origin() + "/health");
            assertThat(health.json().getJsonObject("checks").getString("database"))
                    .isEqualTo("ok");
            assertThat(health.status()).isEqualTo(503);
            assertThat(health.json().getJsonObject("checks").getString("log")).isEqualTo("failed");
            Reply counts = Reply.get("http://127.0.0.1:" + server.metricsPort().orElseThrow() + "/metrics");
            assertThat(counts.body()).contains("vertx_http_server_").doesNotContain("/health");
            assertThat(Reply.get(server.origin() + "/metrics").status()).isEqualTo(404);
        } finally {
            await(server.stop());
        }
    }

    @Test
    void aSecondHubOnTheSameDataIsRefused() {
        Server first = start(onFreePorts(Settings.defaults()));
        try {
            assertThatThrownBy(() -> start(onFreePorts(Settings.defaults())))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageStartingWith("Another hub runs on the data in");
        } finally {
            await(first.stop());
        }
    }

    @Test
    void aTakenPortEndsTheStartAndFreesTheData() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Settings settings = on(Settings.defaults(), taken.getLocalPort());
            assertThatThrownBy(() -> start(settings))
                    .isInstanceOf(CannotStart.class)
                    .hasMessage(
                            "Port " + taken.getLocalPort()
                                    + " of 127.0.0.1 is taken: end what listens there, or set another http.port (0 = any free one).");
        }
        await(start(onFreePorts(Settings.defaults())).stop());
    }

    @Test
    void aFolderThatCannotBeMadeIsRefused() throws IOException {
        Path file = Files.writeString(data.resolve("file"), "");
        assertThatThrownBy(() -> await(Server.start(Settings.defaults(), file.resolve("data"), Clock.systemUTC())))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("cannot be written");
    }

    @Test
    void anOutsidePostgresThatIsNotThereIsNamed() throws IOException {
        Path password = Files.writeString(data.resolve("password"), "geheim");
        assertThat(password.toFile().setReadable(false, false)
                        && password.toFile().setReadable(true, true))
                .isTrue();
        Path config = Files.writeString(
                data.resolve("hub.yaml"),
                "{http: {port: 0}, database: {url: 'postgresql://hub@127.0.0.1:1/hub', passwordFile: password}}");
        assertThatThrownBy(() -> start(Settings.read(config)))
                .isInstanceOf(CannotStart.class)
                .hasMessageStartingWith("PostgreSQL at 127.0.0.1:1 cannot be used as user hub on database hub")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void aFailingStartEndsTheProcessWithOneSentenceAndAnExitCode() throws Exception {
        Path config = Files.writeString(data.resolve("hub.yaml"), "http: {port: 0, prot: 1}");
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "serve",
                        "--config",
                        config.toString(),
                        "--data",
                        data.resolve("data").toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(4);
        assertThat(said)
                .startsWith("hub: The configuration")
                .contains("http.prot: unknown key")
                .doesNotContain("at org.");
    }

    @Test
    void aServerToldToStopInTheMiddleOfItsStartLeavesNothingRunning() throws Exception {
        TestData.prepared(data);
        Path config = Files.writeString(data.resolve("hub.yaml"), "http: {port: 0}");
        Path pidFile = data.resolve("pg/cluster/postmaster.pid");
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "serve",
                        "--config",
                        config.toString(),
                        "--data",
                        data.toString())
                .redirectErrorStream(true)
                .start();
        while (process.isAlive() && (!Files.exists(pidFile) || Files.size(pidFile) == 0)) {
            Thread.onSpinWait();
        }
        long postgres = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
        // Not Process.destroy, which also closes what it said.
        process.toHandle().destroy();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(143);
        assertThat(said).doesNotContain("at java.").doesNotContain("A bug of ours");
        assertThat(ProcessHandle.of(postgres).filter(ProcessHandle::isAlive)).isEmpty();
    }

    private Server start(Settings settings) {
        if (!Files.exists(data.resolve("pg"))) {
            TestData.prepared(data);
        }
        return await(Server.start(settings, data, Clock.systemUTC()));
    }

    private static Settings onFreePorts(Settings settings) {
        return on(settings, 0);
    }

    private static Settings on(Settings settings, int port) {
        HttpSettings http = new HttpSettings(
                settings.http().host(),
                port,
                settings.http().origin(),
                settings.http().tls(),
                Optional.of(0));
        return new Settings(
                http,
                settings.database(),
                settings.log(),
                settings.officers(),
                settings.directory(),
                settings.messaging(),
                settings.limits(),
                settings.demo());
    }
}
