package org.hublink.mls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.VectorFiles;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every file of the MLS working group's vectors that is found, by whatever name; its kind is read from its fields. What
 * is not run is printed with its reason.
 */
@Tag("vectors")
class MlsVectorsTest {
    private static final int SUITE_MAX = 3;

    /** The vectors of a file, or why there are none. */
    private static List<Fields> vectors(VectorFiles.Found file) {
        try {
            return file.content() instanceof Json.Arr array ? VectorFiles.objects(array) : List.of();
        } catch (Malformed noObjects) {
            return List.of();
        }
    }

    @TestFactory
    Stream<DynamicTest> files() {
        List<DynamicTest> tests = new ArrayList<>();
        for (VectorFiles.Found file : VectorFiles.foreign()) {
            List<Fields> vectors = vectors(file);
            if (file.content() == null && file.standsIn("mls")) {
                tests.add(DynamicTest.dynamicTest(file.name(), () -> fail(file.reason())));
            } else if (vectors.isEmpty() || VectorKind.of(vectors.get(0)).isEmpty()) {
                if (file.content() instanceof Json.Obj object
                        && object.members().containsKey("testGroups")) {
                    continue;
                }
                System.out.println("not run, no kind of MLS vector: " + file + " " + file.reason());
            } else {
                tests.add(DynamicTest.dynamicTest(file.name(), () -> run(file.name(), vectors)));
            }
        }
        return tests.stream();
    }

    private static void run(String name, List<Fields> vectors) throws Malformed {
        int run = 0;
        Map<String, Integer> leftOut = new TreeMap<>();
        for (int i = 0; i < vectors.size(); i++) {
            Fields vector = vectors.get(i);
            Optional<VectorKind> kind = VectorKind.of(vector);
            int suite = VectorKind.suite(vector);
            if (kind.isEmpty() || suite > SUITE_MAX) {
                leftOut.merge(kind.isEmpty() ? "unknown kind" : "suite " + suite + " is none of ours", 1, Integer::sum);
                continue;
            }
            try {
                kind.get().check(vector);
            } catch (Malformed | RuntimeException | AssertionError e) {
                throw new AssertionError(name + " vector " + i + " suite " + suite, e);
            }
            run++;
        }
        System.out.println(name + ": " + run + " vectors passed, not run " + leftOut);
        assumeTrue(run > 0, "no vector of a suite of ours in " + name);
    }

    /** Where each kind says what we have to find; the first value below is what the test damages. */
    private static final Map<VectorKind, List<String>> EXPECTED = expected();

    private static Map<VectorKind, List<String>> expected() {
        Map<VectorKind, List<String>> out = new LinkedHashMap<>();
        out.put(VectorKind.TREE_MATH, List.of("n_nodes", "root", "right", "parent", "sibling"));
        out.put(VectorKind.TREE_OPERATIONS, List.of("tree_hash_before", "tree_after", "tree_hash_after"));
        out.put(VectorKind.TREE_VALIDATION, List.of("tree", "resolutions", "tree_hashes", "group_id"));
        out.put(VectorKind.TREEKEM, List.of("update_paths"));
        out.put(
                VectorKind.CRYPTO_BASICS,
                List.of(
                        "ref_hash",
                        "expand_with_label",
                        "derive_secret",
                        "derive_tree_secret",
                        "sign_with_label",
                        "encrypt_with_label"));
        out.put(VectorKind.KEY_SCHEDULE, List.of("initial_init_secret", "epochs"));
        out.put(VectorKind.PSK_SECRET, List.of("psk_secret"));
        out.put(VectorKind.SECRET_TREE, List.of("encryption_secret", "sender_data", "leaves"));
        out.put(
                VectorKind.TRANSCRIPT_HASHES,
                List.of("confirmed_transcript_hash_after", "interim_transcript_hash_after", "confirmation_key"));
        out.put(VectorKind.DESERIALIZATION, List.of("length"));
        out.put(VectorKind.MESSAGES, List.of("mls_welcome", "group_secrets", "commit", "private_message"));
        out.put(
                VectorKind.MESSAGE_PROTECTION,
                List.of("proposal", "proposal_pub", "commit_priv", "application", "application_priv"));
        out.put(VectorKind.WELCOME, List.of("signer_pub", "welcome"));
        out.put(VectorKind.PASSIVE_CLIENT, List.of("initial_epoch_authenticator", "epochs"));
        return out;
    }

    @Test
    void aDamagedValueIsSeenInEveryKind() throws Malformed {
        Map<VectorKind, Fields> samples = new LinkedHashMap<>();
        for (VectorFiles.Found file : VectorFiles.foreign()) {
            for (Fields vector : vectors(file)) {
                Optional<VectorKind> kind = VectorKind.of(vector);
                if (kind.isPresent() && VectorKind.suite(vector) <= SUITE_MAX && full(kind.get(), vector)) {
                    samples.putIfAbsent(kind.get(), vector);
                }
            }
        }
        int seen = 0;
        for (Map.Entry<VectorKind, Fields> sample : samples.entrySet()) {
            for (String key : EXPECTED.getOrDefault(sample.getKey(), List.of())) {
                if (sample.getKey().equals(VectorKind.PASSIVE_CLIENT)
                        && key.equals("epochs")
                        && sample.getValue().list(key, 0, 10_000).isEmpty()) {
                    continue;
                }
                // A message is compared with itself, encoded again: what damages it is a byte that is missing.
                boolean cut = sample.getKey().equals(VectorKind.MESSAGES);
                Fields damaged = damaged(sample.getValue(), key, cut);
                assertThat(fails(sample.getKey(), damaged))
                        .as(sample.getKey() + " with a damaged " + key)
                        .isTrue();
                seen++;
            }
        }
        System.out.println("damaged values seen: " + seen + " in " + samples.size() + " kinds");
    }

    /** A vector that has something to find wherever its kind looks. */
    private static boolean full(VectorKind kind, Fields vector) throws Malformed {
        if (kind.equals(VectorKind.TREE_MATH)) {
            return vector.integer("n_leaves", 1, 1 << 20) > 1;
        }
        return !kind.equals(VectorKind.PSK_SECRET)
                || !vector.list("psks", 0, 1000).isEmpty();
    }

    private static boolean fails(VectorKind kind, Fields vector) {
        try {
            kind.check(vector);
            return false;
        } catch (Malformed | RuntimeException | AssertionError seen) {
            return true;
        }
    }

    private static Fields damaged(Fields vector, String key, boolean cut) throws Malformed {
        Json.Builder out = Json.obj();
        for (String each : vector.keys()) {
            Json value = vector.json(each);
            Json worse = cut && value instanceof Json.Str text
                    ? new Json.Str(text.value().substring(2))
                    : damaged(value);
            out.put(each, each.equals(key) ? worse : value);
        }
        return Fields.of(out.build(), "damaged");
    }

    /** The same with the last value in it changed. */
    private static Json damaged(Json value) {
        if (value instanceof Json.Str text) {
            String hex = text.value();
            int at = hex.length() - 1;
            return new Json.Str(at < 0 ? "00" : hex.substring(0, at) + (hex.charAt(at) == '0' ? '1' : '0'));
        }
        if (value instanceof Json.Int number) {
            return new Json.Int(number.value() + 1);
        }
        if (value instanceof Json.Arr array) {
            List<Json> items = new ArrayList<>(array.items());
            for (int i = items.size() - 1; i >= 0; i--) {
                if (!(items.get(i) instanceof Json.Null) && !empty(items.get(i))) {
                    items.set(i, damaged(items.get(i)));
                    return new Json.Arr(items);
                }
            }
            return new Json.Arr(List.of(new Json.Int(1)));
        }
        if (value instanceof Json.Obj object) {
            Json.Builder out = Json.obj();
            String last = "";
            for (Map.Entry<String, Json> member : object.members().entrySet()) {
                last = empty(member.getValue()) ? last : member.getKey();
            }
            for (Map.Entry<String, Json> member : object.members().entrySet()) {
                Json each = member.getValue();
                out.put(member.getKey(), member.getKey().equals(last) ? damaged(each) : each);
            }
            return out.build();
        }
        return new Json.Int(1);
    }

    private static boolean empty(Json value) {
        return value instanceof Json.Arr array && array.items().isEmpty();
    }
}
