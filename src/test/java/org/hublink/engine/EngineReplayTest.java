package org.hublink.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hublink.browser.BothHomes;
import org.hublink.browser.EngineRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A recorded run of the engine replays byte for byte (E9), here on the JVM; {@link EngineReplayIT} does it in Chromium too. */
@Tag("unit")
class EngineReplayTest {
    private static List<EngineRecord> records = List.of();

    @BeforeAll
    static void record() {
        records = new RecordedCase().run();
    }

    @Test
    void aRecordedCaseReplaysByteForByte() {
        for (EngineRecord record : records) {
            assertThat(record.turns()).isGreaterThan(100);
            assertThat(BothHomes.replayHere(record.bytes()))
                    .singleElement()
                    .asString()
                    .startsWith("turns " + record.turns() + ", outputs ");
        }
    }

    /** In what came out, in an answer of the clock or of randomness, in an event: whatever it is, it is told. */
    @Test
    void oneOtherByteIsFound() {
        byte[] record = records.get(0).bytes();
        record[record.length - 1] ^= 1;
        assertThat(BothHomes.replayHere(record))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("turn " + (records.get(0).turns() - 1) + ", ");
    }
}
