package org.hublink.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Refusals;
import org.hublink.primitives.VectorFiles;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Delivery frames, good and broken. With {@code -Dgenerate=true} the file is written anew. */
@Tag("vectors")
class DeliveryVectorsTest {
    private static final Path FILE = Path.of("src/test/vectors/frames.json");

    @Test
    void theFileIsWhatItsMakerMakes() throws IOException {
        if (Boolean.getBoolean("generate")) {
            Files.writeString(FILE, DeliveryVectors.text());
        }
        assertThat(Files.readString(FILE)).isEqualTo(DeliveryVectors.text());
    }

    @Test
    void aMessageLongerThanAnyIsRefusedBeforeItIsRead() {
        byte[] batch = DeliveryFrames.write(new DeliveryFrame.Send(
                SampleFrames.id("s"), SampleFrames.id("g"), 1, 1, new byte[DeliveryFrame.COMMIT_BYTES_MAX + 1], null));
        Refusals.assertRefused("vector-too-long", () -> DeliveryFrames.read(batch));
        Refusals.assertRefused(
                "frames-too-large", () -> DeliveryFrames.read(new byte[DeliveryFrames.BATCH_BYTES_MAX + 1]));
    }

    @Test
    void everyCaseIsAnsweredAsTheFileSays() throws Malformed {
        assertThat(DeliveryCases.answers(Fields.of(VectorFiles.own("frames.json"), "frames.json")))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.answer()).as(one.name()).isEqualTo(one.want()));
    }
}
