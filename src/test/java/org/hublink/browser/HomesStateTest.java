package org.hublink.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run of {@code prove homes} that was cut goes on with its seed, and never by another code. */
@Tag("unit")
class HomesStateTest {
    @TempDir
    Path folder;

    @Test
    void aRunThatWasCutGoesOnWhereItWas() throws Exception {
        HomesState.open(folder, 7, "code").reached("json", 20_000, 1.5, List.of("json differs"));
        HomesState again = HomesState.open(folder, 8, "code");
        assertThat(again.seed()).isEqualTo(7);
        assertThat(again.done("json")).isEqualTo(20_000);
        assertThat(again.done("utf8")).isZero();
        again.reached("json", 40_000, 1, List.of());
        assertThat(HomesState.open(folder, 9, "code").seconds()).containsEntry("json", 2.5);
        assertThat(HomesState.open(folder, 9, "code").differences()).containsExactly("json differs");
    }

    @Test
    void anotherCodeBeginsAnew() throws Exception {
        HomesState.open(folder, 7, "code").reached("json", 20_000, 1, List.of("json differs"));
        HomesState fresh = HomesState.open(folder, 8, "other");
        assertThat(fresh.seed()).isEqualTo(8);
        assertThat(fresh.done("json")).isZero();
        assertThat(fresh.differences()).isEmpty();
    }

    @Test
    void withoutAFolderNothingIsKept() throws Exception {
        HomesState.open(null, 7, "code").reached("json", 20_000, 1, List.of());
        assertThat(HomesState.open(null, 8, "code").seed()).isEqualTo(8);
    }
}
