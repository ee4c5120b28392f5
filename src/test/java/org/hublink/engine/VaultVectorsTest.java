package org.hublink.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.VectorFiles;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

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

    @Test
    void everyVaultIsOpenedOrRefusedAsTheFileSays() throws Malformed {
        Fields file = Fields.of(VectorFiles.own("vault.json"), "vaults");
        assertThat(VaultCases.answers(file, JvmHome.system().text()))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.answer()).as(one.name()).isEqualTo(one.want()));
    }
}
