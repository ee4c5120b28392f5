package org.hublink.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.hublink.primitives.Malformed;
import org.junit.jupiter.api.Tag;

/** Whatever the bytes: a batch of frames is refused with a reason, or taken and written again byte for byte. */
@Tag("unit")
class DeliveryFuzzTest {
    @FuzzTest
    void frames(byte[] in) {
        try {
            assertThat(DeliveryFrames.write(DeliveryFrames.read(in))).isEqualTo(in);
        } catch (Malformed refused) {
            assertThat(refused.reason()).matches("(frames?|hint|utf8|varint|vector|u64)-[a-z0-9-]+|truncated");
        }
    }
}
