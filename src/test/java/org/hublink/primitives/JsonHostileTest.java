package org.hublink.primitives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hublink.primitives.Refusals.assertRefused;

import java.nio.charset.StandardCharsets;
import org.hublink.jvm.JvmHome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad JSON, each kind refused for its own reason. */
@Tag("unit")
class JsonHostileTest {
    private static final Text TEXT = JvmHome.system().text();

    private static Json read(String json) throws Malformed {
        return read(json, JsonLimits.DEFAULT);
    }

    private static Json read(String json, JsonLimits limits) throws Malformed {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), limits, TEXT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "[1",
                "[1,",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":1,",
                "\"abc",
                "\"a\\",
                "\"\\u00",
                "tru",
                "-"
            })
    void truncated(String json) {
        assertRefused("json-truncated", () -> read(json));
    }

    @Test
    void everyPrefixOfADocumentIsRefused() throws Malformed {
        String whole = "{\"a\":[1,-2,true,false,null,\"\\u00e9\\n\\\"\"],\"b\":{\"c\":{}}}";
        read(whole);
        for (int i = 0; i < whole.length(); i++) {
            String prefix = whole.substring(0, i);
            assertRefused("json-truncated", () -> read(prefix));
        }
    }

    @Test
    void oversized() throws Malformed {
        JsonLimits limits = new JsonLimits(10, 8, 100, 100);
        read("\"12345678\"", limits);
        assertRefused("json-too-large", () -> read("\"123456789\"", limits));
    }

    @Test
    void tooDeep() throws Malformed {
        JsonLimits limits = new JsonLimits(100_000, 3, 100_000, 100);
        read("[[[1]]]", limits);
        read("{\"a\":[{}]}", limits);
        assertRefused("json-too-deep", () -> read("[[[[]]]]", limits));
        assertRefused("json-too-deep", () -> read("[{\"a\":[{}]}]", limits));
        assertRefused("json-too-deep", () -> read("[".repeat(50_000), limits));
        assertRefused("json-too-deep", () -> read("{\"a\":".repeat(10_000), limits));
    }

    @Test
    void tooManyItems() throws Malformed {
        JsonLimits limits = new JsonLimits(100_000, 8, 4, 100);
        read("[1,2,3]", limits);
        assertRefused("json-too-many-items", () -> read("[1,2,3,4]", limits));
        assertRefused("json-too-many-items", () -> read("{\"a\":1,\"b\":2,\"c\":3,\"d\":4}", limits));
    }

    @Test
    void aStringOrKeyTooLong() throws Malformed {
        JsonLimits limits = new JsonLimits(100_000, 8, 4, 3);
        read("{\"abc\":\"abc\"}", limits);
        assertRefused("json-string-too-long", () -> read("\"abcd\"", limits));
        assertRefused("json-string-too-long", () -> read("{\"abcd\":1}", limits));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"a\":1,\"a\":1}", "{\"a\":1,\"b\":2,\"a\":3}", "{\"a\":1,\"\\u0061\":2}", "[{\"\":1,\"\":1}]"
            })
    void aDuplicateKey(String json) {
        assertRefused("json-duplicate-key", () -> read(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-0",
                "01",
                "00",
                "-01",
                "1.0",
                "1.",
                "0.5",
                ".5",
                "1e3",
                "1E3",
                "0e0",
                "+1",
                "9007199254740992",
                "-9007199254740992",
                "99999999999999999999999999999999",
                "--1",
                "-a",
                "[1.5]"
            })
    void aNumberThatIsNoBoundedInteger(String json) {
        assertRefused("json-number", () -> read(json));
    }

    @Test
    void integersReachTheirBounds() throws Malformed {
        assertThat(read("9007199254740991")).isEqualTo(new Json.Int(Json.INTEGER_MAX));
        assertThat(read("-9007199254740991")).isEqualTo(new Json.Int(-Json.INTEGER_MAX));
        assertThat(read("0")).isEqualTo(new Json.Int(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{a:1}",
                "{'a':1}",
                "[1,]",
                "{\"a\":1,}",
                "[,1]",
                "{,}",
                "{\"a\" 1}",
                "[1 2]",
                "{\"a\":1 \"b\":2}",
                "nul1",
                "True",
                "NaN",
                "Infinity",
                "undefined",
                "\"\\x41\"",
                "\"\\u00g0\"",
                "\"\\u+041\"",
                "]",
                "}",
                "'a'",
                "[1}",
                "{\"a\":1]",
                "\ufeff1",
                "/**/1",
                "{1:2}",
                "\u00a01",
                "\f1"
            })
    void brokenSyntax(String json) {
        assertRefused("json-syntax", () -> read(json));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 2", "{}{}", "[]]", "1,", "null x", "\"a\"\"b\"", "1\u0000", "12a"})
    void anythingAfterTheValue(String json) {
        assertRefused("json-trailing", () -> read(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\\u0000\"",
                "\"\\u001f\"",
                "\"\\r\"",
                "\"\\b\"",
                "\"\\f\"",
                "\"\\u007f\"",
                "\"\\u0085\"",
                "\"a\nb\"",
                "\"a\tb\"",
                "\"a\u0000b\"",
                "\"a\u007fb\"",
                "\"a\u0080b\"",
                "{\"\\u0001\":1}"
            })
    void aControlCharacter(String json) {
        assertRefused("json-control-character", () -> read(json));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"e\\u0301\"", "\"e\u0301\"", "{\"e\u0301\":1}", "\"\u212b\"", "\"\u0340\""})
    void textThatIsNotNormalised(String json) {
        assertRefused("json-not-nfc", () -> read(json));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\\ud800\"", "\"\\udc00\"", "\"\\udc00\\ud800\"", "\"\\ud83da\"", "{\"\\ud800\":1}"})
    void anUnpairedSurrogateEscape(String json) {
        assertRefused("json-surrogate", () -> read(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\u088c\"",
                "\"\\u088c\"",
                "\"\ud83e\udee0\"",
                "\"\\ud83e\\udee0\"",
                "\"\ue000\"",
                "\"\udbc0\udc00\"",
                "\"\ufdd0\"",
                "\"\uffff\"",
                "{\"\u088c\":1}",
                "\"e\u0301\u088c\""
            })
    void whatIsNoCharacterOfUnicode13(String json) {
        assertRefused("json-unassigned", () -> read(json));
    }

    @Test
    void thirteenIsTheVersion() throws Malformed {
        assertThat(read("\"\ud83e\uded6\"")).isEqualTo(new Json.Str("\ud83e\uded6"));
        assertThat(read("\"\ud880\udf4a\"")).isEqualTo(new Json.Str("\ud880\udf4a"));
    }

    @ParameterizedTest
    @CsvSource({"22c0af22", "22eda08022", "22ff22", "22c322", "ff"})
    void brokenUtf8(String hex) {
        assertRefused("utf8-malformed", () -> Json.read(Hex.decode(hex), JsonLimits.DEFAULT, TEXT));
    }

    @Test
    void aWrongTypeIsRefusedByTheTypedReader() throws Malformed {
        Fields fields = Fields.of(read("{\"s\":\"x\",\"n\":1,\"o\":{},\"a\":[],\"z\":null,\"b\":true}"), "thing");
        assertRefused("json-wrong-type", () -> Fields.of(read("[]"), "thing"));
        for (String key : new String[] {"n", "o", "a", "z", "b"}) {
            assertRefused("json-wrong-type", () -> fields.text(key, 0, 9));
            assertRefused("json-wrong-type", () -> fields.optionalText(key, 0, 9));
            assertRefused("json-wrong-type", () -> fields.multiline(key, 0, 9));
            assertRefused("json-wrong-type", () -> fields.hex(key, 1));
            assertRefused("json-wrong-type", () -> fields.base64(key, 0, 9));
            assertRefused("json-wrong-type", () -> fields.digest(key));
            assertRefused("json-wrong-type", () -> fields.oneOf(key, "x"));
        }
        assertRefused("json-wrong-type", () -> fields.integer("s", 0, 9));
        assertRefused("json-wrong-type", () -> fields.bool("s"));
        assertRefused("json-wrong-type", () -> fields.object("s"));
        assertRefused("json-wrong-type", () -> fields.list("s", 0, 9));
    }
}
