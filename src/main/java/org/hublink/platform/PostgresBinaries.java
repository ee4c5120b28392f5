package org.hublink.platform;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked once from the artifact on the class path. The artifact's version stands in the pom. */
final class PostgresBinaries {
    private static final int OWNER_MAY_RUN = 0100;

    private PostgresBinaries() {}

    /** The folder with {@code bin/}, below {@code home}; unpacked aside and renamed, so that half of it is never used. */
    static Path in(Path home, Consumer<String> progress) throws IOException {
        String archive = archive();
        URL url = PostgresBinaries.class.getResource("/" + archive);
        if (url == null) {
            throw new CannotStart(
                    "PostgreSQL's programs for this machine (" + archive
                            + ") are not in lib/: build on this kind of machine, or name an outside server under database.url.");
        }
        Path folder = home.resolve("bin-" + version(url));
        if (Files.isDirectory(folder)) {
            return folder;
        }
        progress.accept("Unpacking PostgreSQL (once)");
        Path aside = home.resolve("bin.tmp");
        Folders.delete(aside);
        try (InputStream in = url.openStream()) {
            unpack(in, aside);
        }
        Files.move(aside, folder, StandardCopyOption.ATOMIC_MOVE);
        return folder;
    }

    private static String archive() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        String arch = System.getProperty("os.arch");
        return "postgres-" + os + "-" + (arch.equals("aarch64") ? "arm_64" : "x86_64") + ".txz";
    }

    /** The artifact's file name without its ending: it carries the version. */
    private static String version(URL url) {
        String path = url.getPath();
        int end = path.indexOf(".jar!");
        if (end > 0) {
            return path.substring(path.lastIndexOf('-', end) + 1, end);
        }
        return "unpacked";
    }

    private static void unpack(InputStream in, Path to) throws IOException {
        Files.createDirectories(to);
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(in)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = to.resolve(entry.getName()).normalize();
                if (!path.startsWith(to)) {
                    throw new IOException("an entry leaves the archive's folder");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Path parent = path.getParent();
                if (parent != null) {
                    Files.createDirectories(parent);
                }
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, path);
                    if ((entry.getMode() & OWNER_MAY_RUN) != 0) {
                        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
                    }
                }
            }
        }
    }
}
