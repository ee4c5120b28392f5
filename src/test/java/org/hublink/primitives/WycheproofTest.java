package org.hublink.primitives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every Wycheproof file that is found, by whatever name, through our own primitives: no wrong verdict. Files and cases
 * that none of our primitives is made for are printed with their reason.
 */
@Tag("vectors")
class WycheproofTest {
    /** A case that has a reader. */
    private record Case(Fields group, Fields test, WycheproofReaders.Reader reader) {
        boolean passes(Fields instead) {
            try {
                return reader.check().passes(group, instead);
            } catch (Malformed refused) {
                return false;
            }
        }
    }

    private record Sorted(Map<String, List<Case>> byKind, Map<String, Integer> leftOut) {}

    private static List<VectorFiles.Found> files() {
        List<VectorFiles.Found> out = new ArrayList<>();
        for (VectorFiles.Found file : VectorFiles.foreign()) {
            if (file.content() instanceof Json.Obj object && object.members().containsKey("testGroups")) {
                out.add(file);
            } else {
                assertThat(file.standsIn("wycheproof"))
                        .as(file + " is no Wycheproof file: " + file.reason())
                        .isFalse();
            }
        }
        return out;
    }

    private static Sorted sorted(VectorFiles.Found file) throws Malformed {
        Fields whole = Fields.of(Objects.requireNonNull(file.content()), file.name());
        String algorithm = whole.text("algorithm", 1, 100);
        Sorted out = new Sorted(new LinkedHashMap<>(), new TreeMap<>());
        for (Fields group : whole.objects("testGroups", 0, 100_000)) {
            String kind = algorithm + " " + group.text("type", 1, 100);
            WycheproofReaders.Reader reader = WycheproofReaders.BY_KIND.get(kind);
            List<Fields> tests = group.objects("tests", 0, 100_000);
            if (reader == null) {
                out.leftOut().merge("no primitive of ours for " + kind, tests.size(), Integer::sum);
                continue;
            }
            for (Fields test : tests) {
                out.byKind().computeIfAbsent(kind, k -> new ArrayList<>()).add(new Case(group, test, reader));
            }
        }
        return out;
    }

    @TestFactory
    Stream<DynamicTest> everyVerdictIsRight() {
        return files().stream().map(file -> DynamicTest.dynamicTest(file.name(), () -> run(file)));
    }

    private static void run(VectorFiles.Found file) throws Malformed {
        Sorted sorted = sorted(file);
        List<String> wrong = new ArrayList<>();
        int run = 0;
        for (List<Case> cases : sorted.byKind().values()) {
            for (Case one : cases) {
                String result = one.test().text("result", 1, 20);
                try {
                    boolean passes = one.passes(one.test());
                    run++;
                    if (passes != result.equals("valid") && !result.equals("acceptable")) {
                        wrong.add(one.test().integer("tcId", 0, 10_000_000) + " " + result);
                    }
                } catch (WycheproofReaders.LeftOut reason) {
                    sorted.leftOut().merge(reason.getMessage(), 1, Integer::sum);
                }
            }
        }
        System.out.println(file + ": " + run + " cases, wrong " + wrong.size() + ", left out " + sorted.leftOut());
        assertThat(wrong).isEmpty();
        assumeTrue(run > 0, "not used: " + sorted.leftOut());
    }

    @Test
    void aDamagedValueIsSeenInEveryKind() throws Malformed {
        Map<String, Integer> seen = new TreeMap<>();
        for (VectorFiles.Found file : files()) {
            for (Map.Entry<String, List<Case>> kind : sorted(file).byKind().entrySet()) {
                for (Case one : kind.getValue()) {
                    if (seen.containsKey(kind.getKey()) || !usable(one)) {
                        continue;
                    }
                    assertThat(one.passes(one.test())).as(kind.getKey()).isTrue();
                    assertThat(sees(one)).as(kind.getKey() + " damaged").isTrue();
                    seen.merge(kind.getKey(), 1, Integer::sum);
                }
            }
        }
        System.out.println("damaged values seen in " + seen.keySet());
    }

    private static boolean usable(Case one) throws Malformed {
        try {
            return one.test().text("result", 1, 20).equals("valid")
                    && !one.test().text(one.reader().expected(), 0, 1_000_000).isEmpty()
                    && one.passes(one.test());
        } catch (WycheproofReaders.LeftOut none) {
            return false;
        }
    }

    private static boolean sees(Case one) throws Malformed {
        Json.Builder out = Json.obj();
        for (String key : one.test().keys()) {
            Json value = one.test().json(key);
            if (key.equals(one.reader().expected()) && value instanceof Json.Str text) {
                char first = text.value().charAt(0);
                out.put(key, (first == '0' ? '1' : '0') + text.value().substring(1));
            } else {
                out.put(key, value);
            }
        }
        try {
            return !one.passes(Fields.of(out.build(), "damaged"));
        } catch (AssertionError judged) {
            return true;
        }
    }
}
