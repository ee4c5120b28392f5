package org.hublink.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page's sources: eight whole catalogues, rooms that know the core by its one port only, nothing that writes markup. */
@Tag("house")
class PageSourcesTest {
    private static final Path WEB = SourceTree.ROOT.resolve("src/main/web/src");
    private static final Path CATALOGUES = WEB.resolve("i18n/catalogues");
    private static final List<String> LANGUAGES = List.of("ar", "en", "es", "fr", "nl", "pt", "ru", "zh");

    /** CLDR's cardinal categories; 'other' is never left out. */
    private static final Map<String, Set<String>> CATEGORIES = Map.of(
            "ar", Set.of("zero", "one", "two", "few", "many", "other"),
            "en", Set.of("one", "other"),
            "es", Set.of("one", "many", "other"),
            "fr", Set.of("one", "many", "other"),
            "nl", Set.of("one", "other"),
            "pt", Set.of("one", "many", "other"),
            "ru", Set.of("one", "few", "many", "other"),
            "zh", Set.of("other"));

    /** Keys that are put together from a prefix and a code. */
    private static final List<String> MADE = List.of(
            "reason.",
            "app.syncing.",
            "problem.",
            "cases.failed.",
            "office.why.",
            "office.mode.",
            "office.field.",
            "enrol.refused.",
            "log.type.",
            "forum.space.",
            "forum.state.",
            "forum.step.",
            "forum.reason.",
            "forum.tag.",
            "forum.failed.",
            "forum.found.",
            "news.",
            "passkey.why.");

    private static final Pattern LETTERS = Pattern.compile("\\p{L}{2,}");
    private static final Pattern IMPORT = Pattern.compile("(?:from|import)\\s*\\(?\\s*'([^']+)'");
    private static final Pattern MARKUP = Pattern.compile(
            "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\(|new Function\\(|\\bstyle=|https?://(?!www\\.w3\\.org)");

    @Test
    void everyLanguageHasEveryMessageAndNoOther() throws IOException {
        Set<String> keys = catalogue("en").messages().keySet();
        for (String language : LANGUAGES) {
            assertThat(catalogue(language).messages().keySet()).as(language).containsExactlyElementsOf(keys);
        }
    }

    @Test
    void everyMessageIsTranslated() throws IOException {
        Map<String, String> english = catalogue("en").messages();
        for (String language : LANGUAGES) {
            List<String> same = new ArrayList<>();
            catalogue(language).messages().forEach((key, text) -> {
                boolean words = LETTERS.matcher(bare(text)).find();
                if (!language.equals("en") && words && text.length() > 14 && text.equals(english.get(key)))
                    same.add(key);
            });
            assertThat(same).as(language).isEmpty();
        }
    }

    private static String bare(String message) {
        return message.replaceAll("\\{[a-z]+(, number)?}", "");
    }

    @Test
    void everyMessageNamesTheSameArguments() throws IOException {
        Map<String, String> english = catalogue("en").messages();
        for (String language : LANGUAGES) {
            catalogue(language)
                    .messages()
                    .forEach((key, text) -> assertThat(Catalogue.arguments(text))
                            .as(language + " " + key)
                            .isEqualTo(Catalogue.arguments(english.get(key))));
        }
    }

    @Test
    void everyPluralHasTheCasesOfItsLanguage() throws IOException {
        for (String language : LANGUAGES) {
            catalogue(language)
                    .messages()
                    .forEach((key, text) -> Catalogue.plurals(text)
                            .forEach((argument, cases) -> assertThat(cases)
                                    .as(language + " " + key + " " + argument)
                                    .containsAll(CATEGORIES.get(language))));
        }
    }

    @Test
    void everyMessageIsUsedAndEveryNoteIsOfAMessage() throws IOException {
        StringBuilder sources = new StringBuilder();
        for (Path source : sources()) sources.append(Files.readString(source));
        Set<String> unused = new TreeSet<>(catalogue("en").messages().keySet());
        unused.removeIf(key -> sources.indexOf("'" + key + "'") >= 0
                || MADE.stream()
                        .anyMatch(prefix -> key.startsWith(prefix) && sources.indexOf("`" + prefix + "${") >= 0));
        assertThat(unused).isEmpty();
        assertThat(catalogue("en").messages().keySet())
                .containsAll(catalogue("notes").messages().keySet());
    }

    @Test
    void roomsKnowTheCoreByItsPortOnly() throws IOException {
        assertThat(strayImports(WEB)).isEmpty();
    }

    @Test
    void aRoomThatReachesIntoTheCoreIsCaught(@TempDir Path planted) throws IOException {
        Files.createDirectories(planted.resolve("cases"));
        Files.writeString(planted.resolve("cases/a.ts"), "import { CoreHost } from 'hub-core'");
        Files.writeString(planted.resolve("cases/b.ts"), "import { keepVault } from '../core/vaults'");
        Files.writeString(planted.resolve("cases/c.ts"), "const x = await import('../../../../wasm/web/worker.mjs')");
        Files.writeString(planted.resolve("cases/d.ts"), "import { Port } from '../core/port'");
        assertThat(strayImports(planted)).hasSize(3);
    }

    private static List<String> strayImports(Path web) throws IOException {
        List<String> stray = new ArrayList<>();
        for (Path source : SourceTree.files(web, "")) {
            if (!source.toString().matches(".*\\.tsx?") || source.startsWith(web.resolve("core"))) continue;
            Matcher found = IMPORT.matcher(Files.readString(source));
            while (found.find()) {
                String from = found.group(1);
                boolean core = from.contains("core/") || from.startsWith("hub-core") || from.contains("wasm");
                if (core && !from.equals("../core/port")) stray.add(web.relativize(source) + " imports " + from);
            }
        }
        return stray;
    }

    @Test
    void nothingWritesMarkupStylesOrForeignAddresses() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path source : sources()) {
            Matcher markup = MARKUP.matcher(Files.readString(source));
            while (markup.find()) found.add(WEB.relativize(source) + ": " + markup.group());
        }
        assertThat(found).isEmpty();
    }

    @Test
    void theReaderOfMessagesSeesArgumentsAndCases() {
        String nested = "{a, plural, =0 {none} one {# of {b, number}} other {{c, plural, one {#} other {#}}, {d}}}";
        assertThat(Catalogue.arguments(nested)).isEqualTo(Map.of("a", "plural", "b", "number", "c", "plural", "d", ""));
        assertThat(Catalogue.plurals(nested))
                .isEqualTo(Map.of("a", Set.of("=0", "one", "other"), "c", Set.of("one", "other")));
    }

    private static List<Path> sources() {
        List<Path> sources = new ArrayList<>(SourceTree.files(WEB, ".ts"));
        sources.addAll(SourceTree.files(WEB, ".tsx"));
        return sources;
    }

    private static Catalogue catalogue(String language) throws IOException {
        return Catalogue.read(CATALOGUES.resolve(language + ".json"));
    }
}
