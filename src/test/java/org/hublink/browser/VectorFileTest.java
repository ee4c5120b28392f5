package org.hublink.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The vectors that the browser runs, on the JVM; {@link CoreInChromiumIT} runs the same files in Chromium. */
@Tag("vectors")
class VectorFileTest {
    @ParameterizedTest
    @FieldSource("org.hublink.browser.BrowserRoom#VECTOR_FILES")
    void everyCaseIsAnsweredAsTheFileSays(String file) throws Exception {
        String answers = BrowserRoom.vectorsOnJvm(file, Files.readAllBytes(Path.of("src/test/vectors", file)));
        assertThat(answers.lines().filter(line -> !line.startsWith("ok "))).isEmpty();
        assertThat(answers.lines().count()).isGreaterThan(10);
    }

    @Test
    void aWrongAnswerIsSaid() throws Exception {
        String file = "{\"cases\":[{\"name\":\"a\",\"op\":\"utf8\",\"in\":[\"x\"],\"out\":\"hex:79\"}]}";
        assertThat(primitives(file)).isEqualTo("WRONG a: hex:78, want hex:79\n");
    }

    @Test
    void aBrokenFileIsSaid() throws Exception {
        assertThat(primitives("{")).startsWith("WRONG file: ");
    }

    private static String primitives(String file) throws ReflectiveOperationException {
        return BrowserRoom.vectorsOnJvm("primitives.json", file.getBytes(StandardCharsets.UTF_8));
    }
}
