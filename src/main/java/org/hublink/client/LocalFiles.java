package org.hublink.client;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.hublink.engine.Effect;
import org.hublink.engine.Event;
import org.hublink.protocol.CaseFile;

/**
 * Attachments on this machine's disk, one chunk at a time: a file of 1 GiB needs no more memory than one of a megabyte. What
 * is fetched stands in a hidden file beside its place until all of it was verified; only then it has its name.
 */
final class LocalFiles {
    private static final String HIDDEN = ".hublink-part";

    /** Reads a chunk; without bytes where the file cannot be read. */
    Event.Chunk take(Effect.Take take) {
        return read(take.jobId(), Path.of(take.source()), take.index());
    }

    /** Reads back a chunk of what is out of sight still. */
    Event.Chunk retake(Effect.Retake retake) {
        return read(retake.jobId(), hidden(Path.of(retake.sink())), retake.index());
    }

    private static Event.Chunk read(long job, Path from, int index) {
        try (RandomAccessFile file = new RandomAccessFile(from.toFile(), "r")) {
            long at = (long) index * CaseFile.CHUNK_BYTES;
            long left = file.length() - at;
            if (left < 0) {
                return new Event.Chunk(job, null, true);
            }
            byte[] bytes = new byte[(int) Math.min(left, CaseFile.CHUNK_BYTES)];
            file.seek(at);
            file.readFully(bytes);
            return new Event.Chunk(job, bytes, left <= CaseFile.CHUNK_BYTES);
        } catch (IOException unreadable) {
            return new Event.Chunk(job, null, true);
        }
    }

    /** Writes a chunk behind those before it; with the last one the file gets its name, unless another has it. */
    Event.Given give(Effect.Give give) {
        Path sink = Path.of(give.sink());
        Path hidden = hidden(sink);
        try {
            if (give.index() == 0) {
                Files.deleteIfExists(hidden);
                PrivateFiles.create(hidden);
            }
            try (FileChannel out = FileChannel.open(hidden, StandardOpenOption.WRITE)) {
                long at = (long) give.index() * CaseFile.CHUNK_BYTES;
                if (out.size() < at) {
                    return new Event.Given(give.jobId(), false);
                }
                // A chunk that was cut off when it was written goes.
                out.truncate(at).position(at);
                JournalFrames.writeFully(out, ByteBuffer.wrap(give.bytes()));
                if (give.last()) {
                    out.force(true);
                }
            }
            if (give.last()) {
                named(hidden, sink);
            }
            return new Event.Given(give.jobId(), true);
        } catch (IOException | IllegalArgumentException unwritable) {
            return new Event.Given(give.jobId(), false);
        }
    }

    /** A second name and then one less: unlike a move it never replaces what has the name already. */
    private static void named(Path hidden, Path sink) throws IOException {
        try {
            Files.createLink(sink, hidden);
            Files.delete(hidden);
        } catch (UnsupportedOperationException noLinks) {
            Files.move(hidden, sink);
        }
    }

    void discard(Effect.Discard discard) throws IOException {
        Files.deleteIfExists(hidden(Path.of(discard.sink())));
    }

    private static Path hidden(Path sink) {
        Path absolute = sink.toAbsolutePath();
        return absolute.resolveSibling("." + absolute.getFileName() + HIDDEN);
    }
}
