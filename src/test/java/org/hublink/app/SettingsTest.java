package org.hublink.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hublink.platform.CannotStart;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class SettingsTest {
    private static final String KEYS = """
            http.host = 127.0.0.1
            http.port = 8080
            http.origin = none
            http.tls.certificateFile = none
            http.tls.keyFile = none
            http.metricsPort = none
            http.trustedProxies = none
            database.url = none
            database.passwordFile = none
            database.tlsAuthorityFile = none
            database.connectionsMax = 16
            officers.sessionHours = 12
            directory.attestDays = 90
            directory.unverifiedDays = 60
            messaging.framesAMinute = 3000
            messaging.commitsAMinute = 6
            messaging.messageDays = 180
            messaging.contentDays = 365
            messaging.archiveDays = 1825
            alerts.repeatSeconds = 120
            alerts.membersSeconds = 120
            alerts.alternateSeconds = 600
            alerts.giveUpHours = 24
            alerts.remindEmergencyMinutes = 60
            alerts.remindUrgentHours = 12
            alerts.remindRoutineHours = 24
            alerts.remindPreservationDays = 14
            alerts.remindPreservationAgainDays = 3
            alerts.keptDays = 90
            alerts.webhookNetworks = none
            alerts.authorityFile = none
            alerts.mail.host = none
            alerts.mail.port = 587
            alerts.mail.from = none
            alerts.mail.local = false
            alerts.mail.user = none
            alerts.mail.passwordFile = none
            log.origin = none
            log.root = none
            limits.read.perMinute = 1200
            limits.read.burst = 600
            limits.search.perMinute = 120
            limits.search.burst = 60
            limits.submit.perMinute = 600
            limits.submit.burst = 600
            limits.sign-in.perMinute = 20
            limits.sign-in.burst = 10
            limits.enrol.perMinute = 20
            limits.enrol.burst = 10
            limits.deliver.perMinute = 3000
            limits.deliver.burst = 600
            limits.keys.perMinute = 120
            limits.keys.burst = 60
            limits.admin.perMinute = 60
            limits.admin.burst = 30
            demo.enabled = false
            """;
    private static final Pattern LINE = Pattern.compile("^( *)(?:# )?([a-zA-Z-]+):(?: +(.+))?$");

    @TempDir
    Path folder;

    @Test
    void everyKeyHasTheDefaultThatIsWrittenDownHere() {
        StringBuilder keys = new StringBuilder();
        known().forEach((key, byDefault) ->
                keys.append(key).append(" = ").append(byDefault).append('\n'));
        assertThat(keys.toString().lines())
                .containsExactlyInAnyOrderElementsOf(KEYS.lines().toList());
    }

    @Test
    void theAnnotatedFileShowsEveryKeyAndEveryDefault() throws IOException {
        Map<String, String> shown = new LinkedHashMap<>();
        String section = "";
        String group = "";
        for (String line : Files.readAllLines(Path.of("config/hub-production.yaml"))) {
            Matcher key = LINE.matcher(line);
            if (!key.matches()) {
                continue;
            }
            String name = key.group(2);
            String value = key.group(3);
            int indent = key.group(1).length();
            section = indent == 0 ? name : section;
            group = indent == 2 && value == null ? name + "." : indent <= 2 ? "" : group;
            if (value != null && value.startsWith("{")) {
                for (String pair : value.replaceAll("[{} ]", "").split(",", -1)) {
                    shown.put(section + "." + name + "." + pair.split(":", -1)[0], pair.split(":", -1)[1]);
                }
            } else if (value != null) {
                shown.put(section + "." + group + name, value);
            }
        }
        assertThat(shown.keySet()).containsExactlyInAnyOrderElementsOf(known().keySet());
        known().forEach((key, byDefault) -> {
            if (!byDefault.equals("none")) {
                assertThat(shown.get(key)).as(key).isEqualTo(byDefault);
            }
        });
    }

    @Test
    void everythingWrongIsSaidAtOnce() throws IOException {
        Path file = file("""
                http:
                  host: 0.0.0.0
                  port: 70000
                  prot: 1
                  tls: {certificateFile: missing.pem}
                database: {password: geheim, connectionsMax: many}
                log: {root: 00}
                demo: {enabled: maybe}
                somewhere: else
                """);
        assertThatThrownBy(() -> Settings.read(file))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("http.port: must be a whole number from 0 to 65535")
                .hasMessageContaining("http.prot: unknown key; perhaps http.port")
                .hasMessageContaining("http.tls.certificateFile: cannot read")
                .hasMessageContaining("http.host: without http.tls only a loopback address")
                .hasMessageContaining("database.password: retired; a secret is a reference to a file")
                .hasMessageContaining("database.connectionsMax: must be a whole number from 2 to 90")
                .hasMessageContaining("log.root: does not look like")
                .hasMessageContaining("demo.enabled: must be true or false")
                .hasMessageContaining("somewhere: unknown key")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void aRelayWithoutTlsStandsOnThisMachineOrNowhere() throws IOException {
        Path file = file("""
                alerts:
                  webhookNetworks: [10.0.0.0/99]
                  mail: {host: 203.0.113.9, from: hub@police.example, local: true, user: hub}
                """);
        assertThatThrownBy(() -> Settings.read(file))
                .hasMessageContaining("alerts.webhookNetworks: 10.0.0.0/99 is no address")
                .hasMessageContaining("alerts.mail.local: the relay 203.0.113.9 does not stand on this machine")
                .hasMessageContaining("alerts.mail.user and alerts.mail.passwordFile stand together");
    }

    @Test
    void aSecretThatOthersMayReadIsRefused() throws IOException {
        Path secret = Files.writeString(folder.resolve("password"), "geheim\n");
        Path file = file("database: {url: 'postgresql://hub@db.example/hub', passwordFile: password}");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> Settings.read(file)).hasMessageContaining("may be read by others: chmod 600 it");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        Settings settings = Settings.read(file);
        assertThat(settings.database().outside().orElseThrow().port()).isEqualTo(5432);
        assertThat(settings.toString()).doesNotContain("geheim").contains("[hidden]");
    }

    @Test
    void whatIsNotYamlOrHoldsAKeyTwiceIsRefused() throws IOException {
        Path broken = file("http: {port: 1\n");
        assertThatThrownBy(() -> Settings.read(broken)).hasMessageContaining("is not YAML");
        Path twice = file("demo: {enabled: true}\ndemo: {enabled: false}\n");
        assertThatThrownBy(() -> Settings.read(twice)).hasMessageContaining("duplicate key");
        assertThatThrownBy(() -> Settings.read(folder.resolve("none.yaml")))
                .hasMessageContaining("There is no configuration");
    }

    @Test
    void anEmptyFileMeansTheDefaults() {
        assertThat(Settings.defaults().http().port()).isEqualTo(8080);
        assertThat(Settings.defaults().database().outside()).isEqualTo(Optional.empty());
        assertThat(Settings.defaults().demo().enabled()).isFalse();
    }

    private static Map<String, String> known() {
        SettingsFile in = SettingsFile.parse("", Path.of("none.yaml"));
        assertThat(Settings.of(in)).isNotNull();
        return in.keys();
    }

    private Path file(String yaml) throws IOException {
        return Files.writeString(folder.resolve("hub.yaml"), yaml);
    }
}
