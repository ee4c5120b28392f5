package org.hublink.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the sources may not hold, and what to write instead. */
@Tag("house")
class TidyTest {
    private static final int MAIN_LINES_MAX = 400;
    private static final int TEST_LINES_MAX = 500;
    private static final long FILE_BYTES_MAX = 8_000_000;

    @Test
    void noFileHoldsWhatIsBanned() throws IOException {
        List<String> found = new ArrayList<>();
        List<TidyRule> rules = TidyRule.all();
        for (Path file : SourceTree.everything(SourceTree.ROOT)) {
            Optional<String> text = textOf(file);
            if (text.isEmpty()) continue;
            Path relative = SourceTree.ROOT.relativize(file);
            for (TidyRule rule : rules) found.addAll(rule.findIn(relative, text.get()));
        }
        assertThat(found).isEmpty();
    }

    @Test
    void noFileIsTooLong() throws IOException {
        List<String> found = new ArrayList<>();
        found.addAll(longerThan(SourceTree.files(SourceTree.MAIN, ".java"), MAIN_LINES_MAX));
        found.addAll(longerThan(SourceTree.files(SourceTree.BROWSER, ".java"), MAIN_LINES_MAX));
        found.addAll(longerThan(SourceTree.files(SourceTree.TESTS, ".java"), TEST_LINES_MAX));
        assertThat(found).isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIs() throws IOException {
        List<String> silent = new ArrayList<>();
        for (Path root : List.of(SourceTree.MAIN, SourceTree.BROWSER, SourceTree.TESTS)) {
            silent.addAll(packagesWithoutWords(root));
        }
        assertThat(silent).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            src/main/java/org/hublink/protocol/A.java   | String a = String.format("%d", 1);
            src/main/java/org/hublink/protocol/A.java   | String a = "%d".formatted(1);
            src/main/java/org/hublink/protocol/A.java   | byte[] a = text.getBytes(UTF_8);
            src/main/java/org/hublink/mls/A.java        | String a = new String(bytes);
            src/main/java/org/hublink/primitives/A.java | import java.util.Base64;
            src/main/java/org/hublink/engine/A.java     | import java.time.Instant;
            src/main/java/org/hublink/engine/A.java     | import java.util.regex.Pattern;
            src/main/java/org/hublink/engine/A.java     | boolean a = text.matches("[a-z]");
            src/main/java/org/hublink/engine/A.java     | var a = list.parallelStream();
            src/main/java/org/hublink/engine/A.java     | synchronized void a() {}
            src/main/java/org/hublink/engine/A.java     | double a = Math.random();
            src/main/java/org/hublink/engine/A.java     | long a = System.currentTimeMillis();
            src/main/java/org/hublink/engine/A.java     | String a = text.toLowerCase(Locale.ROOT);
            src/main/java/org/hublink/engine/A.java     | char a = Character.toUpperCase(c);
            src/main/java/org/hublink/engine/A.java     | var a = ServiceLoader.load(A.class);
            src/main/java/org/hublink/engine/A.java     | var a = new HashMap<String, A>();
            src/main/java/org/hublink/forum/A.java      | Thread.sleep(10);
            src/main/java/org/hublink/forum/A.java      | e.printStackTrace();
            src/main/java/org/hublink/forum/A.java      | vault.unsafeForTestsKey();
            src/main/java/org/hublink/forum/A.java      | System.out.println();
            src/main/java/org/hublink/forum/A.java      | String sql = "UPDATE a SET b = now()";
            src/main/java/org/hublink/forum/A.java      | String sql = "SELECT CURRENT_TIMESTAMP";
            src/main/resources/db/0001-a.sql            | created timestamptz DEFAULT now()
            src/test/java/org/hublink/forum/A.java      | import java.util.*;
            """)
    void aPlantedLineIsCaught(String path, String line) {
        assertThat(found(path, line)).hasSize(1);
    }

    @Test
    void openEndsMachinePathsAndRegistriesAreCaught() {
        assertThat(found("README.md", "TO" + "DO: write this")).hasSize(1);
        assertThat(found("src/docs/a.md", "see /ro" + "ot/hublink/a")).hasSize(1);
        assertThat(found("src/docs/a.md", "see /ho" + "me/anna/a")).hasSize(1);
        assertThat(found("pom.xml", "<url>https://regi" + "stry.example.org/a</url>"))
                .hasSize(1);
        assertThat(found("src/test/web/package-lock.json", "\"resolved\"" + ": \"https://example.org/a.tgz\""))
                .hasSize(1);
    }

    @Test
    void commentsLiteralsAndOtherRoomsAreLeftAlone() {
        String core = "src/main/java/org/hublink/protocol/A.java";
        assertThat(found(core, "// unlike String.format( this is bounded")).isEmpty();
        assertThat(found(core, "/* java.time\n java.util.regex */ int a;")).isEmpty();
        assertThat(found(core, "String a = \"java.time\"; char b = '\"'; // .getBytes("))
                .isEmpty();
        assertThat(found(core, "String a = \"\"\"\n say \"java.time\" \\\"\"\"\n \"\"\";"))
                .isEmpty();
        assertThat(found(core, "long a = clock.now();")).isEmpty();
        assertThat(found("src/main/java/org/hublink/client/A.java", "System.out.println(String.format(a));"))
                .isEmpty();
        assertThat(found(core, "int a; /* */ String b = new String(c); // \n byte[] d = e.getBytes(f);"))
                .hasSize(2);
    }

    @Test
    void aLongFileAndASilentPackageAreCaught(@TempDir Path planted) throws IOException {
        Path file = new PlantedSource("org.hublink.forum", "Long", "//\n".repeat(MAIN_LINES_MAX)).writeUnder(planted);
        assertThat(longerThan(List.of(file), MAIN_LINES_MAX)).hasSize(1);
        assertThat(packagesWithoutWords(planted)).hasSize(1);
    }

    private static List<String> found(String path, String text) {
        List<String> found = new ArrayList<>();
        for (TidyRule rule : TidyRule.all()) found.addAll(rule.findIn(Path.of(path), text));
        return found;
    }

    private static List<String> longerThan(List<Path> files, int linesMax) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            try (Stream<String> lines = Files.lines(file)) {
                long count = lines.count();
                if (count > linesMax) found.add(file + " has " + count + " lines, at most " + linesMax);
            }
        }
        return found;
    }

    private static List<String> packagesWithoutWords(Path root) throws IOException {
        Set<Path> packages = new TreeSet<>();
        for (Path file : SourceTree.files(root, ".java")) packages.add(file.getParent());
        List<String> silent = new ArrayList<>();
        for (Path folder : packages) {
            Path words = folder.resolve("package-info.java");
            boolean says = Files.exists(words)
                    && Files.readString(words).contains("@NullMarked")
                    && Files.readString(words).startsWith("/**");
            if (!says) silent.add(folder + ": package-info.java with a purpose and @NullMarked");
        }
        return silent;
    }

    /** The file's text; empty for what is not text (pictures, archives) or larger than a source should be. */
    private static Optional<String> textOf(Path file) throws IOException {
        if (Files.size(file) > FILE_BYTES_MAX) return Optional.empty();
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString());
        } catch (CharacterCodingException notText) {
            return Optional.empty();
        }
    }
}
