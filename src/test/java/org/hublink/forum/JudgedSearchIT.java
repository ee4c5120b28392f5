package org.hublink.forum;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hublink.platform.Database;
import org.hublink.platform.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What officers type, judged by hand: in which question of the demo the answer stands. */
@Tag("server")
@ExtendWith(TestDatabase.class)
class JudgedSearchIT {
    private static final int FIRST = 3;
    private static final double HIT_MIN = 0.95;
    private static final int QUERIES_A_LANGUAGE_MIN = 10;

    private static SearchWorld world;

    @BeforeAll
    static void theDemoIsStored(Database database) {
        world = new SearchWorld(database);
        world.put(SearchWorld.demo());
    }

    @Test
    void whatIsLookedForIsAmongTheFirstThreeInEachLanguage() {
        Map<String, Integer> asked = new TreeMap<>();
        Map<String, Integer> hit = new TreeMap<>();
        List<String> missed = new ArrayList<>();
        int first = 0;
        JsonArray judged = new JsonArray(SearchWorld.resource("/forum/judged.json"));
        for (int i = 0; i < judged.size(); i++) {
            JsonObject one = judged.getJsonObject(i);
            String language = one.getString("language");
            List<String> expected =
                    one.getJsonArray("threads").stream().map(Object::toString).toList();
            List<String> found = world.found(one.getString("words"), language);
            boolean top = found.stream().limit(FIRST).anyMatch(expected::contains);
            asked.merge(language, 1, Integer::sum);
            hit.merge(language, top ? 1 : 0, Integer::sum);
            first += !found.isEmpty() && expected.contains(found.get(0)) ? 1 : 0;
            if (!top) {
                missed.add(language + " '" + one.getString("words") + "' wanted " + expected + ", found " + found);
            }
        }
        System.out.println("judged: " + judged.size() + " queries, first place " + first + ", missed " + missed);
        assertThat(asked.keySet()).isEqualTo(new TreeSet<>(List.of("ar", "en", "es", "fr", "nl", "pt", "ru", "zh")));
        asked.forEach((language, count) -> {
            assertThat(count).as(language).isGreaterThanOrEqualTo(QUERIES_A_LANGUAGE_MIN);
            assertThat(hit.get(language) / (double) count)
                    .as("%s: %s", language, missed)
                    .isGreaterThanOrEqualTo(HIT_MIN);
        });
    }
}
