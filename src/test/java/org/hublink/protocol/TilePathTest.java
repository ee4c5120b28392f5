package org.hublink.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The one spelling of each tile's path, and the bundle behind it. */
@Tag("unit")
class TilePathTest {
    @Test
    void pathsAreSpeltAsC2spSays() throws Malformed {
        assertThat(new TilePath(0, 1_234_067, 256).text()).isEqualTo("0/x001/x234/067");
        assertThat(TilePath.entries(5, 112).text()).isEqualTo("entries/005.p/112");
        assertThat(TilePath.read("entries/x001/067.p/9")).isEqualTo(TilePath.entries(1_067, 9));
        assertThat(TilePath.read("63/000")).isEqualTo(new TilePath(63, 0, 256));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "0",
                "0/",
                "0/0",
                "0/00",
                "0/0000",
                "0/001/",
                "00/001",
                "64/001",
                "-1/001",
                "x/001",
                "0/x001",
                "0/x000/001",
                "0/x001/x067",
                "0/001/067",
                "0/001.p/0",
                "0/001.p/256",
                "0/001.p/07",
                "0/001.p/",
                "0/001.p",
                "0/001.p/1/2",
                "0/001.p/1.p/1",
                "entries/001.p/+1",
                "entries/",
                "Entries/001",
                "0/ 01",
                "0/x9999/001",
                "0/x999/x999/x999/x999/x999/999",
                "0/001?x",
                "0/\u0661\u0661\u0661"
            })
    void anyOtherSpellingIsRefused(String path) {
        assertThatThrownBy(() -> TilePath.read(path))
                .isInstanceOf(Malformed.class)
                .hasMessage("tile-path");
    }

    @Test
    void widthsFollowTheTreeSize() {
        assertThat(TilePath.widthIn(0, 272, 70_000)).isEqualTo(256);
        assertThat(TilePath.widthIn(0, 273, 70_000)).isEqualTo(112);
        assertThat(TilePath.widthIn(0, 274, 70_000)).isZero();
        assertThat(TilePath.widthIn(1, 1, 70_000)).isEqualTo(17);
        assertThat(TilePath.widthIn(2, 0, 70_000)).isEqualTo(1);
        assertThat(TilePath.widthIn(1, 0, 256)).isEqualTo(1);
        assertThat(TilePath.widthIn(TilePath.ENTRIES, 273, 70_000)).isEqualTo(112);
        assertThat(TilePath.widthIn(63, 0, 70_000)).isZero();
    }

    @Test
    void aBundleHoldsItsLeavesAndNothingElse() throws Malformed {
        List<byte[]> leaves = List.of(Utf8.encode("one"), new byte[0], new byte[1024]);
        byte[] bundle = EntryBundle.write(leaves);
        assertThat(EntryBundle.read(bundle, 3)).usingRecursiveComparison().isEqualTo(leaves);
        assertThatThrownBy(() -> EntryBundle.read(bundle, 2)).hasMessage("bundle-long");
        assertThatThrownBy(() -> EntryBundle.read(bundle, 4)).hasMessage("bundle-short");
        assertThatThrownBy(() -> EntryBundle.read(bundle, 0)).hasMessage("bundle-count");
        assertThatThrownBy(() -> EntryBundle.read(new byte[] {0, 5, 1}, 1)).hasMessage("bundle-short");
    }
}
