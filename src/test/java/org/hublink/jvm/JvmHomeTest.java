package org.hublink.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Checks;
import org.hublink.primitives.Home;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class JvmHomeTest {
    private static final long WINTER = 1_763_800_000L;
    private static final long SUMMER = 1_752_000_000L;
    private final Home home = JvmHome.with(Clock.fixed(Instant.ofEpochSecond(WINTER), ZoneOffset.UTC));

    @Test
    void theClockIsTheCallers() {
        assertThat(home.clock().now()).isEqualTo(WINTER);
    }

    @Test
    void offsetsFollowTheSeason() {
        assertThat(home.zones().offsetSeconds("Europe/Paris", WINTER)).isEqualTo(3600);
        assertThat(home.zones().offsetSeconds("Europe/Paris", SUMMER)).isEqualTo(7200);
        assertThat(home.zones().offsetSeconds("UTC", SUMMER)).isZero();
        assertThat(home.zones().offsetSeconds("Asia/Kathmandu", SUMMER)).isEqualTo(20_700);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Z", "UTC+1", "+01:00", "Mars/Olympus", "europe/paris", "CET", "../etc/passwd"})
    void aNameOutsideTheTableIsUnknown(String zone) {
        assertThat(home.zones().known(zone)).isFalse();
        assertThat(home.zones().offsetSeconds(zone, WINTER)).isZero();
    }

    @Test
    void anInstantOutsideTheTableHasNoOffset() {
        assertThat(home.zones().offsetSeconds("Europe/Paris", Long.MAX_VALUE)).isZero();
    }

    @Test
    void textIsNormalisedAndLoweredWithoutALanguage() {
        assertThat(home.text().nfc("e\u0301")).isEqualTo("\u00e9");
        assertThat(home.text().nfkd("\ufb01")).isEqualTo("fi");
        assertThat(home.text().lower("TITLE I")).isEqualTo("title i");
    }

    @Test
    void checksSharedAmongCoresAnswerAsThoseInOrder() {
        for (Checks checks : List.of(home.checks(), Checks.inOrder())) {
            assertThat(checks.all(List.of())).isTrue();
            for (int bad = -1; bad < 50; bad++) {
                List<Checks.Check> all = new ArrayList<>();
                for (int i = 0; i < 50; i++) {
                    boolean holds = i != bad;
                    all.add(() -> holds);
                }
                assertThat(checks.all(all)).isEqualTo(bad < 0);
            }
        }
    }

    @Test
    void randomnessHasTheLengthAskedForAndDiffers() {
        assertThat(home.randomness().bytes(0)).isEmpty();
        assertThat(home.randomness().bytes(32))
                .hasSize(32)
                .isNotEqualTo(home.randomness().bytes(32));
    }
}
