package org.hublink.transparency;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.hublink.protocol.Note;
import org.jspecify.annotations.Nullable;

/** The newest note that this node signed, on its own disk (L5): no backup or fail-over of the database takes it back. */
final class LogHead {
    private final Path file;

    LogHead(Path file) {
        this.file = file;
    }

    /** Null if this node never signed, or its folder is new. */
    byte @Nullable [] read() throws IOException {
        try {
            if (Files.size(file) > Note.BYTES_MAX) throw new IOException(file + " is no log-head");
            return Files.readAllBytes(file);
        } catch (NoSuchFileException never) {
            return null;
        }
    }

    /** Returns when the note is on the disk under its name. */
    void write(byte[] note) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) throw new IOException("no folder for " + file);
        Files.createDirectories(folder);
        Path fresh = folder.resolve(file.getFileName() + ".new");
        try (FileChannel out = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(note);
            while (bytes.hasRemaining()) out.write(bytes);
            out.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }
}
