package org.hublink.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hublink.engine.View;
import org.hublink.engine.Wish;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Json;
import org.hublink.protocol.CaseFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hub case attach}: a file that goes with the next step. */
@Command(
        mixinStandardHelpOptions = true,
        name = "attach",
        header = "Bring a file to the server, sealed, for a case; your next question or answer names it.",
        description = {
            "At most 1 GiB. A link that is cut is waited for; after that the same command goes on where it stopped, if the file is the"
                    + " same. Images and videos are refused by what is in them, whatever they are called: describe them, or name"
                    + " their hashes."
        })
final class CaseAttachCommand extends HubCommand {
    private static final int NAME_CHARS_MAX = 160;

    @Mixin
    private CaseOptions cases = new CaseOptions();

    @Parameters(index = "0", paramLabel = "CASE", description = "Beginning of its id, or the reference.")
    private String named = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "The file.")
    private @Nullable Path file;

    @Option(names = "--name", paramLabel = "NAME", description = "What the other desk sees (default: the file's name).")
    private @Nullable String name;

    @Override
    public Integer call() throws IOException, Ended {
        var home = JvmHome.system();
        var path = readable();
        var shown = name == null ? String.valueOf(path.getFileName()) : name;
        if (shown.isEmpty() || shown.length() > NAME_CHARS_MAX) {
            throw new Ended(ExitCode.USAGE, "file-name", "Give it a name of at most 160 characters: --name NAME");
        }
        try (var bar = screen().progress("sealing " + shown, 0);
                var client = cases.open(home, screen(), moving(bar), code -> {})) {
            var book = CaseOptions.connected(client, screen());
            var id = CaseOptions.find(book, named);
            var source = path.toAbsolutePath().normalize().toString();
            var finished = client.runAndSettle(new Wish.Attach(id, shown, ContentTypes.of(path), source));
            CaseOptions.ended(client, finished, id);
            bar.done("At the server, sealed: " + shown + ". It goes with your next step: hub case answer "
                    + CaseView.shortId(id) + " …");
            List<Json> files = new ArrayList<>();
            book.attached(id).forEach(one -> files.add(json(one)));
            output().answer(Json.obj().put("case", id).put("attached", files));
            return ExitCode.DONE;
        }
    }

    /** Said before anything is connected. */
    private Path readable() throws IOException, Ended {
        var path = file;
        if (path == null || !Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw Ended.local("file-unreadable", "There is no file " + path + " that can be read.");
        }
        long size = Files.size(path);
        if (size > CaseFile.SIZE_MAX) {
            throw Ended.local("file-too-large", path + " is larger than 1 GiB.");
        }
        return path;
    }

    static java.util.function.Consumer<View> moving(Progress bar) {
        return view -> {
            if (view instanceof View.Progress at && at.stage().equals("attachment")) {
                bar.to(at.done(), at.total());
            }
        };
    }

    static Json json(CaseFile file) {
        return Json.obj()
                .put("id", file.id())
                .put("name", file.name())
                .put("type", file.type())
                .put("size", file.size())
                .put("sha256", file.plain())
                .build();
    }
}
