package org.hublink.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The table rule → code → test names every rule of this floor, and classes and test methods that exist. */
@Tag("house")
class RulesTableTest {
    private static final Path TABLE = SourceTree.ROOT.resolve("src/docs/rules.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Z]\\d+) \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|$");
    private static final Pattern NAME = Pattern.compile("`([A-Z]\\w*)(?:#(\\w+))?`");
    private static final List<String> RULES = List.of(
            "K1", "K2", "K3", "K4", "K5", "S1", "S2", "S3", "S4", "S5", "S6", "S7", "L1", "L2", "L3", "L4", "L5", "L6",
            "L7", "V1", "V2", "V3", "V4", "V5", "M2", "M3", "M4", "M5", "M6", "M7", "M8", "M9", "M10", "M11", "M12",
            "B1", "B2", "B3", "B4", "B5", "C1", "C2", "C3", "C4", "C5", "E1", "E2", "E3", "E5", "E6", "E7", "E9", "F1",
            "F2", "F3", "F4", "F5", "F6", "F7");

    @Test
    void everyRuleStandsInTheTableOnce() throws IOException {
        List<String> ids = new ArrayList<>();
        Matcher row = ROW.matcher(Files.readString(TABLE));
        while (row.find()) ids.add(row.group(1));
        assertThat(ids).containsExactlyElementsOf(RULES);
    }

    @Test
    void everyClassAndTestNamedExists() throws IOException {
        assertThat(faults(Files.readString(TABLE))).isEmpty();
    }

    /** The threat model's tables name a test for every attack, and it exists. */
    @Test
    void everyAttackHasATestThatExists() throws IOException {
        String model = Files.readString(SourceTree.ROOT.resolve("src/docs/threat-model.md"));
        Map<String, Path> tests = byName(SourceTree.TESTS);
        List<String> faults = new ArrayList<>();
        int attacks = 0;
        for (String line : model.lines().toList()) {
            if (line.endsWith(" |") && line.contains("#")) {
                attacks++;
                faults.addAll(unknown(line.substring(0, 20), line.substring(line.lastIndexOf(" | ")), tests));
            }
        }
        assertThat(faults).isEmpty();
        assertThat(attacks).isGreaterThan(20);
    }

    @Test
    void anInventedClassAnInventedTestAndAnEmptyCellAreCaught() {
        assertThat(faults("| K1 | a | `NoSuchRoom` | `HouseRulesTest` |")).hasSize(1);
        assertThat(faults("| K1 | a | `Digest` | `HouseRulesTest#noSuchTest` |"))
                .hasSize(1);
        assertThat(faults("| K1 | a | `Digest` | `Digest` |"))
                .as("a class is no test")
                .hasSize(1);
        assertThat(faults("| K1 | a | `Digest` | by hand |")).hasSize(1);
        assertThat(faults("| K1 | a | somewhere | **not yet**: waits |")).hasSize(1);
        assertThat(faults("| K1 | a | `Digest` | **not yet**: waits |")).isEmpty();
        assertThat(faults("| K1 | a | `Digest` | `HouseRulesTest#theHouseKeeps` |"))
                .isEmpty();
    }

    private static List<String> faults(String table) {
        Map<String, Path> code = byName(SourceTree.MAIN);
        Map<String, Path> tests = byName(SourceTree.TESTS);
        List<String> faults = new ArrayList<>();
        Matcher row = ROW.matcher(table);
        while (row.find()) {
            String id = row.group(1);
            if (!NAME.matcher(row.group(3)).find()) faults.add(id + " names no class");
            faults.addAll(unknown(id, row.group(3), code));
            boolean excused = row.group(4).startsWith("**not yet**: ");
            if (!excused && !NAME.matcher(row.group(4)).find()) faults.add(id + " names no test");
            faults.addAll(unknown(id, row.group(4), tests));
        }
        return faults;
    }

    private static List<String> unknown(String id, String cell, Map<String, Path> known) {
        List<String> faults = new ArrayList<>();
        Matcher name = NAME.matcher(cell);
        while (name.find()) {
            Path file = known.get(name.group(1));
            String method = name.group(2);
            if (file == null) faults.add(id + ": there is no " + name.group(1));
            else if (method != null && !read(file).contains(" " + method + "(")) faults.add(id + ": " + name.group());
        }
        return faults;
    }

    private static Map<String, Path> byName(Path root) {
        Map<String, Path> byName = new HashMap<>();
        for (Path file : SourceTree.files(root, ".java")) {
            byName.put(String.valueOf(file.getFileName()).replace(".java", ""), file);
        }
        return byName;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
