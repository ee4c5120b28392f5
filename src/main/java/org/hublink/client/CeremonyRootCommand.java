package org.hublink.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hublink.engine.Ceremony;
import org.hublink.jvm.JvmHome;
import org.hublink.protocol.Header;
import org.hublink.protocol.PublicKey;
import org.hublink.protocol.RootFacts;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hub ceremony root}: the first holder writes the root and signs it. */
@Command(
        name = "root",
        mixinStandardHelpOptions = true,
        header = "Write the root from all public files and sign it first; the others run hub ceremony sign.")
final class CeremonyRootCommand extends HubCommand {
    @Mixin
    private ClientOptions own = new ClientOptions();

    @Mixin
    private HolderSigning signing = new HolderSigning();

    @Option(
            names = "--holders",
            required = true,
            split = ",",
            paramLabel = "FILE",
            description = "Public files of all holders, yours among them: three are usual.")
    private List<Path> holders = List.of();

    @Option(names = "--server", required = true, paramLabel = "FILE", description = "The server's public file.")
    private Path server = Path.of("server.public");

    @Option(
            names = "--threshold",
            defaultValue = "2",
            description = "How many of them must sign, up to " + RootFacts.THRESHOLD_MAX + " (${DEFAULT-VALUE}).")
    private int threshold = 2;

    @Option(
            names = "--after",
            paramLabel = "FILE",
            description = "The root in force, where this is the next one; enough holders of both must sign.")
    private @Nullable Path after;

    @Option(
            names = "--days",
            defaultValue = "395",
            description = "Validity, at most 400 (${DEFAULT-VALUE}); it is written anew each year.")
    private int days = 395;

    @Option(names = "--out", paramLabel = "FILE", defaultValue = "root.ceremony", description = "${DEFAULT-VALUE}")
    private Path out = Path.of("root.ceremony");

    @Override
    public Integer call() throws IOException, Ended {
        var former = after == null ? null : CeremonyFile.root(after);
        signing.checkNew(out);
        var header = header(former, signing.seconds(days));
        return signing.begin(this, own, former, header, out);
    }

    private Header header(@Nullable CeremonyFile former, long seconds) throws IOException, Ended {
        var keys = new ArrayList<PublicKey>();
        for (var file : holders) {
            keys.add(PublicHalf.rootHolder(file).key());
        }
        var names = PublicHalf.server(server);
        long now = JvmHome.system().clock().now();
        try {
            var facts = new RootFacts(names.log(), threshold, keys, names.logKey(), names.cosignerKey(), null);
            int version = former == null ? 1 : former.header().version() + 1;
            return Ceremony.root(version, facts, now, now + seconds);
        } catch (IllegalArgumentException refused) {
            throw new Ended(
                    ExitCode.USAGE,
                    "root-facts",
                    "This is no root: 1 to " + RootFacts.KEYS_MAX + " different holders, a threshold of 1 to "
                            + RootFacts.THRESHOLD_MAX + " that they can reach, and server keys of its own.");
        }
    }
}
