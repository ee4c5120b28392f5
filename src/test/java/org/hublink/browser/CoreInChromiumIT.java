package org.hublink.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hublink.primitives.Aead;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Specimens;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The core as WebAssembly in Chromium, under the product's policy, answers as the JVM does. */
@Tag("browser")
class CoreInChromiumIT {
    private static final int MUTANTS = Integer.getInteger("homes.mutants", 100_000);
    private static final int MUTANTS_DEAR = Math.min(MUTANTS, 2_000);
    /** They compute with keys, or build much, for each input; {@code ./hub prove homes} gives them as many as the others. */
    private static final Set<String> DEAR = Set.of(
            "sealed-application",
            "application",
            "checkpoint",
            "device",
            "listing",
            "listing-drafts",
            "csv",
            "mls-tree",
            "mls-pending",
            "mls-receive",
            "mls-join",
            "vault-contents",
            "vault-key");

    private static final long SEED = Long.getLong("homes.seed", 20_261_122);

    private static BothHomes homes;

    @BeforeAll
    static void start() throws Exception {
        assertThat(Path.of("target/wasm-test/core.wasm"))
                .as("the build compiles the core")
                .exists();
        homes = new BothHomes();
    }

    @AfterAll
    static void stop() throws Exception {
        if (homes != null) homes.close();
    }

    @Test
    void theBrowserAnswersEveryVectorAsTheJvmDoes() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, Path> file : BrowserRoom.allVectors().entrySet()) {
            wrong.addAll(homes.vectors(file.getKey(), file.getValue()));
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void theCoreSealsInBulkAsTheBrowsersOwnCipherDoes() throws Exception {
        for (int n : new int[] {0, 1, 15, 16, 17, 65_536, 1_048_575, 1_048_576}) {
            byte[] plain = DoorOperations.plain(n);
            byte[] head = Bytes.concat(DoorOperations.key(), DoorOperations.nonce(), DoorOperations.aad());
            assertThat(homes.inBrowser("webcrypto", Bytes.concat(head, plain)))
                    .as(n + " bytes")
                    .isEqualTo(Aead.AES_256_GCM.seal(
                            DoorOperations.key(), DoorOperations.nonce(), DoorOperations.aad(), plain));
        }
    }

    @Test
    void everyDecoderJudgesAlteredBytesAlikeInBothHomes() throws Exception {
        System.out.println("seed " + SEED + ", " + MUTANTS + " a decoder, " + MUTANTS_DEAR + " for " + DEAR);
        Map<String, Specimens> specimens = BothHomes.specimens();
        assertThat(specimens.keySet())
                .containsExactlyInAnyOrderElementsOf(Mutants.decoders().keySet());
        List<String> differences = new ArrayList<>();
        for (Map.Entry<String, Specimens> one : specimens.entrySet()) {
            int count = DEAR.contains(one.getKey()) ? MUTANTS_DEAR : MUTANTS;
            differences.addAll(homes.mutants(one.getKey(), one.getValue(), SEED, count));
        }
        assertThat(differences).isEmpty();
    }
}
