package org.hublink.app;

import java.util.List;
import org.hublink.client.Hub;
import org.hublink.demo.DemoCommand;

/** Entry point of {@code java -jar hublink.jar}. */
public final class Main {
    private Main() {}

    /** Ends the process itself: the server's threads are no daemons and would outlive a failed start. */
    public static void main(String[] args) {
        System.exit(Hub.run(commands(), args));
    }

    /** The commands that know the server. */
    static List<Object> commands() {
        return List.of(
                new DemoCommand(DemoInProcess::new),
                new ServeCommand(),
                new BackupCommand(),
                new RestoreCommand(),
                new FsckCommand(),
                new LogCommand());
    }
}
