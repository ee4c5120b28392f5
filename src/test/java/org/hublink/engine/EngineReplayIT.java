package org.hublink.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hublink.browser.BothHomes;
import org.hublink.browser.EngineRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an engine did on the JVM it does again in Chromium, byte for byte (E9). */
@Tag("browser")
class EngineReplayIT {
    @Test
    void aRecordedCaseReplaysInBothHomes() throws Exception {
        List<EngineRecord> records = new RecordedCase().run();
        try (BothHomes homes = new BothHomes()) {
            for (EngineRecord record : records) {
                byte[] bytes = record.bytes();
                List<List<String>> lines = homes.replay(bytes);
                System.out.println("record of " + bytes.length + " bytes: " + lines.get(1));
                assertThat(record.turns()).isGreaterThan(100);
                assertThat(lines.get(0)).hasSize(1);
                assertThat(lines.get(1)).isEqualTo(lines.get(0));
            }
            byte[] planted = records.get(1).bytes();
            planted[planted.length - 1] ^= 1;
            List<List<String>> lines = homes.replay(planted);
            assertThat(lines.get(0)).hasSize(2);
            assertThat(lines.get(1)).isEqualTo(lines.get(0));
        }
    }
}
