package org.hublink.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The core as WebAssembly in Chromium, under the product's policy, answers every vector as the JVM does. */
@Tag("browser")
class CoreInChromiumIT {
    private static final List<String> FILES = BrowserRoom.VECTOR_FILES;

    @Test
    void theBrowserAnswersEveryVectorAsTheJvmDoes() throws Exception {
        assertThat(Path.of("target/wasm/core.wasm"))
                .as("the build compiles the core")
                .exists();
        try (CorePage page = new CorePage(FILES);
                Chromium chromium = new Chromium(page.url())) {
            Map<String, String> answers = page.answers().get(120, TimeUnit.SECONDS);
            assertThat(answers.keySet()).containsExactlyInAnyOrderElementsOf(FILES);
            for (String file : FILES) {
                String jvm = BrowserRoom.vectorsOnJvm(file, Files.readAllBytes(Path.of("src/test/vectors", file)));
                assertThat(answers.get(file)).as(file).isEqualTo(jvm);
                assertThat(jvm).doesNotContain("WRONG");
            }
            assertThat(chromium.runs()).isTrue();
        }
    }
}
