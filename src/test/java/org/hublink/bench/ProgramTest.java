package org.hublink.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How benches and fault drivers are started and how they answer. */
@Tag("unit")
class ProgramTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream people = new ByteArrayOutputStream();

    @Test
    void figuresComeWithWhatTheyDependOn() {
        assertThat(run(args -> Map.of("rate", 7), "one")).isZero();
        JsonObject answer = new JsonObject(out.toString(StandardCharsets.UTF_8));
        assertThat(answer.getInteger("rate")).isEqualTo(7);
        assertThat(answer.fieldNames()).contains("commit", "seed", "load-before", "load-after", "cores", "jdk");
        assertThat(people.toString(StandardCharsets.UTF_8)).contains("rate");
    }

    @Test
    void aGivenSeedReachesTheProgram() {
        assertThat(run(args -> Map.of("got", Program.seedOf(args)), "one", "--seed", "42"))
                .isZero();
        assertThat(new JsonObject(out.toString(StandardCharsets.UTF_8)).getLong("got"))
                .isEqualTo(42);
    }

    @Test
    void aMissedFloorAndABrokenProgramEndWithOne() {
        assertThat(run(args -> Map.of("passed", false), "one")).isEqualTo(1);
        assertThat(run(
                        args -> {
                            throw new IllegalStateException("no");
                        },
                        "one"))
                .isEqualTo(1);
    }

    @Test
    void anUnknownNameIsAWrongCall() {
        assertThat(run(args -> Map.of(), "other")).isEqualTo(2);
        assertThat(people.toString(StandardCharsets.UTF_8)).contains("[one]");
    }

    private int run(Program.Body body, String... args) {
        return Program.run(
                "bench",
                Map.of("one", body),
                args,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(people, true, StandardCharsets.UTF_8));
    }
}
