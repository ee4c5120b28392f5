package org.hublink.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hublink.browser.VectorFile;
import org.hublink.jvm.JvmHome;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The proofs of transparency-dev/merkle, good and broken; each file of the folder is read by one of these. */
@Tag("vectors")
class MerkleVectorsTest {
    private static final Path FOLDER = Path.of(System.getProperty("vectors.dir", "../shared/vectors"), "merkle");

    @BeforeAll
    static void theFilesAreOthersAndMayBeAbsent() {
        assumeTrue(Files.isDirectory(FOLDER), () -> "left out, no folder: " + FOLDER);
    }

    @ParameterizedTest
    @CsvSource({"inclusion.json,73", "consistency.json,74"})
    void everyProofIsTakenOrRefusedAsTheFileSays(String file, int cases) throws IOException {
        String answers = VectorFile.run("merkle/" + file, Files.readAllBytes(FOLDER.resolve(file)), JvmHome.system());
        assertThat(answers.lines())
                .hasSize(cases)
                .allSatisfy(line -> assertThat(line).startsWith("ok "));
    }

    @Test
    void everyFileOfTheFolderIsRead() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(List.of("inclusion.json", "consistency.json"));
        }
    }
}
