package org.hublink.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.hublink.platform.TestData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Five rounds of {@code ./hub prove faults}. */
@Tag("faults")
class FaultsIT {
    private static final int ROUNDS = 5;
    /** Its five rounds hold every kind of kill. */
    private static final long SEED = 28;

    @TempDir
    Path folder;

    @Test
    void whatWasAcknowledgedOutlivesKilledServersAndDatabases() throws Exception {
        FaultsState state = FaultsState.open(folder.resolve("s"), SEED);
        TestData.prepared(Files.createDirectories(FaultsServer.data(state.folder())));
        Map<String, Object> figures = FaultsProve.run(state, ROUNDS);
        assertThat(figures)
                .as("%s", figures)
                .containsEntry("passed", true)
                .containsEntry("rounds", ROUNDS)
                .containsEntry("lost", 0);
        assertThat((Map<?, ?>) figures.get("kills")).hasSize(4);
    }
}
