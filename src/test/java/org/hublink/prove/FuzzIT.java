package org.hublink.prove;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./hub prove fuzz} in small: it counts, goes on where it was, finds what was planted, and knows every fuzz test. */
@Tag("faults")
class FuzzIT {
    @TempDir
    Path folder;

    private Map<String, Object> run(String target, long executions) throws Exception {
        return FuzzProve.run(FuzzProve.chosen(target), folder, executions, 60, 1);
    }

    @Test
    void aRunCountsAndTheNextGoesOn() throws Exception {
        assertThat(run("PrimitivesFuzzTest.utf8", 2_000))
                .containsEntry("passed", true)
                .containsEntry("executions", 2_000L);
        assertThat(run("PrimitivesFuzzTest.utf8", 3_000)).containsEntry("executions", 3_000L);
        assertThat(Files.readString(folder.resolve("PrimitivesFuzzTest.utf8/log")))
                .contains("Done 1000 runs");
    }

    /** Not in the list, so that nothing else runs it. */
    static class Planted {
        @FuzzTest
        void crashing(byte[] in) {
            if (in.length > 2 && in[0] == 77) throw new IllegalStateException("found");
        }

        @FuzzTest
        void hungry(byte[] in) {
            assertThat(new long[in.length > 2 ? 64 << 20 : 1]).isNotEmpty();
        }
    }

    @Test
    void whatEscapesIsAFindingAndSoIsWantOfMemory() throws Exception {
        List<FuzzTarget> planted = FuzzTarget.of(Planted.class.getName());
        Map<String, Object> figures = FuzzProve.run(planted, folder, 1_000_000, 60, 1);
        assertThat(figures).containsEntry("passed", false);
        assertThat(String.valueOf(figures.get("findings")))
                .contains("IllegalStateException: found")
                .contains("Out of memory");
    }

    @Test
    void everyClassOfFuzzTestsIsInTheList() throws IOException {
        TreeSet<String> listed = new TreeSet<>();
        for (FuzzTarget target : FuzzTarget.all()) listed.add(target.className() + ".java");
        TreeSet<String> written = new TreeSet<>();
        Path tests = Path.of("src/test/java");
        try (Stream<Path> files = Files.walk(tests)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith("FuzzTest.java")).toList()) {
                written.add(tests.relativize(file).toString().replace('/', '.'));
            }
        }
        assertThat(listed).isEqualTo(written);
    }

    @Test
    void everySourceOfSeedsBelongsToATarget() {
        List<String> names = FuzzTarget.all().stream().map(FuzzTarget::name).toList();
        assertThat(names).containsAll(FuzzSeeds.targets());
    }
}
