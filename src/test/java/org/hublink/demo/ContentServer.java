package org.hublink.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.hublink.client.Ended;

/** The whole server with its PostgreSQL and the world of two countries in a process of its own; ends with its input. */
public final class ContentServer {
    private ContentServer() {}

    /** Argument: the demo's folder. Prints the server's address once all is published. */
    public static void main(String[] args) throws IOException, Ended {
        Resident.endsWithItsMain();
        try (var world = new CaseWorld(Path.of(args[0]))) {
            System.out.println(world.server.origin());
            // Whoever started it closes the pipe.
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
