package org.hublink.platform;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;

/** Private folders and secret files. */
public final class Folders {
    private static final int PASSWORD_BYTES = 24;
    private static final int SECRET_CHARS_MAX = 4096;

    private Folders() {}

    /** Makes a folder that its owner alone may enter, or takes that right from others. */
    static Path privateFolder(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        return folder;
    }

    /** Waits until the folder's names, those just given among them, are on the disk. */
    static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Makes the folder, or takes everything in it away. Only for one who holds the data's lock. */
    public static void empty(Path folder) throws IOException {
        delete(folder);
        privateFolder(folder);
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** The secret in a file of mode 0600 (or stricter); made with random text if there is none. */
    static Secret secretOrNew(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] random = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(random);
            FileAttribute<Set<PosixFilePermission>> mode =
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            Path aside = file.resolveSibling(file.getFileName() + ".tmp");
            Files.deleteIfExists(aside);
            Files.createFile(aside, mode);
            Files.writeString(
                    aside, Base64.getUrlEncoder().withoutPadding().encodeToString(random), StandardOpenOption.WRITE);
            Files.move(aside, file);
        }
        return secret(file);
    }

    /** The secret in a file that nobody but its owner may read. */
    static Secret secret(Path file) throws IOException {
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
        if (!Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE)
                .containsAll(mode)) {
            throw new CannotStart("The secret file " + file + " may be read by others: chmod 600 it.");
        }
        if (Files.size(file) > SECRET_CHARS_MAX) {
            throw new CannotStart("The secret file " + file + " is too large for a secret.");
        }
        String text = Files.readString(file).strip();
        if (text.isEmpty()) {
            throw new CannotStart("The secret file " + file + " is empty.");
        }
        return new Secret(text);
    }
}
