package org.hublink.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The table of RFC 9420 names classes, methods and tests that exist, and the room itself names no product. */
@Tag("house")
class MlsTableTest {
    private static final Path TABLE = SourceTree.ROOT.resolve("src/docs/mls.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (§[^|]+) \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|$");
    private static final Pattern NAME = Pattern.compile("`([A-Z]\\w*)(?:#(\\w+))?`");
    private static final int ROWS_MIN = 60;

    /** Words of the product that a general room has no use for; the package name is ours to keep. */
    private static final Pattern PRODUCT = Pattern.compile(
            "(?i)\\b(hublink|desks?|officers?|operators?|countr(y|ies)|requesters?|answerers?|checkpoints?|rosters?)\\b");

    @Test
    void everyClassMethodAndTestNamedExists() throws IOException {
        String table = Files.readString(TABLE);
        assertThat(ROW.matcher(table).results().count()).isGreaterThan(ROWS_MIN);
        assertThat(faults(table)).isEmpty();
    }

    @Test
    void inventedNamesAreCaught() {
        assertThat(faults("| §1 | a | `Turn#take` | `GroupTest#aUsedGroupThrowsWhateverIsAskedOfIt` |"))
                .isEmpty();
        assertThat(faults("| §1 | a | `Turn#fly` | `GroupTest` |")).hasSize(1);
        assertThat(faults("| §1 | a | `NoSuchClass` | `GroupTest` |")).hasSize(1);
        assertThat(faults("| §1 | a | `Turn` | `GroupTest#noSuchTest` |")).hasSize(1);
        assertThat(faults("| §1 | a | somewhere | by hand |")).hasSize(2);
    }

    private static List<String> faults(String table) {
        List<String> faults = new ArrayList<>();
        Matcher row = ROW.matcher(table);
        while (row.find()) {
            faults.addAll(unknown(row.group(1), row.group(3), SourceTree.MAIN));
            faults.addAll(unknown(row.group(1), row.group(4), SourceTree.TESTS));
        }
        return faults;
    }

    private static List<String> unknown(String section, String cell, Path root) {
        List<String> faults = new ArrayList<>();
        Matcher name = NAME.matcher(cell);
        int names = 0;
        while (name.find()) {
            names++;
            String method = name.group(2);
            Optional<Path> file = file(root, name.group(1));
            if (file.isEmpty() || (method != null && !read(file.get()).contains(" " + method + "("))) {
                faults.add(section + ": " + name.group());
            }
        }
        if (names == 0) faults.add(section + " names nothing in: " + cell);
        return faults;
    }

    private static Optional<Path> file(Path root, String type) {
        return SourceTree.files(root, ".java").stream()
                .filter(path -> path.getFileName().toString().equals(type + ".java"))
                .filter(path ->
                        path.getParent().endsWith("mls") || path.getParent().endsWith("primitives"))
                .findFirst();
    }

    @Test
    void theRoomKnowsNoProduct() {
        List<String> found = new ArrayList<>();
        for (Path file : SourceTree.files(SourceTree.MAIN, ".java")) {
            if (file.getParent().endsWith("mls")) found.addAll(words(read(file)));
        }
        assertThat(found).isEmpty();
        assertThat(words("package org.hublink.mls; import org.hublink.primitives.Bytes; class A {}"))
                .isEmpty();
        assertThat(words("/** The officer's desk. */ class A {}")).hasSize(2);
    }

    private static List<String> words(String source) {
        List<String> found = new ArrayList<>();
        Matcher word = PRODUCT.matcher(source.replaceAll("org\\.hublink\\.(mls|primitives)\\b", ""));
        while (word.find()) found.add(word.group());
        return found;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
