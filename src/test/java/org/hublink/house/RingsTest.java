package org.hublink.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every test class names the ring it runs in, and its file name fits: a class in no ring would never run. */
@Tag("house")
class RingsTest {
    private static final Pattern TESTS =
            Pattern.compile("@(Test|ParameterizedTest|RepeatedTest|Property|FuzzTest|TestFactory)\\b");
    private static final Pattern TAG = Pattern.compile("(?m)^@Tag\\(\"([a-z]+)\"\\)");
    private static final Set<String> BEFORE_THE_JAR = Set.of("house", "unit", "vectors");
    private static final Set<String> WITH_THE_JAR = Set.of("server", "faults", "browser", "interop");

    @Test
    void everyTestClassNamesItsRing() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path file : SourceTree.files(SourceTree.TESTS, ".java")) {
            wrong.addAll(faults(String.valueOf(file.getFileName()), Files.readString(file)));
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void aClassWithoutARingOrWithAWrongNameIsCaught() {
        String test = "class A { @Test void a() {} }";
        assertThat(faults("ATest.java", test)).hasSize(1);
        assertThat(faults("ATest.java", "@Tag(\"server\")\n" + test)).hasSize(1);
        assertThat(faults("AIT.java", "@Tag(\"unit\")\n" + test)).hasSize(1);
        assertThat(faults("ACheck.java", "@Tag(\"unit\")\n" + test)).hasSize(1);
        assertThat(faults("ATest.java", "@Tag(\"slow\")\n" + test)).hasSize(1);
        assertThat(faults("ATest.java", "@Tag(\"unit\")\n" + test)).isEmpty();
        assertThat(faults("AIT.java", "@Tag(\"server\")\n" + test)).isEmpty();
        assertThat(faults("A.java", "class A { String a = \"@Test\"; }")).isEmpty();
    }

    private static List<String> faults(String fileName, String source) {
        if (!TESTS.matcher(JavaText.of(source).code()).find()) return List.of();
        List<String> rings = new ArrayList<>();
        Matcher tag = TAG.matcher(source);
        while (tag.find()) rings.add(tag.group(1));
        if (rings.size() != 1) return List.of(fileName + ": one @Tag with a ring, here " + rings);
        String ring = rings.get(0);
        boolean fits = fileName.endsWith("IT.java")
                ? WITH_THE_JAR.contains(ring)
                : fileName.endsWith("Test.java") && BEFORE_THE_JAR.contains(ring);
        return fits
                ? List.of()
                : List.of(fileName + " does not run in ring '" + ring + "': " + BEFORE_THE_JAR + " end with Test, "
                        + WITH_THE_JAR + " with IT");
    }
}
