package org.hublink.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.hublink.engine.OwnKey;
import org.hublink.engine.Vault;
import org.hublink.engine.VaultContents;
import org.hublink.engine.VaultOwner;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Home;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line by its exit codes and its words. */
@Tag("unit")
class HubTest {
    private static final Home HOME = JvmHome.system();

    @TempDir
    Path folder;

    private record Ran(int exitCode, String said) {}

    private static Ran hub(String... args) {
        var out = new ByteArrayOutputStream();
        int code = Hub.captured(new PrintStream(out, true, StandardCharsets.UTF_8), List.of(), args);
        return new Ran(code, out.toString(StandardCharsets.UTF_8));
    }

    /** Made once: its key takes a while, and other contents go under the same. */
    private static final Vault VAULT =
            Vault.create(contents("http://127.0.0.1:1"), "right", Vault.Cost.LEAST, HOME.randomness(), HOME.text());

    private static VaultContents contents(String origin) {
        var owner = new VaultOwner.Operator("FR", "fr-o-test", OwnKey.ed25519(HOME.randomness()));
        return VaultContents.fresh(owner, Digest.of(new byte[] {1}), origin, HOME.randomness());
    }

    private String vault(String origin) throws IOException {
        var file = folder.resolve("fr.vault");
        Files.write(file, VAULT.with(contents(origin)).seal(HOME.randomness()));
        return file.toString();
    }

    private String passphrase(String text) throws IOException {
        var file = folder.resolve("passphrase");
        PrivateFiles.replace(file, (text + "\n").getBytes(StandardCharsets.UTF_8));
        return file.toString();
    }

    @Test
    void helpNamesEveryExitCode() {
        var ran = hub("--help");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.said()).contains("Exit codes", " 5 ", "caught cheating", "directory", "audit");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"directory show --vault x", "nonsense", "audit --no-such-option", "directory search --vault x"})
    void whatIsNotUnderstoodEndsWithTwoAndAHint(String line) {
        var ran = hub(line.split(" "));
        assertThat(ran.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.said()).startsWith("hub: ").contains("--help");
    }

    @Test
    void withoutAVaultNobodySpeaks() {
        var ran = hub("directory", "sync");
        assertThat(ran.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.said()).contains("[no-vault]");
    }

    @Test
    void aMissingVaultIsASentenceAndJsonSaysItsCode() throws IOException {
        var missing = folder.resolve("none.vault").toString();
        var pass = passphrase("x");
        var person = hub("directory", "sync", "--vault", missing, "--passphrase-file", pass);
        assertThat(person.exitCode()).isEqualTo(ExitCode.LOCAL);
        assertThat(person.said()).contains("There is no file").contains("[file-missing]");
        var machine = hub("directory", "sync", "--vault", missing, "--passphrase-file", pass, "--json");
        assertThat(machine.exitCode()).isEqualTo(ExitCode.LOCAL);
        assertThat(machine.said().strip())
                .startsWith("{\"error\":\"file-missing\",\"message\":")
                .endsWith("}");
    }

    @Test
    void aWrongPassphraseIsToldApartFromAServerThatIsAway() throws IOException {
        var vault = vault("http://127.0.0.1:1");
        var wrong = hub("directory", "sync", "--vault", vault, "--passphrase-file", passphrase("wrong"));
        assertThat(wrong.exitCode()).isEqualTo(ExitCode.LOCAL);
        assertThat(wrong.said()).contains("[vault-wrong-passphrase]");
        var away = hub("directory", "sync", "--vault", vault, "--passphrase-file", passphrase("right"));
        assertThat(away.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(away.said()).contains("[unreachable]");
    }

    @Test
    void aPassphraseThatOthersCanReadIsRefused() throws IOException {
        var pass = passphrase("right");
        var vault = vault("http://127.0.0.1:1");
        for (var mode : List.of("rw-r-----", "rw----r--")) {
            Files.setPosixFilePermissions(Path.of(pass), PosixFilePermissions.fromString(mode));
            var open = hub("directory", "sync", "--vault", vault, "--passphrase-file", pass);
            assertThat(open.exitCode()).isEqualTo(ExitCode.LOCAL);
            assertThat(open.said()).contains("[passphrase-file-open]").doesNotContain("right");
        }
    }

    @Test
    void demoKeysAreForThisMachineAndPlainHttpToo() throws IOException {
        var pass = passphrase("right");
        var demo = hub("audit", "--demo", "--vault", vault("https://hub.example"), "--passphrase-file", pass);
        assertThat(demo.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(demo.said()).contains("[demo-elsewhere]");
        var plain = hub("audit", "--vault", vault("http://hub.example"), "--passphrase-file", pass);
        assertThat(plain.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(plain.said()).contains("[plain-http]");
    }

    @Test
    void aSearchBeforeTheFirstSyncSaysSo() throws IOException {
        var ran = hub(
                "directory",
                "search",
                "--vault",
                vault("http://127.0.0.1:1"),
                "--passphrase-file",
                passphrase("right"),
                "Brazil");
        assertThat(ran.exitCode()).isEqualTo(ExitCode.LOCAL);
        assertThat(ran.said()).contains("[not-synced]");
    }

    @Test
    void anAuditorNeedsTheRootsHash() {
        var ran = hub("audit", "--server", "http://127.0.0.1:1", "--root", "abc");
        assertThat(ran.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.said()).contains("[no-root]");
    }
}
