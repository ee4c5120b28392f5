package org.hublink.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.hublink.client.Ended;
import org.hublink.client.PrivateFiles;
import org.hublink.primitives.Utf8;

/** The demo's own folder. Only a folder that the demo itself made is ever emptied. */
final class DemoFolder {
    private static final String MARK = "hublink-demo";
    private static final String FOUNDED = "founded";

    private final Path path;

    private DemoFolder(Path path) {
        this.path = path;
    }

    /** Opens it; what an earlier start left half made is begun anew, and all of it with {@code fresh}. */
    static DemoFolder open(Path path, boolean fresh) throws IOException, Ended {
        var folder = new DemoFolder(path);
        if (Files.isDirectory(path) && !isEmpty(path)) {
            if (!Files.exists(path.resolve(MARK))) {
                throw Ended.local(
                        "not-a-demo", "The folder " + path + " was not made by the demo; name another --data.");
            }
            if (fresh || !folder.founded()) {
                folder.empty();
            }
        }
        PrivateFiles.folder(path);
        PrivateFiles.replace(path.resolve(MARK), new byte[0]);
        return folder;
    }

    private static boolean isEmpty(Path path) throws IOException {
        try (var entries = Files.list(path)) {
            return entries.findAny().isEmpty();
        }
    }

    private void empty() throws IOException, Ended {
        if (Files.exists(path.resolve("server/pg/data/postmaster.pid"))) {
            throw Ended.local("demo-runs", "A demo still runs on " + path + "; end it first.");
        }
        try (var all = Files.walk(path)) {
            for (var one : all.sorted(Comparator.reverseOrder()).toList()) {
                if (!one.equals(path)) {
                    Files.delete(one);
                }
            }
        }
    }

    /** True once everything was signed and published. */
    boolean founded() {
        return Files.exists(path.resolve(FOUNDED));
    }

    /** Notes that all is signed, for a server of this origin: keys are bound to it, so a later start takes the same port. */
    void setFounded(String origin) throws IOException {
        PrivateFiles.replace(path.resolve(FOUNDED), Utf8.encode(origin));
    }

    /**
     * The port for this start: the one that everything was signed for, else the usual one.
     *
     * @param asked by the person; negative: none
     */
    int port(int asked, int usual) throws IOException, Ended {
        if (!founded()) {
            return asked >= 0 ? asked : usual;
        }
        var origin = Files.readString(path.resolve(FOUNDED));
        int port = URI.create(origin).getPort();
        if (asked >= 0 && asked != port) {
            throw Ended.local(
                    "demo-port",
                    "This demo was signed for " + origin + "; leave --port out, or start over with --fresh.");
        }
        return port;
    }

    Path server() {
        return path.resolve("server");
    }

    Path vaults() {
        return path.resolve("vaults");
    }

    /** The store of one client. */
    Path client(String name) {
        return path.resolve("clients").resolve(name);
    }

    /** Copies the store of a client that is closed, for a client that goes on from there. */
    Path copyOfClient(String name, String copy) throws IOException {
        var to = client(copy);
        PrivateFiles.folder(to);
        try (var files = Files.list(client(name))) {
            for (var file : files.toList()) {
                PrivateFiles.replace(to.resolve(file.getFileName()), Files.readAllBytes(file));
            }
        }
        return to;
    }
}
