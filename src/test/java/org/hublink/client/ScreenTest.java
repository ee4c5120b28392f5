package org.hublink.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ScreenTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aTableFitsEightyColumnsAndAlignsAgesRight() {
        var table = new Table().left("desk").text("unit").right("age");
        table.row("FR-CSE-1", "Office mineurs ".repeat(10), "3 d");
        table.row("CN-CSE-1", "网络安全保卫局".repeat(8), "12 min");
        Screen.plain(out).table(table);
        assertThat(printed().lines()).hasSize(3).allSatisfy(line -> {
            assertThat(Columns.width(line)).isEqualTo(80);
            assertThat(line).matches("(desk|..-CSE-1)  .*(age|3 d|12 min)");
        });
        assertThat(printed()).contains("…");
    }

    @Test
    void nothingIsColouredOffATerminal() {
        var screen = Screen.plain(out);
        screen.good("fine");
        screen.bad("broken");
        try (var progress = screen.progress("reading", 3)) {
            progress.step();
            progress.done("read 3");
        }
        assertThat(printed())
                .doesNotContain("\u001b")
                .contains("✓ fine")
                .contains("✗ broken")
                .contains("read 3");
    }

    @Test
    void chineseTakesTwoColumnsAndAccentsNone() {
        assertThat(Columns.width("网络")).isEqualTo(4);
        assertThat(Columns.width("e\u0301")).isEqualTo(1);
        assertThat(Columns.fit("网络安全", 5)).isEqualTo("网络…");
    }

    @Test
    void agesReadAsAPersonSaysThem() {
        assertThat(Ages.of(12)).isEqualTo("12 s");
        assertThat(Ages.of(360)).isEqualTo("6 min");
        assertThat(Ages.of(7 * 3600)).isEqualTo("7 h");
        assertThat(Ages.of(9 * 86400)).isEqualTo("9 d");
        assertThat(Ages.of(-30)).isEqualTo("in 30 s");
    }
}
