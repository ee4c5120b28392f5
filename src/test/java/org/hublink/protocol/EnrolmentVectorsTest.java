package org.hublink.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.stream.Stream;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Base64;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.hublink.primitives.Utf8;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

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

    @TestFactory
    Stream<DynamicTest> invitations() throws IOException {
        return cases("invitations.json")
                .map(one -> DynamicTest.dynamicTest(
                        one.getString("name"), () -> assertThat(invitation(one)).isEqualTo(one.getString("verdict"))));
    }

    @TestFactory
    Stream<DynamicTest> applications() throws IOException {
        return cases("applications.json")
                .map(one -> DynamicTest.dynamicTest(
                        one.getString("name"),
                        () -> assertThat(application(one)).isEqualTo(one.getString("verdict"))));
    }

    private static Stream<JsonObject> cases(String file) throws IOException {
        return new JsonObject(Files.readString(EnrolmentVectors.FOLDER.resolve(file)))
                .getJsonArray("cases").stream().map(JsonObject.class::cast);
    }

    private static String invitation(JsonObject one) {
        try {
            String fragment = Utf8.decode(Base64.decode(one.getString("bytes")));
            assertThat(Invitation.read(fragment).fragment()).isEqualTo(fragment);
            return "trusted";
        } catch (Malformed refused) {
            return refused.reason();
        }
    }

    private static String application(JsonObject one) {
        try {
            Invitation invitation = Invitation.read(one.getString("invitation"));
            Application application = SealedApplication.open(Base64.decode(one.getString("bytes")), invitation, TEXT);
            assertThat(String.join(" ", application.digits())).isEqualTo(one.getString("digits"));
            return "trusted";
        } catch (Malformed refused) {
            return refused.reason();
        }
    }
}
