package org.hublink.client;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Turns what the file system throws into a sentence; everything else is a bug. */
final class Endings {
    private Endings() {}

    static Ended of(Exception cause) {
        if (cause instanceof NoSuchFileException missing) {
            return Ended.local("file-missing", "There is no file " + missing.getFile() + ".");
        }
        if (cause instanceof AccessDeniedException denied) {
            return Ended.local("file-denied", "This user may not open " + denied.getFile() + ".");
        }
        if (cause instanceof FileSystemException broken) {
            return Ended.local(
                    "file-system", "The file system refused " + broken.getFile() + ": " + broken.getReason() + ".");
        }
        if (cause instanceof IOException broken) {
            return Ended.local("file-system", "Reading or writing failed: " + broken.getMessage() + ".");
        }
        return new Ended(ExitCode.BUG, "bug", "A bug of ours: " + cause + ". Please report it with the lines above.");
    }
}
