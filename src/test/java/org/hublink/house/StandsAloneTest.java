package org.hublink.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The core's rooms compile alone, with Bouncy Castle and JSpecify on the class path and nothing else. An import that
 * strays fails here even where an incremental build would not look at it again.
 */
@Tag("house")
class StandsAloneTest {
    @TempDir
    Path out;

    @ParameterizedTest
    @ValueSource(strings = {"primitives", "primitives mls", "primitives protocol", "primitives protocol mls engine"})
    void theseRoomsCompileAlone(String rooms) {
        assertThat(compileAlone(sourcesOf(rooms))).isEmpty();
    }

    @Test
    void aStrayImportIsCaught() {
        List<Path> files = new ArrayList<>(sourcesOf("primitives"));
        files.add(planted("import io.vertx.core.Future; class Stray { Future<String> later; }"));
        assertThat(compileAlone(files)).anyMatch(e -> e.contains("io.vertx.core"));
    }

    @Test
    void aRoomThatWasLeftOutIsCaught() {
        List<Path> files = new ArrayList<>(sourcesOf("primitives"));
        files.add(planted("class Stray { org.hublink.house.Absent room; }"));
        assertThat(compileAlone(files)).anyMatch(e -> e.contains("org.hublink.house"));
    }

    private Path planted(String body) {
        return new PlantedSource("org.hublink.protocol", "Stray", body).writeUnder(out.resolve("planted"));
    }

    private List<String> compileAlone(List<Path> files) {
        if (files.isEmpty()) return List.of();
        Path classes = out.resolve("classes");
        assertThat(classes.toFile().mkdirs()).isTrue();
        return PlantedSource.check(files, SourceTree.jarsOf(Ed25519.class, NullMarked.class), classes);
    }

    private static List<Path> sourcesOf(String rooms) {
        List<Path> files = new ArrayList<>();
        for (String room : rooms.split(" ", -1)) {
            files.addAll(SourceTree.files(SourceTree.MAIN.resolve("org/hublink").resolve(room), ".java"));
        }
        return files;
    }
}
