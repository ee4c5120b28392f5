package org.hublink.forum;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Normalizer2;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.hublink.forum.ForumWords.Kind;
import org.hublink.forum.ForumWords.Word;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How texts are taken apart, without a database. */
@Tag("unit")
class ForumWordsTest {
    private final ForumWords words = new ForumWords();

    private List<String> forms(String text) {
        return words.of(text, 100).stream().map(Word::form).toList();
    }

    @Test
    void wordsAreComparedWithoutCaseAccentsAndWhatNobodySees() {
        assertThat(forms("Élan\u00ADs STRASSE straße ﬁle ＡＢＣ"))
                .containsExactly("elans", "strasse", "strasse", "file", "abc");
        assertThat(forms("\u202Ehash\u202C ha\u200Bsh")).containsExactly("hash", "hash");
        assertThat(forms("ещё Ёлка")).containsExactly("еще", "елка");
    }

    @Test
    void arabicHasOneAlefOneYaAndOneHa() {
        assertThat(forms("إِثْبَات أسماء الرسالة على ١٢")).containsExactly("اثبات", "اسماء", "الرساله", "علي", "12");
    }

    @Test
    void hanCharactersAreWordsAndTheDictionarySaysWhichBelongTogether() {
        assertThat(forms("时区UTC")).containsExactly("时", "区", "utc");
        assertThat(words.chinese("聊天记录的时区")).contains("聊天", "时区").doesNotContain("的");
        assertThat(String.join("", words.chinese("审看图像"))).isEqualTo("审看图像");
    }

    @Test
    void neighboursKnowWhetherAnythingStandsBetweenThem() {
        assertThat(words.of("SHA-256 is e mail", 10).stream().map(Word::near))
                .containsExactly(false, true, false, false, false);
        assertThat(SearchRow.parts("rfc3339")).containsExactly("rfc", "3339");
        assertThat(SearchRow.parts("hash")).isEmpty();
    }

    @Test
    void halvesOfCharactersAndLongWordsDoNoHarm() {
        assertThat(forms("a\uD800b \uDC00")).containsExactly("a", "b");
        assertThat(forms("x".repeat(500)).get(0)).hasSize(ForumWords.WORD_CHARS_MAX);
        assertThat(SearchRow.cut("a\uD83D\uDE00", 2)).isEqualTo("a");
    }

    @Test
    void placesAreThoseOfTheWords() {
        List<String> texts = new ArrayList<>(List.of(
                "Élan\u00ADs STRASSE ﬁle ＡＢＣ rfc-3339 ـ ـ\u064B ١٢ إِثْبَات ещё 时区UTC 々 ㄅ \u115F \u3164x \uFFA0 ² ½ a\u0301 \uD83D\uDE00",
                "a\uD800b \uDC00",
                ""));
        // Every letter of the first plane once, alone: what has no form is no word.
        StringBuilder all = new StringBuilder();
        for (char c = 0; c < 0xFFFF; c++) {
            all.append(c).append(' ');
        }
        texts.add(all.toString());
        for (String text : texts) {
            List<String> places = new ArrayList<>();
            words.places(text, 100_000, (start, end) -> places.add(start + "-" + end));
            assertThat(places)
                    .isEqualTo(words.of(text, 100_000).stream()
                            .map(word -> word.start() + "-" + word.end())
                            .toList());
        }
        List<Integer> first = new ArrayList<>();
        words.places("one two three", 100, (start, end) -> first.add(start) && first.size() < 2);
        assertThat(first).containsExactly(0, 4);
    }

    @Test
    void storedLexemesAreReadAsPostgresqlWritesThem() {
        Set<String> wanted = Set.of("it's", "a\\b", "tim*", "no:1", "#tag");
        assertThat(StoredLexemes.of(
                        "'#tag':900B '@space/x' 'a\\\\b':3 'it''s':1A,22C 'no:1':4 'time':5,6 'tin':7", wanted))
                .isEqualTo(Map.of(
                        "#tag",
                        List.of(900),
                        "a\\b",
                        List.of(3),
                        "it's",
                        List.of(1, 22),
                        "no:1",
                        List.of(4),
                        "time",
                        List.of(5, 6)));
        assertThat(StoredLexemes.of("", wanted)).isEmpty();
    }

    @Test
    void markdownLeavesItsWords() {
        assertThat(PlainText.of(
                        "## A\n> **bold** [name](https://a.example/b) `code`\n\n```\nx | y\n```\n1. one\n- two"))
                .isEqualTo("A bold name code x y one two");
        assertThat(PlainText.of("a\u202Eb\uE000c\u0000d")).isEqualTo("a b c d");
    }

    /** What is not asked of ICU, as it would take long for most words of most texts, is what ICU would say. */
    @Test
    void whatIsTakenAsItStandsIsWhatUnicodeSaysOfIt() {
        Normalizer2 casefold = Normalizer2.getNFKCCasefoldInstance();
        IntStream.concat(IntStream.range('0', 0x80), IntStream.rangeClosed(0x4E00, 0x9FFF))
                .filter(UCharacter::isLetterOrDigit)
                .forEach(c -> {
                    String text = Character.toString(c);
                    Word word = words.of(text, 1).get(0);
                    assertThat(word.spelled()).isEqualTo(casefold.normalize(text));
                    assertThat(word.form()).isEqualTo(words.form(casefold.normalize(text)));
                    int script = UScript.getScript(c);
                    Kind other = script == UScript.LATIN ? Kind.LATIN : Kind.OTHER;
                    assertThat(word.kind()).isEqualTo(script == UScript.HAN ? Kind.HAN : other);
                });
    }
}
