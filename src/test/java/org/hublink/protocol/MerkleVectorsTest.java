package org.hublink.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hublink.primitives.Base64;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The proofs of transparency-dev/merkle, good and broken; each file of the folder is read by one of these. */
@Tag("vectors")
class MerkleVectorsTest {
    private static final Path FOLDER = Path.of(System.getProperty("vectors.dir", "../shared/vectors"), "merkle");

    @BeforeAll
    static void theFilesAreOthersAndMayBeAbsent() {
        assumeTrue(Files.isDirectory(FOLDER), () -> "left out, no folder: " + FOLDER);
    }

    @TestFactory
    Stream<DynamicTest> inclusion() throws IOException {
        return cases("inclusion.json")
                .map(c -> DynamicTest.dynamicTest(c.getString("name"), () -> {
                    assertThat(included(c)).isEqualTo(!c.getBoolean("wantErr"));
                }));
    }

    @TestFactory
    Stream<DynamicTest> consistency() throws IOException {
        return cases("consistency.json")
                .map(c -> DynamicTest.dynamicTest(c.getString("name"), () -> {
                    assertThat(consistent(c)).isEqualTo(!c.getBoolean("wantErr"));
                }));
    }

    @Test
    void everyFileOfTheFolderIsRead() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder("inclusion.json", "consistency.json");
        }
        assertThat(cases("inclusion.json")).hasSize(73);
        assertThat(cases("consistency.json")).hasSize(74);
    }

    private static boolean included(JsonObject c) {
        try {
            return new InclusionProof(number(c, "leafIdx"), number(c, "treeSize"), path(c))
                    .proves(digest(c.getString("leafHash")), digest(c.getString("root")));
        } catch (Malformed wrongLength) {
            return false;
        }
    }

    private static boolean consistent(JsonObject c) {
        try {
            return new ConsistencyProof(number(c, "size1"), number(c, "size2"), path(c))
                    .joins(digest(c.getString("root1")), digest(c.getString("root2")));
        } catch (Malformed wrongLength) {
            return false;
        }
    }

    private static List<Digest> path(JsonObject c) throws Malformed {
        List<Digest> path = new ArrayList<>();
        JsonArray steps = c.getJsonArray("proof");
        if (steps == null) return path;
        for (int i = 0; i < steps.size(); i++) path.add(digest(steps.getString(i)));
        return path;
    }

    /** Unsigned 64-bit numbers of the source become negative here, which no proof takes. */
    private static long number(JsonObject c, String key) {
        return ((Number) c.getValue(key)).longValue();
    }

    private static Digest digest(String base64) throws Malformed {
        return Digest.from(Base64.decode(base64));
    }

    private static Stream<JsonObject> cases(String file) throws IOException {
        return new JsonArray(Files.readString(FOLDER.resolve(file))).stream().map(JsonObject.class::cast);
    }
}
