package org.hublink.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three of the runs of {@code ./hub prove honest}. */
@Tag("server")
class HonestIT {
    private static final int RUNS = 3;

    @Test
    void laggingHeadsRaiseNoAlarmAndRefuseNoCommit(@TempDir Path data) throws Exception {
        try (var runs = new HonestRuns(data.resolve("hub"))) {
            for (long seed = 1; seed <= RUNS; seed++) {
                assertThat(runs.run(seed)).as("seed %d", seed).isEmpty();
            }
        }
    }
}
