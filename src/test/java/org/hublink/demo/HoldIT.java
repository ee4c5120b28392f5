package org.hublink.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small round of {@code ./hub prove hold}: what comes of it, not how long it takes. */
@Tag("server")
class HoldIT {
    private static final int GROUPS = 5;

    @Test
    void whoIsHeldIsOutOfAllGroupsAndReadsNothingThoughTheServerHandsItOver(@TempDir Path data) throws Exception {
        try (var run = new HoldRun(data.resolve("hub"), GROUPS, line -> {})) {
            var seen = run.holds(run.french().get(0));
            assertThat(seen.removed()).hasSize(GROUPS);
            assertThat(seen.readable()).isZero();
            assertThat(seen.stopped()).as("%s", seen).isEqualTo(GROUPS);
        }
    }
}
