package org.hublink.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hublink.engine.CaseBook;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hub case export}: a case as evidence that others can judge. */
@Command(
        mixinStandardHelpOptions = true,
        name = "export",
        header = "Write a case's signed steps as evidence, where its TLP and handling codes allow it.",
        description = {
            "The file holds the words of the case in clear. Whoever has it judges it by the log alone: hub audit --evidence FILE."
                    + " Chats and the cards of people are not in it."
        })
final class CaseExportCommand extends HubCommand {
    @Mixin
    private CaseOptions cases = new CaseOptions();

    @Parameters(index = "0", paramLabel = "CASE", description = "Beginning of its id, or the reference.")
    private String named = "";

    @Option(names = "--to", required = true, paramLabel = "FILE", description = "Where it is to lie; a new file.")
    private @Nullable Path to;

    @Override
    public Integer call() throws IOException, Ended {
        var home = JvmHome.system();
        var path = to;
        if (path == null || Files.exists(path)) {
            throw Ended.local("file-exists", "There is a file " + path + " already; it is not replaced.");
        }
        try (var client = cases.open(home, screen())) {
            var book = CaseOptions.connectedOrKept(client, screen());
            var id = CaseOptions.find(book, named);
            var evidence = evidence(book, id);
            PrivateFiles.replace(path, evidence);
            screen().good("Written for you alone: " + path + ", " + Sizes.of(evidence.length)
                    + ". It holds the words of the case in clear.");
            output().answer(Json.obj().put("case", id).put("bytes", evidence.length));
            return ExitCode.DONE;
        }
    }

    private static byte[] evidence(CaseBook book, String id) throws Ended {
        try {
            return book.evidence(id);
        } catch (Malformed forbidden) {
            throw CaseEndings.of(forbidden.reason(), "evidence", book, id);
        }
    }
}
