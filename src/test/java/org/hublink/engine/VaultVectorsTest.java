package org.hublink.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Base64;
import org.hublink.primitives.Malformed;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Vault files, good and broken. With {@code -Dgenerate=true} they are written anew. */
@Tag("vectors")
class VaultVectorsTest {
    @Test
    void theFileIsWhatItsMakerMakes() throws IOException {
        String made = VaultVectors.text();
        if (Boolean.getBoolean("generate")) {
            Files.writeString(VaultVectors.FILE, made);
        }
        assertThat(Files.readString(VaultVectors.FILE)).isEqualTo(made);
    }

    @TestFactory
    Stream<DynamicTest> vaults() throws IOException {
        return new JsonObject(Files.readString(VaultVectors.FILE))
                .getJsonArray("cases").stream()
                        .map(JsonObject.class::cast)
                        .map(one -> DynamicTest.dynamicTest(
                                one.getString("name"),
                                () -> assertThat(verdict(one)).isEqualTo(one.getString("verdict"))));
    }

    private static String verdict(JsonObject one) {
        try {
            Vault vault = Vault.open(
                    Base64.decode(one.getString("bytes")),
                    one.getString("passphrase"),
                    JvmHome.system().text());
            assertThat(VaultVectors.hash(vault.contents())).isEqualTo(one.getString("contents"));
            return "trusted";
        } catch (Malformed refused) {
            return refused.reason();
        }
    }
}
