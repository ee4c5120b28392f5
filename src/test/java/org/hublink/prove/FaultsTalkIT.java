package org.hublink.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten rounds of {@code ./hub prove faults --part messages}. */
@Tag("faults")
class FaultsTalkIT {
    private static final int ROUNDS = 10;
    /** Long enough for a few words before and after each fault. */
    private static final int TALK_MILLIS = 600;
    /** Its ten rounds hold every kind of fault. */
    private static final long SEED = 2_421;

    @TempDir
    Path folder;

    @Test
    void whatWasSaidIsHeardOnceWhileNodesAndDatabaseAreKilled() throws Exception {
        FaultsTalkState state = FaultsTalkState.open(folder.resolve("s"), SEED);
        Map<String, Object> figures = FaultsProve.talk(state, ROUNDS, TALK_MILLIS);
        assertThat(figures)
                .as("%s", figures)
                .containsEntry("passed", true)
                .containsEntry("rounds", ROUNDS)
                .containsEntry("stores-restored", 1);
        List<String> struck = new ArrayList<>();
        for (Object kind : ((Map<?, ?>) figures.get("struck")).keySet()) {
            String words = String.valueOf(kind);
            struck.add(words.contains("+") ? words.substring(0, words.indexOf('+')) : words);
        }
        assertThat(struck).containsAll(FaultsTalkRun.FAULTS);
    }
}
