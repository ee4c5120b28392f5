package org.hublink.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.hublink.primitives.VectorFiles;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Invitations and sealed applications, good and broken. With {@code -Dgenerate=true} the files are written anew. */
@Tag("vectors")
class EnrolmentVectorsTest {
    private static final Text TEXT = JvmHome.system().text();

    @Test
    void theFilesAreWhatTheirMakersMake() throws IOException {
        for (Map.Entry<String, String> file : EnrolmentVectors.all().entrySet()) {
            if (Boolean.getBoolean("generate")) {
                Files.writeString(EnrolmentVectors.FOLDER.resolve(file.getKey()), file.getValue());
            }
            assertThat(Files.readString(EnrolmentVectors.FOLDER.resolve(file.getKey())))
                    .as(file.getKey())
                    .isEqualTo(file.getValue());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"invitations.json", "applications.json"})
    void everyCaseIsAnsweredAsTheFileSays(String name) throws Malformed {
        assertThat(EnrolmentCases.answers(Fields.of(VectorFiles.own(name), name), TEXT))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.answer()).as(one.name()).isEqualTo(one.want()));
    }
}
