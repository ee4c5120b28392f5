package org.hublink.client;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hub ceremony show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        header = "Show what a statement of the root says, who has signed it and who is to.")
final class CeremonyShowCommand extends HubCommand {
    @Parameters(index = "0", paramLabel = "FILE", description = "Such as root.ceremony.")
    private Path file = Path.of("root.ceremony");

    @Override
    public Integer call() throws IOException, Ended {
        var words = CeremonyWords.of(CeremonyFile.read(file));
        words.show(screen());
        words.next(screen(), file);
        output().answer(words.json());
        return ExitCode.DONE;
    }
}
