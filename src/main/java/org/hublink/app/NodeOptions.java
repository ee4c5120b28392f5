package org.hublink.app;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which node: mixed into every command that starts one or works on its data. */
final class NodeOptions {
    @Option(names = "--config", defaultValue = "config/hub.yaml", description = "Configuration (${DEFAULT-VALUE}).")
    private Path config = Path.of("config", "hub.yaml");

    @Option(names = "--data", defaultValue = "data", description = "Folder of the node's files (${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    Path config() {
        return config;
    }

    Path data() {
        return data;
    }
}
