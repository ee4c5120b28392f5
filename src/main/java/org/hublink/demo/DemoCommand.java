package org.hublink.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntFunction;
import org.hublink.client.Ended;
import org.hublink.client.ExitCode;
import org.hublink.client.HubCommand;
import org.hublink.jvm.JvmHome;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hub demo}: the whole on this machine, and a lying server caught by reason. */
@Command(
        mixinStandardHelpOptions = true,
        name = "demo",
        header = "See it work: 193 countries verified, an emergency asked and answered, a lying server caught.")
public final class DemoCommand extends HubCommand {
    private static final int PORT_DEFAULT = 8080;

    private final IntFunction<DemoServer> server;

    @Option(names = "--data", defaultValue = "demo-data", description = "Folder of the demo (${DEFAULT-VALUE}).")
    private Path data = Path.of("demo-data");

    @Option(names = "--keys", description = "The example keys (default: keys-example here or beside the program).")
    private @Nullable Path keys;

    @Option(
            names = "--port",
            description =
                    "Port on this machine (default: that of the first start, else 8080, or any free one with --headless).")
    private int port = -1;

    @Option(names = "--fresh", description = "Start over: sign everything anew.")
    private boolean fresh;

    @Option(names = "--headless", description = "End after the last attack instead of staying up.")
    private boolean headless;

    /**
     * The command.
     *
     * @param server makes a server for a port; 0: any free one
     */
    public DemoCommand(IntFunction<DemoServer> server) {
        this.server = server;
    }

    @Override
    public Integer call() throws IOException, Ended, InterruptedException {
        var home = JvmHome.system();
        var folder = DemoFolder.open(data, fresh);
        int wanted = folder.port(port, headless ? 0 : PORT_DEFAULT);
        var demo =
                new Demo(home, screen(), folder, new ExampleKeys(keys == null ? KeysFolder.find() : keys, home.text()));
        var running = demo.start(server.apply(wanted));
        boolean stays = false;
        try {
            var outcome = demo.show(running);
            output().answer(outcome.json());
            stays = !headless && outcome.allAsExpected();
            if (stays) {
                try (var bot = demo.bot(running)) {
                    bot.begin();
                    demo.invite(running, data);
                    stayUp(running);
                }
            }
            return outcome.allAsExpected() ? ExitCode.DONE : ExitCode.REFUSED;
        } finally {
            if (!stays) {
                running.stop();
            }
        }
    }

    /** Until the process is told to end; the server is then stopped in order before the process goes. */
    private static void stayUp(DemoServer.Running running) throws InterruptedException {
        var told = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            running.stop();
                            told.countDown();
                        },
                        "end"));
        told.await();
    }
}
