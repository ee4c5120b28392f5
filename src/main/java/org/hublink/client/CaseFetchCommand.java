package org.hublink.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hublink.engine.CaseBook;
import org.hublink.engine.Wish;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Json;
import org.hublink.protocol.CaseFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hub case fetch}: an attachment, whole and verified or not at all. */
@Command(
        mixinStandardHelpOptions = true,
        name = "fetch",
        header = "Fetch an attachment of a case; the file has its name only when all of it was verified.",
        description = {
            "A link that is cut is waited for; after that the same command goes on where it stopped. What came so far lies hidden"
                    + " beside the place until it is whole."
        })
final class CaseFetchCommand extends HubCommand {
    private static final int ID_CHARS_MIN = 4;

    @Mixin
    private CaseOptions cases = new CaseOptions();

    @Parameters(index = "0", paramLabel = "CASE", description = "Beginning of its id, or the reference.")
    private String named = "";

    @Parameters(index = "1", paramLabel = "ATTACHMENT", description = "Beginning of its id, or its name.")
    private String which = "";

    @Option(names = "--to", required = true, paramLabel = "FILE", description = "Where it is to lie; a new file.")
    private @Nullable Path to;

    @Override
    public Integer call() throws IOException, Ended {
        var home = JvmHome.system();
        var sink = free();
        try (var bar = screen().progress("fetching", 0);
                var client = cases.open(home, screen(), CaseAttachCommand.moving(bar), code -> {})) {
            var book = CaseOptions.connected(client, screen());
            var id = CaseOptions.find(book, named);
            var file = found(book, id);
            CaseOptions.ended(client, client.runAndSettle(new Wish.Fetch(id, file.id(), sink.toString())), id);
            bar.done("Verified to the last byte: " + to + ", " + Sizes.of(file.size()) + ", SHA-256 "
                    + file.plain().hex());
            screen().dim(
                            "  It was opened by this device alone; what is inside is for you to judge before you open it.");
            output().answer(Json.obj().put("case", id).put("file", CaseAttachCommand.json(file)));
            return ExitCode.DONE;
        }
    }

    private Path free() throws Ended {
        var path = to;
        var folder = path == null ? null : path.toAbsolutePath().normalize().getParent();
        if (path == null || folder == null || !Files.isDirectory(folder)) {
            throw Ended.local("file-unwritable", "There is no folder for " + path + ".");
        }
        if (Files.exists(path)) {
            throw Ended.local("file-exists", "There is a file " + path + " already; it is not replaced.");
        }
        return path.toAbsolutePath().normalize();
    }

    private CaseFile found(CaseBook book, String id) throws Ended {
        CaseFile found = null;
        for (var one : book.attachments(id)) {
            boolean meant = one.name().equals(which)
                    || (which.length() >= ID_CHARS_MIN && one.id().startsWith(which));
            if (meant && found != null && !found.id().equals(one.id())) {
                throw new Ended(
                        ExitCode.USAGE, "file-ambiguous", "More than one attachment is meant; write more of its id.");
            }
            found = meant ? one : found;
        }
        if (found == null) {
            throw Ended.refused(
                    "file-unknown",
                    "No act of this case names an attachment " + which + ". See: hub case show " + named);
        }
        return found;
    }
}
