package org.hublink.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;

/** Files and folders that only their owner may read, written so that a crash leaves the old or the new one whole. */
public final class PrivateFiles {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private PrivateFiles() {}

    /** Makes {@code folder} and its parents where they are missing; the folder itself with mode 0700. */
    public static void folder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        var parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.createDirectories(folder, mode("rwx------"));
    }

    /** Replaces {@code file} (mode 0600): a new file, force, rename, force of the folder (V1). */
    public static void replace(Path file, byte[] bytes) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(file + " has no folder");
        }
        folder(folder);
        var next = Files.createTempFile(folder, ".new-", "", mode("rw-------"));
        try {
            try (var channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
                JournalFrames.writeFully(channel, ByteBuffer.wrap(bytes));
                channel.force(true);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(next);
        }
        forceFolder(folder);
    }

    /** Makes an empty file of mode 0600 that was not there. */
    static void create(Path file) throws IOException {
        Files.createFile(file, mode("rw-------"));
    }

    /** Reads a file of at most {@code bytesMax}. */
    public static byte[] read(Path file, int bytesMax) throws IOException, Ended {
        try (var in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(bytesMax + 1);
            if (bytes.length > bytesMax) {
                throw Ended.local("file-too-large", "The file " + file + " is larger than " + bytesMax + " bytes.");
            }
            return bytes;
        } catch (java.nio.file.NoSuchFileException missing) {
            throw Ended.local("file-missing", "There is no file " + file + ".");
        }
    }

    /** Removes a folder of this client and what is in it. */
    static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        }
    }

    /** True if others than its owner may read a file; false where it is not there or the system has no such modes. */
    static boolean readableByOthers(Path file) throws IOException {
        if (!POSIX || !Files.exists(file)) {
            return false;
        }
        var modes = Files.getPosixFilePermissions(file);
        return modes.contains(PosixFilePermission.GROUP_READ) || modes.contains(PosixFilePermission.OTHERS_READ);
    }

    static void forceFolder(Path folder) throws IOException {
        if (POSIX) {
            try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static FileAttribute<?>[] mode(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
