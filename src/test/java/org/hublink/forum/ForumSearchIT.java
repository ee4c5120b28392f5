package org.hublink.forum;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.hublink.forum.ForumSearchStore.Filter;
import org.hublink.forum.ForumSearchStore.Query;
import org.hublink.platform.Database;
import org.hublink.platform.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the forum is searched, on the demo's questions and some of its own. */
@Tag("server")
@ExtendWith(TestDatabase.class)
class ForumSearchIT {
    private static SearchWorld world;

    @BeforeAll
    static void theDemoIsStored(Database database) {
        world = new SearchWorld(database);
        world.put(SearchWorld.demo());
        world.put(
                SearchWorld.told("quokka-en", "en", "Does Quokkaview 4.2 write the offset?", "We use Quokkaview."),
                SearchWorld.told("quokka-ru", "ru", "Как открыть отчёт?", "Программа Quokkaview его не открывает."),
                SearchWorld.told("email-en", "en", "Headers of an e-mail", "Nothing else is known of the email."),
                SearchWorld.told("accents-pt", "pt", "Extração do relógio", "A recuperação não terminou."));
    }

    @ParameterizedTest
    @CsvSource({
        "nl, quokkaview, quokka-ru",
        "zh, QUOKKAVIEW, quokka-en",
        "en, e-mail headers, email-en",
        "en, email headers, email-en",
        "pt, recuperacao, accents-pt",
        "es, extracao relogio, accents-pt",
        "ru, RFC3339, clock-of-an-export",
        "ar, ISO 28500, captura-de-pagina-publica",
        "fr, sqlite, sqlite-beside-files",
    })
    void aNameIsFoundInQuestionsOfAnyLanguageHoweverItIsTyped(String reader, String words, String expected) {
        assertThat(world.found(words, reader)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "en, preservations expiring, preservation-ninety-days",
        "fr, conservations urgentes demandées, premiere-demande-conservation",
        "es, interpretaciones transcriptor, quien-cuida-a-los-interpretes",
        "pt, mensagem adiantada, horario-de-verao-extinto",
        "nl, treffers afbeeldingen, perceptuele-hash-treffer",
        "ru, часового пояса выгрузок, poyas-v-vygruzke",
        "ar, الرسالة بالمحكمة, tawqit-risala",
    })
    void inflectedWordsAreFoundByTheirStems(String reader, String words, String expected) {
        assertThat(world.found(words, reader)).first().isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            إثبات توقيت الرِسالة, tawqit-risala
            اثبات توقيت الرساله,  tawqit-risala
            مقابله الاطفال,       mutarjim-fi-muqabala
            """)
    void arabicIsFoundWithAndWithoutItsMarks(String words, String expected) {
        assertThat(world.found(words, "ar")).first().isEqualTo(expected);
    }

    @Test
    void chineseIsFoundByWordsAndByAnyTwoNeighbours() {
        assertThat(world.found("时区", "zh")).first().isEqualTo("liaotian-jilu-shiqu");
        assertThat(world.found("签收回执编号", "zh")).contains("jingwai-baoquan");
        assertThat(world.found("换行", "en")).first().isEqualTo("haxi-buyizhi");
    }

    @Test
    void theLastWordMayBeBegunOnlyWhileItIsTyped() {
        assertThat(world.found("quokkav", "en")).contains("quokka-en", "quokka-ru");
        assertThat(world.found("quokkav ", "en")).isEmpty();
    }

    @Test
    void whatWasSaidAsAPhraseComesBeforeTheSameWordsApart() {
        world.put(
                SearchWorld.told(
                        "apart", "en", "Question about zebra", "The stripes are wide. A crossing is near zebra."),
                SearchWorld.told(
                        "phrase", "en", "Question about zebra", "A zebra crossing is near. The stripes are wide."));
        assertThat(world.found("zebra crossing", "en")).startsWith("phrase", "apart");
        world.drop("apart");
        world.drop("phrase");
    }

    @Test
    void aTitleSaysMoreThanAnAnswer() {
        world.put(
                SearchWorld.told("answer", "en", "Something else", "Nothing.", "Take the gyroscope of the maker."),
                SearchWorld.told("title", "en", "Which gyroscope?", "Nothing."));
        assertThat(world.found("gyroscope", "en")).containsExactly("title", "answer");
    }

    @Test
    void whatIsEditedOrDroppedIsNotFoundAnyMore() {
        world.put(SearchWorld.told("edited", "en", "A barometer", "Old."));
        assertThat(world.found("barometer", "en")).containsExactly("edited");
        world.index(SearchWorld.told("edited", "en", "A thermometer", "New."));
        assertThat(world.found("barometer", "en")).isEmpty();
        assertThat(world.found("thermometer", "en")).containsExactly("edited");
        world.drop("edited");
        assertThat(world.found("thermometer", "en")).isEmpty();
    }

    @Test
    void filtersHold() {
        Filter law = new Filter("law", "", "", "", Set.of(), "", 0);
        assertThat(world.found(new Query("conservation", "fr", law, 0, 10)))
                .contains("premiere-demande-conservation")
                .doesNotContain("mentions-proces-verbal-copie");
        Filter tagged = new Filter("", "live-streaming", "", "", Set.of(), "", 0);
        assertThat(world.found(new Query("directo", "es", tagged, 0, 10))).containsExactly("directo-que-conservar");
        Filter asked = new Filter("", "", "FR/gracht-9", "nl", Set.of("accepted"), "", 0);
        assertThat(world.found(new Query("hash", "nl", asked, 0, 10)))
                .containsExactly("perceptuele-hash-treffer", "minder-kijken");
        Filter waiting = new Filter("", "", "", "zh", Set.of(), "unanswered", 0);
        assertThat(world.found(new Query("网页", "zh", waiting, 0, 10))).containsExactly("wangye-guding");
    }

    @Test
    void waitingIsWhatNobodyTookForLong() {
        Filter waiting = new Filter("", "", "", "", Set.of(), "waiting", 999_850);
        assertThat(world.found(new Query("公开网页", "zh", waiting, 0, 10))).isEmpty();
        Filter later = new Filter("", "", "", "", Set.of(), "waiting", 999_851);
        assertThat(world.found(new Query("公开网页", "zh", later, 0, 10))).containsExactly("wangye-guding");
    }

    @Test
    void noWordsFindNothing() {
        assertThat(world.search(new Query(" ?! ", "en", Filter.NONE, 0, 2)).total())
                .isZero();
        assertThat(world.search(new Query("the of and", "en", Filter.NONE, 0, 2))
                        .total())
                .isZero();
    }

    @Test
    void pagesFollowEachOther() {
        List<String> all = world.found(new Query("hash", "en", Filter.NONE, 0, 8));
        List<String> pages = new ArrayList<>();
        for (int from = 0; from < 8; from += 3) {
            pages.addAll(world.found(new Query("hash", "en", Filter.NONE, from, Math.min(3, 8 - from))));
        }
        assertThat(pages).isEqualTo(all).doesNotHaveDuplicates().hasSize(8);
    }

    @Test
    void whatWasMatchedIsMarkedInOneLine() {
        String line = world.highlight("summer time change difference", "en");
        assertThat(line).contains("\uFFF9summer\uFFFB \uFFF9time\uFFFB").hasSizeLessThanOrEqualTo(300);
        assertThat(line).doesNotContain("\n", "**", "](");
        assertThat(world.highlight("换行符改写", "zh")).contains("\uFFF9换行符\uFFFB被\uFFF9改写\uFFFB");
        assertThat(world.highlight("часового пояса", "ru")).containsPattern("\uFFF9пояс[а-я]*\uFFFB");
        assertThat(world.highlight("quokkav", "en")).contains("\uFFF9Quokkaview\uFFFB");
    }

    @Test
    void marksOfMatchesCannotBeWrittenByAnAuthor() {
        world.put(SearchWorld.told("forged", "en", "Anemometer", "The \uFFF9forged\uFFFB \u202Eanemometer mark"));
        assertThat(world.highlight("anemometer", "en")).isEqualTo("The forged \uFFF9anemometer\uFFFB mark");
    }

    @Test
    void similarQuestionsComeInOtherLanguagesToo() {
        List<String> similar = world.similar("Which time zone do the times in a chat log have?", "en", 6);
        assertThat(similar).hasSizeLessThanOrEqualTo(6).contains("clock-of-an-export");
        assertThat(similar).containsAnyOf("liaotian-jilu-shiqu", "tawqit-risala", "heure-comptee-deux-fois");
        assertThat(world.similar("xylophone", "en", 5)).isEmpty();
        assertThat(world.similar("", "en", 5)).isEmpty();
    }

    @Test
    void ofOtherLanguagesThoseWithAllTagsComeBeforeThoseThatShareSome() {
        List<String> both = List.of("barograph", "isobars");
        world.put(
                tagged("kin-asked", "en", "Zeppelin at the mast", both, 5_000),
                tagged("kin-some", "fr", "Le premier", List.of("barograph"), 5_003),
                tagged("kin-all", "fr", "Le second", both, 5_001),
                tagged("kin-more", "nl", "De derde", List.of("isobars", "barograph", "radar"), 5_002),
                tagged("kin-none", "fr", "Le dernier", List.of("radar"), 5_004));
        assertThat(world.similar("zeppelin mast", "en", 4)).containsExactly("kin-asked", "kin-more", "kin-all");
        assertThat(world.similar("zeppelin mast", "en", 8))
                .containsExactly("kin-asked", "kin-more", "kin-all", "kin-some");
    }

    private static SearchWorld.Told tagged(String slug, String language, String title, List<String> tags, long moved) {
        return new SearchWorld.Told(
                slug, "techniques", language, title, "No more.", tags, "harbour-17", "open", moved, 0, List.of());
    }

    @Test
    void aWordThatIsSaidTwiceIsLookedForOnce() {
        Query once = new Query("acquisition hash ", "en", Filter.NONE, 0, 10);
        Query twice = new Query("hash acquisition hash hash ", "en", Filter.NONE, 0, 10);
        assertThat(world.found(twice)).containsExactlyInAnyOrderElementsOf(world.found(once));
        String often = String.join(" ", Collections.nCopies(30, "hash")) + " acquisition ";
        assertThat(world.found(new Query(often, "en", Filter.NONE, 0, 10)))
                .containsExactlyInAnyOrderElementsOf(world.found(once));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "' OR 1=1 --",
                "a & | ! ( <-> :* ",
                "\\ \\\\ ' '' \"",
                "'unclosed",
                "$1 $2 %s {}",
                "\u202Ehash\u202C",
                "*:*A*",
                "!hash",
                "hash <2> sum",
                "#chat-logs",
                "- _ . /",
                "😀🏳️‍🌈",
                "a-b-c-d-e-f-g-h-i-j-k-l-m-n-o-p-q-r-s-t",
                "ﷺ ﷽",
                "é̀̂̃"
            })
    void noWordsAreAnErrorOfTheDatabase(String words) {
        assertThat(world.search(new Query(words, "en", Filter.NONE, 0, 5)).total())
                .isNotNegative();
        assertThat(world.similar(words, "en", 5)).isNotNull();
    }

    @Test
    void noBytesAreAnErrorOfTheDatabase() {
        List<String> typed = new ArrayList<>(List.of(
                "hash ".repeat(2_000),
                "x".repeat(10_240),
                "时".repeat(10_240),
                "\uD800",
                "a\uDC00b",
                "\u0000hash\u0000",
                "\uFFFE\uFFFF",
                "\uD83D",
                "'\uD800'"));
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 150; i++) {
            StringBuilder any = new StringBuilder();
            for (int n = random.nextInt(40); n >= 0; n--) {
                any.append((char) (random.nextInt(4) == 0 ? random.nextInt(0x10000) : random.nextInt(0x80)));
            }
            typed.add(any.toString());
        }
        for (String words : typed) {
            assertThat(world.search(new Query(words, "en", Filter.NONE, 0, 3)).total())
                    .as("seed %d", seed)
                    .isNotNegative();
            world.index(SearchWorld.told("any-bytes", "en", words, words, words));
        }
        world.drop("any-bytes");
        for (String odd : List.of("\uD800", "xx", "a\u0000b", "english'; --")) {
            assertThat(world.search(new Query("hash", odd, new Filter(odd, odd, odd, odd, Set.of(odd), odd, 0), 0, 3))
                            .hits())
                    .isEmpty();
        }
        assertThat(world.search(new Query("hash", "en", Filter.NONE, -5, 1_000_000))
                        .hits())
                .hasSizeLessThanOrEqualTo(ForumSearchStore.LIMIT_MAX);
    }

    @Test
    void aLongQuestionIsFoundByWhatStandsWithinTheLimit() {
        String filler = "filler words of no weight ".repeat(3_000);
        world.put(SearchWorld.told("long", "en", "Long", "hygrometer " + filler, filler + " psychrometer"));
        assertThat(world.found("hygrometer", "en")).containsExactly("long");
        assertThat(world.found("psychrometer", "en")).isEmpty();
        assertThat(new HashSet<>(world.found("filler weight", "en"))).contains("long");
        world.drop("long");
    }
}
