package org.hublink.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.hublink.browser.build.TeavmRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever builds the core anew gets the page's bytes: from the sources into an empty folder, by a JVM that gives objects
 * other hashes than the build's did, with the optimiser behind it.
 */
@Tag("browser")
class ReproducibleCoreIT {
    private static final Path BUILT = Path.of("target/wasm");
    private static final long STEP_SECONDS_MAX = 600;

    @TempDir
    static Path folder;

    @BeforeAll
    static void buildAgain() throws Exception {
        long began = System.nanoTime();
        Path classes = Files.createDirectories(folder.resolve("classes"));
        javac(classes);
        // What TeaVM finds beside its own by ServiceLoader stands in the resources: both as what runs and as what is
        // compiled.
        String classPath = String.join(File.pathSeparator, classes.toString(), "src/wasm/resources", jars());
        run(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UnlockExperimentalVMOptions",
                "-XX:hashCode=1",
                "-cp",
                classPath,
                TeavmRun.class.getName(),
                classPath,
                folder.toString());
        run(
                "node",
                "src/main/web/build/optimise-core.mjs",
                folder.resolve("core-compiled.wasm").toString(),
                folder.resolve("core.wasm").toString());
        System.out.println("core built again in " + (System.nanoTime() - began) / 1_000_000_000 + " s");
    }

    @Test
    void theCompilerGivesTheSameBytesAgain() throws Exception {
        assertThat(hash(folder.resolve("core-compiled.wasm"))).isEqualTo(hash(BUILT.resolve("core-compiled.wasm")));
    }

    @Test
    void theOptimiserGivesTheSameBytesAgain() throws Exception {
        System.out.println("core.wasm " + hash(BUILT.resolve("core.wasm")));
        assertThat(hash(folder.resolve("core.wasm"))).isEqualTo(hash(BUILT.resolve("core.wasm")));
    }

    private static String hash(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    /** The core's rooms and its face, with the build's own options. */
    private static void javac(Path out) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String room : List.of("primitives", "protocol", "mls", "engine")) {
            add(sources, Path.of("src/main/java/org/hublink", room));
        }
        add(sources, Path.of("src/wasm/java"));
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        StringWriter words = new StringWriter();
        try (StandardJavaFileManager files = javac.getStandardFileManager(null, Locale.ROOT, null)) {
            List<String> options =
                    List.of("--release", "17", "-g", "-parameters", "-proc:none", "-cp", jars(), "-d", out.toString());
            boolean compiled = javac.getTask(
                            words, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(compiled).as(words.toString()).isTrue();
        }
    }

    private static void add(List<Path> sources, Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            found.filter(f -> f.toString().endsWith(".java")).sorted().forEach(sources::add);
        }
    }

    private static String jars() {
        List<String> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (entry.endsWith(".jar")) jars.add(entry);
        }
        return String.join(File.pathSeparator, jars);
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).inheritIO().start();
        boolean ended = process.waitFor(STEP_SECONDS_MAX, TimeUnit.SECONDS);
        if (!ended) process.destroyForcibly();
        assertThat(ended && process.exitValue() == 0).as(command[0]).isTrue();
    }
}
