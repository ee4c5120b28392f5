package org.hublink.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class SearchTextTest {
    private static final SearchText FOLD = new SearchText(SampleListings.TEXT);
    private static final QueryWords WORDS = new QueryWords(SampleListings.reference(), SampleListings.TEXT);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Plantão EXEMPLO          | plantao exemplo
            Straße                   | strasse
            œuvre Łódź ØRE           | oeuvre lodz ore
            l’enfant                 | l enfant
            İstanbul                 | istanbul
            Ёлка Йод                 | елка иод
            الْأَطْفَالِ                | اطفال
            حمـــاية الطفولة          | حمايه طفوله
            مكتبى ومكتبي             | مكتبي ومكتبي
            بالبرازيل للأطفال          | برازيل اطفال
            ٢٤٧ ۲۴۷                  | 247 247
            ＢＲ－ＣＳＥ                 | br cse
            BR-CSE-247               | br cse 247
            ΟΔΟΣ οδός ΟΔΟΣ.ΑΣ        | οδοσ οδοσ οδοσ ασ
            ab\u088cCD\ue000ef\uffff      | ab cd ef
            """)
    void spellingsFallTogether(String text, String tokens) {
        assertThat(String.join(" ", FOLD.tokens(text))).isEqualTo(tokens);
    }

    @Test
    void chineseIsCutIntoPairs() {
        assertThat(FOLD.tokens("打击儿童 性剥削x剥")).containsExactly("打击", "击儿", "儿童", "性剥", "剥削", "x", "剥");
    }

    @Test
    void aVeryLongTextIsCut() {
        assertThat(FOLD.tokens("a ".repeat(10_000))).hasSizeLessThanOrEqualTo(SearchText.CHARS_MAX);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            child exploitation desk in Brazil, open now            | BR child-exploitation open-now
            desk for child protection in brazil open               | BR child-exploitation open-now
            brigade d'exploitation des enfants au Brésil, ouvert maintenant | BR child-exploitation open-now + brigade
            explotación infantil en Brasil abierto ahora            | BR child-exploitation open-now
            exploração infantil no Brasil, aberto agora             | BR child-exploitation open-now
            эксплуатация детей в Бразилии, открыто сейчас           | BR child-exploitation open-now
            巴西儿童性剥削部门现在开放                                  | BR child-exploitation open-now
            kindermisbruik in Brazilië, nu open                     | BR child-exploitation open-now
            مكتب استغلال الأطفال في البرازيل مفتوح الآن                 | BR child-exploitation open-now
            chld explotation desk in Brazl, oppen now               | BR child-exploitation open-now
            Portuguese or French 24/7                               | always fr pt
            BR FR                                                   | BR FR
            CHILD EXPLOITATION IN BRAZIL                            | BR child-exploitation
            grooming South America                                  | 005 solicitation
            UK interpol                                             | GB ncb
            Guinea-Bissau                                           | GW
            """)
    void whatIsTypedIsUnderstood(String typed, String expected) {
        QueryWords.Understood understood = WORDS.read(typed, word -> false);
        List<String> values = new ArrayList<>();
        for (Facet facet : understood.facets()) {
            values.add(facet.value());
        }
        values.sort(null);
        List<String> words = new ArrayList<>();
        for (List<SearchText.Unit> run : understood.rest()) {
            words.addAll(SearchText.tokens(run));
        }
        String rest = words.isEmpty() ? "" : " + " + String.join(" ", words);
        assertThat(String.join(" ", values) + rest).isEqualTo(expected);
    }

    @Test
    void anIdIsAnId() {
        assertThat(WORDS.read("br-cse-247", word -> false).ids()).containsExactly("BR-CSE-247");
    }

    @Test
    void typingErrorsAreForgivenByLength() {
        WordTable table = new WordTable(List.of("brasil", "lyon", "rotterdam", "247"));
        assertThat(table.nearest("brsail")).containsExactly(table.find("brasil"));
        assertThat(table.nearest("bsrail")).isEmpty();
        assertThat(table.nearest("lion")).containsExactly(table.find("lyon"));
        assertThat(table.nearest("roterdamm")).containsExactly(table.find("rotterdam"));
        assertThat(table.nearest("248")).isEmpty();
        assertThat(WordTable.distance("abc", "", 5)).isEqualTo(3);
        assertThat(WordTable.distance("kitten", "sitting", 5)).isEqualTo(3);
    }

    @Property(tries = 2_000)
    void theDistanceIsThatOfTheWholeTable(
            @ForAll @CharRange(from = 'a', to = 'c') @StringLength(max = 9) String a,
            @ForAll @CharRange(from = 'a', to = 'c') @StringLength(max = 9) String b) {
        for (int max = 0; max <= 3; max++) {
            assertThat(WordTable.distance(a, b, max)).isEqualTo(Math.min(max + 1, wholeTable(a, b)));
        }
    }

    private static int wholeTable(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + cost);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
