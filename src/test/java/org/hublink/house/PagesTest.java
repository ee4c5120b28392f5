package org.hublink.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every link from one page to another leads somewhere. */
@Tag("house")
class PagesTest {
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:\\s]+)(?:#[^)]*)?\\)");

    @Test
    void everyLinkLeadsToAFile() throws IOException {
        assertThat(brokenLinks(SourceTree.ROOT)).isEmpty();
    }

    @Test
    void aBrokenLinkIsCaught(@TempDir Path planted) throws IOException {
        Files.writeString(planted.resolve("a.md"), "[there](b.md), [gone](c.md), [far](https://example.org/)");
        Files.writeString(planted.resolve("b.md"), "[back](a.md#top)");
        assertThat(brokenLinks(planted)).singleElement().asString().endsWith("c.md");
    }

    private static List<String> brokenLinks(Path root) throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : SourceTree.everything(root)) {
            if (!page.toString().endsWith(".md")) continue;
            Matcher link = LINK.matcher(Files.readString(page));
            while (link.find()) {
                if (!Files.exists(page.resolveSibling(link.group(1)))) broken.add(page + " to " + link.group(1));
            }
        }
        return broken;
    }
}
