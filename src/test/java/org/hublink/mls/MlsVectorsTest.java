package org.hublink.mls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.VectorFiles;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Every file of the MLS working group's vectors that is found; its reader is picked by the kind its name says. */
@Tag("vectors")
class MlsVectorsTest {
    private static final Suites SUITES = Suites.standard();

    /** Checks one vector; fails or throws where we differ. */
    interface Check {
        void check(Fields vector, CipherSuite suite) throws Malformed;
    }

    private static final Map<String, Check> KINDS = Map.ofEntries(
            Map.entry("tree-math", TreeVectors::treeMath),
            Map.entry("tree-operations", TreeVectors::treeOperations),
            Map.entry("tree-validation", TreeVectors::treeValidation),
            Map.entry("treekem", TreeKemVectors::treeKem),
            Map.entry("crypto-basics", ScheduleVectors::cryptoBasics),
            Map.entry("key-schedule", ScheduleVectors::keySchedule),
            Map.entry("psk_secret", ScheduleVectors::pskSecret),
            Map.entry("secret-tree", ScheduleVectors::secretTree),
            Map.entry("transcript-hashes", ScheduleVectors::transcriptHashes),
            Map.entry("deserialization", MessageVectors::deserialization),
            Map.entry("messages", MessageVectors::messages),
            Map.entry("message-protection", MessageVectors::messageProtection),
            Map.entry("welcome", PassiveVectors::welcome),
            Map.entry("passive-client", PassiveVectors::passiveClient));

    @TestFactory
    Stream<DynamicTest> files() {
        List<Path> files = VectorFiles.foreignFolder("mls");
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> run(file)));
    }

    private static void run(Path file) throws Malformed {
        String kind = file.getFileName().toString().replace(".json", "");
        Check check = KINDS.get(kind.startsWith("passive-client-") ? "passive-client" : kind);
        if (check == null) {
            System.out.println("not run, no reader for this kind: " + file.getFileName());
            return;
        }
        int run = 0;
        Map<String, Integer> leftOut = new TreeMap<>();
        List<Fields> vectors = VectorFiles.objects(VectorFiles.read(file));
        for (int i = 0; i < vectors.size(); i++) {
            Fields vector = vectors.get(i);
            int suite = vector.has("cipher_suite") ? (int) vector.integer("cipher_suite", 1, 0xffff) : 1;
            if (suite > 3) {
                leftOut.merge("suite " + suite + " is none of ours", 1, Integer::sum);
                continue;
            }
            try {
                check.check(vector, SUITES.suite(suite));
            } catch (Malformed | RuntimeException | AssertionError e) {
                throw new AssertionError(file.getFileName() + " vector " + i + " suite " + suite, e);
            }
            run++;
        }
        System.out.println(file.getFileName() + ": " + run + " vectors passed, not run " + leftOut);
        assertThat(run).isPositive();
    }
}
