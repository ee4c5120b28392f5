package org.hublink.app;

import io.vertx.core.Future;
import java.util.Optional;
import org.hublink.client.Ended;
import org.hublink.client.ExitCode;
import org.hublink.client.HubCommand;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import org.hublink.transparency.Adopted;
import org.hublink.transparency.LogAdoption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hub log}: what an operator decides about a node's log. */
@Command(
        mixinStandardHelpOptions = true,
        name = "log",
        header = "Decide about this node's log.",
        subcommands = LogCommand.Adopt.class)
final class LogCommand extends HubCommand {
    @Override
    public Integer call() throws Ended {
        throw new Ended(ExitCode.USAGE, "usage", "Say what: hub log adopt");
    }

    /** {@code hub log adopt} (rule L5). */
    @Command(
            mixinStandardHelpOptions = true,
            name = "adopt",
            header = "Let this node sign on from the tree in its database.",
            description =
                    "For a node without log-head, after the newest checkpoint was asked of clients and other nodes.")
    static final class Adopt extends HubCommand {
        @Mixin
        private NodeOptions node = new NodeOptions();

        @Option(
                names = "--lost",
                description =
                        "Go on although signed leaves are lost; clients that saw them refuse the log until a new root.")
        private boolean lost;

        @Override
        public Integer call() throws Ended, InterruptedException {
            Optional<Adopted> adopted = Offline.alone(node.config(), node.data(), screen()::line, this::adopted);
            if (adopted.isEmpty()) {
                throw Ended.local("no-log", "There is no log yet: hold the ceremony first (./hub ceremony --help).");
            }
            if (adopted.get() instanceof Adopted.Done done) {
                screen().good("signs on from " + done.size() + " leaves, root " + done.root());
                output().answer(Json.obj()
                        .put("size", done.size())
                        .put("root", done.root().toString()));
                return ExitCode.DONE;
            }
            if (adopted.get() instanceof Adopted.Refused refused) {
                throw Ended.refused(refused.code(), "Nothing was changed: " + refused.detail() + ".");
            }
            throw new IllegalStateException("an outcome of no kind");
        }

        private Future<Optional<Adopted>> adopted(Offline.Place place) {
            Home home = JvmHome.system();
            return KeptLog.of(place)
                    .map(log -> LogAdoption.adopt(
                                    place.vertx(),
                                    place.database(),
                                    log.keys(),
                                    log.settings(),
                                    home.clock(),
                                    home.text(),
                                    lost)
                            .map(Optional::of))
                    .orElseGet(() -> Future.succeededFuture(Optional.empty()));
        }
    }
}
