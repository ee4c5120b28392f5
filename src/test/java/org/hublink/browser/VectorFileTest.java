package org.hublink.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.hublink.jvm.JvmHome;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The vectors that the browser runs, on the JVM; {@link CoreInChromiumIT} runs the same files in Chromium. */
@Tag("vectors")
class VectorFileTest {
    /** Run by tests of their own rooms. */
    private static final Set<String> ELSEWHERE = Set.of("mls", "merkle");

    @TestFactory
    Stream<DynamicTest> everyCaseIsAnsweredAsTheFileSays() {
        return BrowserRoom.allVectors().entrySet().stream()
                .filter(file -> !ELSEWHERE.contains(file.getKey().split("/", 2)[0]))
                .map(file -> DynamicTest.dynamicTest(file.getKey(), () -> check(file.getKey(), file.getValue())));
    }

    private static void check(String name, Path file) throws Exception {
        String answers = VectorFile.run(name, Files.readAllBytes(file), JvmHome.system());
        System.out.println(name + ": " + BothHomes.counted(answers));
        assertThat(answers.lines().filter(line -> line.startsWith("WRONG "))).isEmpty();
        assertThat(answers.lines().filter(line -> line.startsWith("ok ")).count())
                .isPositive();
    }

    @Test
    void aWrongAnswerIsSaid() {
        String file = "{\"cases\":[{\"name\":\"a\",\"op\":\"utf8\",\"in\":[\"x\"],\"out\":\"hex:79\"}]}";
        assertThat(primitives(file)).isEqualTo("WRONG a: hex:78, want hex:79\n");
    }

    @Test
    void aBrokenFileIsSaid() {
        assertThat(primitives("{")).startsWith("WRONG file: ");
    }

    private static String primitives(String file) {
        return VectorFile.run("primitives.json", file.getBytes(StandardCharsets.UTF_8), JvmHome.system());
    }
}
