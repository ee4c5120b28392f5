package org.hublink.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The score is what PIT's report says, and the tests it is measured with are there. */
@Tag("unit")
class MutantsProveTest {
    private static String mutant(String status, int line) {
        return "<mutation detected='x' status='" + status + "' numberOfTestsRun='1'><sourceFile>Group.java</sourceFile>"
                + "<mutatedClass>org.hublink.mls.Group</mutatedClass><lineNumber>" + line + "</lineNumber>"
                + "<description>negated conditional</description></mutation>\n";
    }

    @Test
    void theScoreCountsWhatWasNoticedAndNamesWhatSurvived() {
        String report = mutant("KILLED", 1) + mutant("SURVIVED", 2) + mutant("TIMED_OUT", 3) + mutant("NO_COVERAGE", 4);
        assertThat(MutantsProve.judged(report, 50))
                .containsEntry("passed", true)
                .containsEntry("mutants", 4)
                .containsEntry("score-percent", 50.0)
                .containsEntry(
                        "survivors", List.of("Group.java:2 negated conditional", "Group.java:4 negated conditional"));
        assertThat(MutantsProve.judged(report, 51)).containsEntry("passed", false);
        assertThat(MutantsProve.judged("", 0)).containsEntry("passed", false);
    }

    @Test
    void everyFastTestIsThere() {
        for (String name : MutantsProve.FAST) {
            assertThat(Files.exists(Path.of("src/test/java/org/hublink/mls", name + ".java")))
                    .as(name)
                    .isTrue();
        }
    }
}
