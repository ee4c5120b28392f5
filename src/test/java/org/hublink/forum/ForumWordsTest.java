package org.hublink.forum;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
    void markdownLeavesItsWords() {
        assertThat(PlainText.of(
                        "## A\n> **bold** [name](https://a.example/b) `code`\n\n```\nx | y\n```\n1. one\n- two"))
                .isEqualTo("A bold name code x y one two");
        assertThat(PlainText.of("a\u202Eb\uE000c\u0000d")).isEqualTo("a b c d");
    }
}
