package org.hublink.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hublink.engine.LogEvidence;
import org.hublink.primitives.Json;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.Reason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ContradictionsTest {
    private static final String ONE = "hub.example/log\n7\nAAAA\n\n\u2014 hub.example/log b25l\n";
    private static final String OTHER = "hub.example/log\n7\nBBBB\n\n\u2014 hub.example/log b3RoZXI=\n";
    private static final List<LogEvidence> KEPT =
            List.of(new LogEvidence(Reason.LOG_FORK, Utf8.encode(ONE), Utf8.encode(OTHER)));

    @Test
    void bothNotesAreShownAsTheyWereSigned() {
        var out = new ByteArrayOutputStream();
        Contradictions.show(Screen.plain(new PrintStream(out, true, StandardCharsets.UTF_8)), KEPT);
        var shown = out.toString(StandardCharsets.UTF_8);
        assertThat(shown).contains("contradicted itself: log-fork");
        for (var note : List.of(ONE, OTHER)) {
            note.lines().forEach(line -> assertThat(shown).contains(line));
        }
        var json = (Json.Obj) Contradictions.json(KEPT).get(0);
        assertThat(json.members().get("one")).isEqualTo(new Json.Str(ONE));
        assertThat(json.members().get("other")).isEqualTo(new Json.Str(OTHER));
    }

    @Test
    void whereThereIsNoneNothingIsSaid() {
        var out = new ByteArrayOutputStream();
        Contradictions.show(Screen.plain(new PrintStream(out, true, StandardCharsets.UTF_8)), List.of());
        assertThat(out.size()).isZero();
    }
}
