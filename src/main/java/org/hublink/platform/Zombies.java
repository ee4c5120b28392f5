package org.hublink.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Pid files that no living PostgreSQL stands behind: of a killed postmaster that nobody has reaped, or of a number that another
 * program wears now. PostgreSQL itself believes both and refuses to start.
 */
final class Zombies {
    private static final Path PROC = Path.of("/proc");

    private Zombies() {}

    /** False also for a zombie, which {@link ProcessHandle#isAlive()} calls alive. */
    static boolean alive(ProcessHandle process) {
        return process.isAlive() && !isZombie(process.pid());
    }

    /**
     * Takes such a pid file away. Only where /proc shows that no process works in the cluster's folder any more: a backend that
     * outlived its postmaster still writes there, and the pid file is what keeps a second server out.
     */
    static void clear(PostgresCluster cluster) throws IOException {
        Optional<ProcessHandle> process = cluster.process();
        if (process.isEmpty() || !Files.isDirectory(PROC)) {
            return;
        }
        boolean postgres = process.get()
                .info()
                .command()
                .map(command -> command.contains("postgres"))
                .orElse(false);
        boolean dead = isZombie(process.get().pid())
                || (!postgres && process.get().info().command().isPresent());
        if (dead && !inUse(cluster.path())) {
            Files.deleteIfExists(cluster.pidFile());
        }
    }

    private static boolean isZombie(long pid) {
        try {
            String stat = Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
            int end = stat.lastIndexOf(')');
            return end > 0 && stat.startsWith(" Z", end + 1);
        } catch (IOException gone) {
            return false;
        }
    }

    /** Each PostgreSQL process works in its cluster's folder. */
    private static boolean inUse(Path folder) throws IOException {
        Path real = folder.toRealPath();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (worksIn(process, real)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean worksIn(Path process, Path folder) {
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).equals(folder);
        } catch (IOException goneOrNotOurs) {
            return false;
        }
    }
}
