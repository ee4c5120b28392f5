package org.hublink.primitives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.hublink.primitives.Refusals.assertRefused;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** UTF-8, Base64 and hexadecimal. */
@Tag("unit")
@net.jqwik.api.Tag("unit")
class TextCodecsTest {
    @Property
    void utf8AgreesWithTheJdk(@ForAll String s) throws Malformed {
        if (Utf8.wellFormed(s)) {
            assertThat(Utf8.encode(s)).isEqualTo(s.getBytes(StandardCharsets.UTF_8));
            assertThat(Utf8.decode(Utf8.encode(s))).isEqualTo(s);
        }
    }

    @Property
    void everyCodePointComesBack(@ForAll @net.jqwik.api.constraints.IntRange(max = 0x10ffff) int point)
            throws Malformed {
        if (point < 0xd800 || point > 0xdfff) {
            String s = new String(Character.toChars(point));
            assertThat(Utf8.encode(s)).isEqualTo(s.getBytes(StandardCharsets.UTF_8));
            assertThat(Utf8.decode(Utf8.encode(s))).isEqualTo(s);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80", "bf", "c0af", "c1bf", "e080af", "e09fbf", "f08080af", "f08fbfbf", "eda080", "edbfbf", "f4908080",
                "f5808080", "fe", "ff", "c3", "e282", "f09f98", "c328", "e28228", "f09f9828", "61c3", "c3c3"
            })
    void brokenUtf8IsRefused(String hex) {
        assertRefused("utf8-malformed", () -> Utf8.decode(Hex.decode(hex)));
    }

    @Test
    void anUnpairedSurrogateIsABugWhenWriting() {
        for (String s : new String[] {"\ud800", "\udc00", "a\ud800b", "\udc00\ud800", "x\ud83d"}) {
            assertThat(Utf8.wellFormed(s)).isFalse();
            assertThatIllegalArgumentException().isThrownBy(() -> Utf8.encode(s));
        }
        assertThat(Utf8.wellFormed("\ud83d\ude00")).isTrue();
    }

    @Property
    void base64AgreesWithTheJdk(@ForAll byte[] bytes) throws Malformed {
        assertThat(Base64.encode(bytes)).isEqualTo(java.util.Base64.getEncoder().encodeToString(bytes));
        assertThat(Base64.encodeUrl(bytes))
                .isEqualTo(java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        assertThat(Base64.decode(Base64.encode(bytes))).isEqualTo(bytes);
        assertThat(Base64.decodeUrl(Base64.encodeUrl(bytes))).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A",
                "AA",
                "AAA",
                "A===",
                "=",
                "====",
                "AA=A",
                "AB==",
                "AAB=",
                "AAA=A",
                "AAAA=",
                "AAAA====",
                "AA ==",
                "AAAA\n",
                " AAAA",
                "AA\n==",
                "-_==",
                "A\u0000==",
                "\u00c1A==",
                "AAA\uff21",
                "=AAA"
            })
    void anyOtherStandardBase64IsRefused(String text) {
        assertRefused("base64-malformed", () -> Base64.decode(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "AA==", "AB", "AAB", "AAA=", "+/AA", "AA AA", "AAAAA"})
    void anyOtherUrlBase64IsRefused(String text) {
        assertRefused("base64-malformed", () -> Base64.decodeUrl(text));
    }

    @Property
    void hexComesBack(@ForAll byte[] bytes) throws Malformed {
        assertThat(Hex.decode(Hex.encode(bytes))).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0g", "AB", "0x", " 0", "\uff10\uff10"})
    void anyOtherHexIsRefused(String text) {
        assertRefused("hex-malformed", () -> Hex.decode(text));
    }
}
