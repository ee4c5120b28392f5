package org.hublink.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's commands do what the README says; a command that this test does not know fails it. */
@Tag("server")
class ReadmeIT {
    private static final Pattern BLOCK = Pattern.compile("(?s)```sh\\n(.*?)```");
    private static final long HELP_SECONDS_MAX = 60;
    private static final long DEMO_SECONDS_MAX = 600;

    @TempDir
    Path elsewhere;

    @Test
    void everyCommandIsKnownHere() throws IOException {
        assertThat(commands(Files.readString(SourceTree.ROOT.resolve("README.md"))))
                .containsExactly("./hub demo --headless", "./hub demo", "./hub --help", "./hub test");
    }

    @Test
    void helpExplainsItself() throws Exception {
        Ran help = run(HELP_SECONDS_MAX, "--help");
        assertThat(help.output()).contains("serve");
        assertThat(help.exitCode()).isZero();
    }

    @Test
    void theDemoRunsThroughAndEndsWithZero() throws Exception {
        Ran demo = run(DEMO_SECONDS_MAX, "demo", "--headless");
        assertThat(demo.exitCode()).as(demo.output()).isZero();
    }

    private record Ran(int exitCode, String output) {}

    /** The project's folder as the program sees it, so that what it writes does not lie about in this one. */
    @BeforeEach
    void linkWhatTheProgramReads() throws IOException {
        for (String folder : List.of("config", "keys-example")) {
            Files.createSymbolicLink(elsewhere.resolve(folder), SourceTree.ROOT.resolve(folder));
        }
    }

    /** Runs the launcher with what this build made. */
    private Ran run(long secondsMax, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(SourceTree.ROOT.resolve("hub").toString()));
        command.addAll(List.of(arguments));
        Path output = elsewhere.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(elsewhere.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("HUB_AS_BUILT", "1");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(secondsMax, TimeUnit.SECONDS))
                    .as("ends in time: %s", Files.readString(output))
                    .isTrue();
            return new Ran(process.exitValue(), Files.readString(output));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static List<String> commands(String page) {
        List<String> commands = new ArrayList<>();
        Matcher block = BLOCK.matcher(page);
        while (block.find()) {
            block.group(1)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .forEach(commands::add);
        }
        return commands;
    }
}
