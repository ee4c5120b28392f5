package org.hublink.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./hub} says on a machine that lacks something: one sentence each, before anything is built. */
@Tag("house")
class LauncherTest {
    private static final List<String> PLAIN =
            List.of("sh", "env", "dirname", "readlink", "awk", "grep", "sed", "cat", "mkdir", "rm");
    private static final List<Path> PLACES = List.of(Path.of("/bin"), Path.of("/usr/bin"), Path.of("/usr/local/bin"));

    @TempDir
    Path folder;

    private Path bin;

    /** Why it stopped, and what it said. */
    private record Ended(int code, String words) {}

    @BeforeEach
    void aMachineWithJavaAndMaven() throws IOException {
        bin = Files.createDirectory(folder.resolve("bin"));
        for (String name : PLAIN) {
            for (Path place : PLACES) {
                Path there = place.resolve(name);
                if (Files.exists(there) && !Files.exists(bin.resolve(name))) {
                    Files.createSymbolicLink(bin.resolve(name), there.toRealPath());
                }
            }
        }
        tool(
                "java",
                "case $1 in --list-modules) echo jdk.compiler@17;; *) echo 'openjdk version \"17.0.9\"' >&2;; esac");
        tool("mvn", "echo 'Apache Maven 3.8.7 (example)'");
        Files.copy(Path.of("hub"), folder.resolve("hub"));
    }

    private void tool(String name, String script) throws IOException {
        Path file = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Ended hub() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        bin.resolve("sh").toString(), folder.resolve("hub").toString(), "--help")
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", bin.toString());
        Process process = builder.start();
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), words);
    }

    @Test
    void withoutNodeItSaysSoInOneSentenceAndBuildsNothing() throws Exception {
        assertThat(hub())
                .isEqualTo(new Ended(
                        1, "hub: Node 20 or newer is needed, none was found (Debian: apt-get install nodejs npm)\n"));
        assertThat(folder.resolve("target")).doesNotExist();
    }

    @Test
    void aNodeThatIsTooOldIsNamed() throws Exception {
        tool("node", "echo v18.20.4");
        assertThat(hub()).isEqualTo(new Ended(1, "hub: Node 20 or newer is needed, this one is 18.20.4\n"));
    }

    @Test
    void allThatIsMissingIsSaidAtOnce() throws Exception {
        tool("mvn", "echo 'Apache Maven 3.6.3 (example)'");
        assertThat(hub().words().lines())
                .containsExactly(
                        "hub: Maven 3.8 or newer is needed, this one is 3.6.3",
                        "hub: Node 20 or newer is needed, none was found (Debian: apt-get install nodejs npm)");
    }

    @Test
    void anOldJavaIsNamedFirst() throws Exception {
        tool("java", "echo 'openjdk version \"11.0.2\"' >&2");
        assertThat(hub())
                .isEqualTo(new Ended(
                        1, "hub: Java 17 or newer is needed, java is 11.0.2 (set JAVA_HOME to a newer one)\n"));
    }
}
