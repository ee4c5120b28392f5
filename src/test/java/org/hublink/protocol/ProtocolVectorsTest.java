package org.hublink.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The committed vector files are what their makers make, byte for byte. Their verdicts are compared by the browser
 * room's tests, on the JVM and in Chromium. With {@code -Dgenerate=true} they are written anew.
 */
@Tag("vectors")
class ProtocolVectorsTest {
    @Test
    void theFilesAreWhatTheirMakersMake() throws Exception {
        if (Boolean.getBoolean("generate")) {
            StatementVectors.main(new String[0]);
        }
        for (Map.Entry<String, String> file : StatementVectors.all().entrySet()) {
            assertThat(Files.readString(StatementVectors.FOLDER.resolve(file.getKey())))
                    .as(file.getKey())
                    .isEqualTo(file.getValue());
        }
    }
}
