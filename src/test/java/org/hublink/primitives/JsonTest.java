package org.hublink.primitives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hublink.jvm.JvmHome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
@net.jqwik.api.Tag("unit")
class JsonTest {
    private static final Text TEXT = JvmHome.system().text();

    private static String written(Json json) throws Malformed {
        return Utf8.decode(Json.write(json));
    }

    @Property(tries = 300)
    void whatIsWrittenIsReadBackAndWrittenTheSameAgain(@ForAll("values") Json value) throws Malformed {
        byte[] bytes = Json.write(value);
        Json back = Json.read(bytes, JsonLimits.DEFAULT, TEXT);
        assertThat(back).isEqualTo(value);
        assertThat(Json.write(back)).isEqualTo(bytes);
    }

    @Provide
    Arbitrary<Json> values() {
        Arbitrary<String> strings = Arbitraries.strings()
                .ofMaxLength(12)
                .map(s -> Normalizer.normalize(s, Normalizer.Form.NFC))
                .filter(JsonTest::writable);
        Arbitrary<Json> leaves = Arbitraries.oneOf(
                strings.map(Json.Str::new),
                Arbitraries.longs().between(-Json.INTEGER_MAX, Json.INTEGER_MAX).map(Json.Int::new),
                Arbitraries.of(new Json.Bool(true), new Json.Bool(false), new Json.Null()));
        return Arbitraries.recursive(
                () -> leaves,
                inner -> Arbitraries.oneOf(
                        inner.list().ofMaxSize(4).map(Json::arr),
                        Arbitraries.maps(strings, inner)
                                .ofMaxSize(4)
                                .map(map -> new Json.Obj(new LinkedHashMap<>(map)))),
                0,
                3);
    }

    private static boolean writable(String s) {
        return Utf8.wellFormed(s)
                && s.codePoints().allMatch(Text::known)
                && s.chars().allMatch(c -> c == '\n' || c == '\t' || (c >= 0x20 && c < 0x7f) || c >= 0xa0);
    }

    @Test
    void theWrittenFormIsCompactAndKeepsTheOrder() throws Malformed {
        Json.Obj json = Json.obj()
                .put("z", "q\"\\\n\t/é😀")
                .put("a", -3)
                .put("t", true)
                .put("list", List.of(new Json.Int(1), new Json.Null()))
                .putTexts("texts", List.of("x", "y"))
                .put("inner", Json.obj().putHex("h", new byte[] {10}).putBase64("b", new byte[] {1}))
                .put("empty", Json.obj())
                .put("none", List.of())
                .putOptional("left", null)
                .putOptional("right", "r")
                .build();
        assertThat(written(json))
                .isEqualTo(
                        "{\"z\":\"q\\\"\\\\\\n\\t/é😀\",\"a\":-3,\"t\":true,\"list\":[1,null],\"texts\":[\"x\",\"y\"],"
                                + "\"inner\":{\"h\":\"0a\",\"b\":\"AQ==\"},\"empty\":{},\"none\":[],\"right\":\"r\"}");
    }

    @Test
    void whiteSpaceBetweenTokensIsTaken() throws Malformed {
        Json json = Json.read(Utf8.encode(" {\r\n\t\"a\" : [ 1 , 2 ] } "), JsonLimits.DEFAULT, TEXT);
        assertThat(written(json)).isEqualTo("{\"a\":[1,2]}");
    }

    @Test
    void everyEscapeIsRead() throws Malformed {
        Json json = Json.read(Utf8.encode("\"\\\"\\\\\\/\\n\\t\\u00E9\\uD83D\\uDE00\""), JsonLimits.DEFAULT, TEXT);
        assertThat(json).isEqualTo(new Json.Str("\"\\/\n\té😀"));
    }

    @Test
    void plainTextDoesNotKnockAtTheDoor() throws Malformed {
        Text closed = new Text() {
            @Override
            public String nfc(String s) {
                throw new AssertionError("asked for " + s);
            }

            @Override
            public String nfkd(String s) {
                return nfc(s);
            }

            @Override
            public String lower(String s) {
                return nfc(s);
            }
        };
        assertThat(Json.read(Utf8.encode("{\"ascii\":\"Ünïcödé\"}"), JsonLimits.DEFAULT, closed))
                .isNotNull();
    }

    @Test
    void whatCouldNotBeReadCannotBeWritten() {
        assertThatIllegalArgumentException().isThrownBy(() -> Json.write(new Json.Str("\r")));
        assertThatIllegalArgumentException().isThrownBy(() -> Json.write(new Json.Str("\ud800")));
        assertThatIllegalArgumentException().isThrownBy(() -> new Json.Int(Json.INTEGER_MAX + 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Json.obj().put("a", 1).put("a", 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new JsonLimits(1, 65, 1, 1));
    }

    @Test
    void valuesCannotBeChangedAfterwards() {
        List<Json> items = new ArrayList<>(List.of(new Json.Int(1)));
        Json.Arr array = new Json.Arr(items);
        items.clear();
        assertThat(array.items()).hasSize(1);
        Map<String, Json> members = new LinkedHashMap<>(Map.of("a", new Json.Int(1)));
        Json.Obj object = new Json.Obj(members);
        members.clear();
        assertThat(object.members()).hasSize(1).isUnmodifiable();
    }
}
