package org.hublink.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.hublink.platform.CannotStart;
import org.hublink.platform.Folders;

/** The folder of one node's files, held by a lock so that no second node writes there. */
final class DataFolder implements AutoCloseable {
    private final Path path;
    private final FileChannel lock;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    static DataFolder hold(Path folder) {
        Path path = folder.toAbsolutePath().normalize();
        try {
            boolean there = Files.isDirectory(path);
            Files.createDirectories(path);
            if (!there) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            }
            FileChannel channel =
                    FileChannel.open(path.resolve("hub.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new CannotStart("Another hub runs on the data in " + path + ": end it, or name another --data.");
            }
            return new DataFolder(path, channel);
        } catch (IOException denied) {
            throw new CannotStart("The data folder " + path + " cannot be written by this user.", denied);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException sameProcess) {
            return false;
        }
    }

    /** A folder for what is of use to this run only; what the last one left is gone. */
    Path scratch() {
        Path scratch = path.resolve("tmp");
        try {
            Folders.empty(scratch);
        } catch (IOException denied) {
            throw new CannotStart("The folder " + scratch + " cannot be written by this user.", denied);
        }
        return scratch.resolve("cache");
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException gone) {
            // The lock ends with the process in any case.
            return;
        }
    }
}
