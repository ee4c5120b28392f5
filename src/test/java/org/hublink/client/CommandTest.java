package org.hublink.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people mistype ends in a sentence, a code and the right exit code, before any passphrase is asked for. */
@Tag("unit")
class CommandTest {
    private static final String CARD = " --name X --unit Y --phone 112 --languages fr";

    @TempDir
    Path folder;

    private String text = "";

    private int run(String... words) {
        var bytes = new ByteArrayOutputStream();
        int exit = Hub.captured(new PrintStream(bytes, true, StandardCharsets.UTF_8), List.of(), words);
        text = bytes.toString(StandardCharsets.UTF_8);
        return exit;
    }

    private int line(String words) {
        return run((words + " --vault " + folder.resolve("no.vault")).split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "authority hold laptop --yes, 2, bad-target",
        "authority hold device:ÄÖ --yes, 2, bad-target",
        "authority lift device:, 2, bad-target",
        "authority sign xyz, 2, bad-statement",
        "authority approve nonsense, 2, bad-invitation",
        "authority approve https://hub.example/enrol#AAAA, 2, invitation-version",
        "authority approve https://hub.example/enrol#*, 2, base64",
        "authority invite --hours 73, 2, bad-hours",
        "authority invite --officer Jean, 2, bad-pseudonym",
        "authority renew, 2, nothing-named",
        "authority renew --due --days 91, 2, bad-days",
        "authority desk fr-cse --functions a --members b --heads c, 2, bad-desk",
        "authority desk FR-CSE-247 --functions a --members b --heads b, 2, desk-member",
        "authority pending, 4, file-missing",
        "authority final officer:fr-o-a --yes, 4, file-missing",
        "enrol apply nonsense" + CARD + ", 2, bad-invitation",
        "authority listings import none.csv, 4, file-missing",
        "authority listings publish --countries fr, 2, bad-country",
        "authority listings show, 4, file-missing",
        "authority attest --days 401, 2, bad-days",
        "authority decline xyz, 2, bad-invitation",
        "authority withdraw xyz, 2, bad-statement",
        "ceremony operator --country fr --server http://127.0.0.1:1 --root x, 2, bad-country",
        "ceremony operator --country FR --server nonsense --root x, 2, bad-server",
        "ceremony operator --country FR --server http://127.0.0.1:1 --root x, 2, no-root",
        "ceremony authority fr --operators x, 2, bad-country",
        "ceremony authority FR --operators x --days 401, 4, file-missing",
        "ceremony sign none.ceremony, 4, file-missing",
        "ceremony publish none.ceremony --server http://127.0.0.1:1, 4, file-missing",
        "enrol status, 4, file-missing",
        "enrol fingerprint, 4, file-missing",
    })
    void badInputNamesItsCode(String words, int exit, String code) {
        assertThat(line(words)).as(text).isEqualTo(exit);
        assertThat(text).startsWith("hub: ").contains("[" + code);
    }

    @ParameterizedTest
    @CsvSource({
        "authority",
        "enrol",
        "ceremony",
        "authority listings",
        "authority what",
        "enrol apply",
        "authority hold"
    })
    void aHalfCommandSaysWhereToLook(String words) {
        assertThat(run(words.split(" "))).isEqualTo(ExitCode.USAGE);
        assertThat(text).contains("Try: hub ").contains(" --help");
    }

    @Test
    void aScriptGetsTheRefusalAsJson() {
        assertThat(line("authority hold laptop --json")).isEqualTo(ExitCode.USAGE);
        assertThat(text).startsWith("{\"error\":\"bad-target\",\"message\":");
    }

    @Test
    void everyCommandExplainsItself() {
        for (var command : List.of(
                "invite",
                "applications",
                "approve",
                "decline",
                "pending",
                "sign",
                "withdraw",
                "hold",
                "lift",
                "final",
                "renew",
                "desk",
                "attest")) {
            assertThat(run("authority", command, "--help")).isZero();
            assertThat(text).contains("--vault", "--passphrase-file", "--json").doesNotContain("--passphrase=");
        }
    }

    @Test
    void aShortPassphraseMakesNoVault() throws IOException {
        var file = folder.resolve("passphrase");
        PrivateFiles.replace(file, "elevenchars\n".getBytes(StandardCharsets.UTF_8));
        Ended refused = ended(() -> Passphrases.fresh(file, "new.vault"));
        assertThat(refused.code()).isEqualTo("passphrase-too-short");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.LOCAL);
        assertThat(refused.sentence()).contains("at least 12 characters").doesNotContain("eleven");
        PrivateFiles.replace(file, new byte[] {10});
        assertThat(ended(() -> Passphrases.known(file, "a.vault")).code()).isEqualTo("passphrase-missing");
    }

    @Test
    void aLinkWithoutItsPathIsRefused() {
        assertThat(ended(() -> InvitationLink.read("https://hub.example#x")).code())
                .isEqualTo("bad-invitation");
    }

    private interface Act {
        void run() throws Ended, IOException;
    }

    private static Ended ended(Act act) {
        try {
            act.run();
        } catch (Ended refused) {
            return refused;
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
        throw new AssertionError("not refused");
    }
}
