package org.hublink.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The primitives' own vectors on the JVM; {@link CoreInChromiumIT} runs the same file in the browser. */
@Tag("vectors")
class VectorFileTest {
    @Test
    void everyPrimitiveAnswersAsTheFileSays() throws Exception {
        String answers = BrowserRoom.vectorsOnJvm(Files.readAllBytes(Path.of("src/test/vectors/primitives.json")));
        assertThat(answers.lines().filter(line -> !line.startsWith("ok "))).isEmpty();
        assertThat(answers.lines().count()).isGreaterThan(80);
    }

    @Test
    void aWrongAnswerIsSaid() throws Exception {
        String file = "{\"cases\":[{\"name\":\"a\",\"op\":\"utf8\",\"in\":[\"x\"],\"out\":\"hex:79\"}]}";
        assertThat(BrowserRoom.vectorsOnJvm(file.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("WRONG a: hex:78, want hex:79\n");
    }

    @Test
    void aBrokenFileIsSaid() throws Exception {
        assertThat(BrowserRoom.vectorsOnJvm("{".getBytes(StandardCharsets.UTF_8)))
                .startsWith("WRONG file: ");
    }
}
