package org.hublink.primitives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hublink.primitives.Refusals.assertRefused;

import java.util.List;
import org.hublink.jvm.JvmHome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class FieldsTest {
    private static Fields fields(String json) throws Malformed {
        return Fields.of(
                Json.read(
                        Utf8.encode(json), JsonLimits.DEFAULT, JvmHome.system().text()),
                "thing");
    }

    @Test
    void everyTypeIsRead() throws Malformed {
        Fields f =
                fields("{\"t\":\"one line\",\"m\":\"two\\nlines\",\"n\":-5,\"b\":false,\"h\":\"00ff\",\"e\":\"AAE=\","
                        + "\"o\":{\"x\":1},\"l\":[1,2],\"s\":[\"p\",\"q\"],\"c\":\"green\",\"r\":[{\"y\":2}],\"d\":\""
                        + Digest.of().hex() + "\"}");
        assertThat(f.text("t", 1, 8)).isEqualTo("one line");
        assertThat(f.multiline("m", 1, 9)).isEqualTo("two\nlines");
        assertThat(f.integer("n", -5, 5)).isEqualTo(-5);
        assertThat(f.bool("b")).isFalse();
        assertThat(f.hex("h", 2)).containsExactly(0, 255);
        assertThat(f.base64("e", 2, 2)).containsExactly(0, 1);
        Fields inner = f.object("o");
        assertThat(inner.integer("x", 0, 9)).isEqualTo(1);
        inner.end();
        assertThat(f.list("l", 2, 2)).hasSize(2);
        assertThat(f.texts("s", 1, 2, 1)).containsExactly("p", "q");
        assertThat(f.oneOf("c", "red", "green")).isEqualTo("green");
        assertThat(f.objects("r", 1, 1).get(0).integer("y", 2, 2)).isEqualTo(2);
        assertThat(f.digest("d")).isEqualTo(Digest.of());
        f.end();
    }

    @Test
    void whatIsOptionalMayBeAbsentButNotNull() throws Malformed {
        Fields f = fields("{\"z\":null}");
        assertThat(f.optionalText("a", 0, 1)).isNull();
        assertThat(f.optionalMultiline("a", 0, 1)).isNull();
        assertThat(f.optionalInteger("a", 0, 1)).isNull();
        assertThat(f.optionalHex("a", 1)).isNull();
        assertThat(f.optionalBase64("a", 0, 1)).isNull();
        assertThat(f.optionalDigest("a")).isNull();
        assertThat(f.optionalObject("a")).isNull();
        assertThat(f.optionalOneOf("a", "x")).isNull();
        assertThat(f.optionalList("a", 1)).isEmpty();
        assertRefused("json-wrong-type", () -> f.optionalText("z", 0, 1));
        assertRefused("json-wrong-type", () -> f.optionalInteger("z", 0, 1));
    }

    @Test
    void aMissingKeyIsNamedToPeopleOnly() throws Malformed {
        Fields f = fields("{}");
        assertRefused("json-missing-key", () -> f.text("name", 0, 1));
        assertRefused("json-missing-key", () -> f.integer("name", 0, 1));
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> f.object("name")))
                .hasMessage("json-missing-key in thing.name");
    }

    @Test
    void whatIsOutOfRangeIsRefused() throws Malformed {
        Fields f = fields(
                "{\"t\":\"abc\",\"n\":7,\"h\":\"00\",\"e\":\"AAAA\",\"l\":[1],\"s\":[\"\"],\"c\":\"x\",\"d\":\"00\"}");
        assertRefused("json-out-of-range", () -> f.text("t", 4, 9));
        assertRefused("json-out-of-range", () -> f.text("t", 0, 2));
        assertRefused("json-out-of-range", () -> f.multiline("t", 0, 2));
        assertRefused("json-out-of-range", () -> f.integer("n", 8, 9));
        assertRefused("json-out-of-range", () -> f.integer("n", 0, 6));
        assertRefused("json-out-of-range", () -> f.hex("h", 2));
        assertRefused("json-out-of-range", () -> f.base64("e", 4, 9));
        assertRefused("json-out-of-range", () -> f.base64("e", 0, 2));
        assertRefused("json-out-of-range", () -> f.list("l", 2, 3));
        assertRefused("json-out-of-range", () -> f.list("l", 0, 0));
        assertRefused("json-out-of-range", () -> f.texts("s", 0, 1, 9));
        assertRefused("json-out-of-range", () -> f.digest("d"));
        assertRefused("json-unknown-code", () -> f.oneOf("c", "y", "z"));
    }

    @Test
    void aKeyNobodyAskedForIsRefused() throws Malformed {
        Fields f = fields("{\"a\":1,\"b\":2}");
        assertThat(f.keys()).isEqualTo(List.of("a", "b"));
        f.integer("a", 0, 9);
        assertThat(f.has("b")).isTrue();
        assertRefused("json-unknown-key", f::end);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069, 0x200e, 0x200f, 0x61c})
    void aControlOfDirectionIsRefusedInOneLine(int c) throws Malformed {
        Fields f = fields("{\"t\":\"a" + (char) c + "b\",\"s\":[\"a" + (char) c + "b\"]}");
        assertRefused("json-bidi-control", () -> f.text("t", 0, 9));
        assertRefused("json-bidi-control", () -> f.texts("s", 0, 9, 9));
        assertThat(f.multiline("t", 0, 9)).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\n", "\\t", "\u2028", "\u2029"})
    void aLineBreakIsRefusedInOneLine(String c) throws Malformed {
        Fields f = fields("{\"t\":\"a" + c + "b\"}");
        assertRefused("json-control-character", () -> f.text("t", 0, 9));
        assertThat(f.multiline("t", 0, 9)).hasSize(3);
    }

    @Test
    void brokenCodingsKeepTheirReason() throws Malformed {
        Fields f = fields("{\"h\":\"0G\",\"e\":\"A===\"}");
        assertRefused("hex-malformed", () -> f.hex("h", 1));
        assertRefused("base64-malformed", () -> f.base64("e", 0, 9));
    }
}
