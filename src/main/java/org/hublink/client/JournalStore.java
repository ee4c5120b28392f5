package org.hublink.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.hublink.engine.Row;
import org.hublink.engine.Write;
import org.jspecify.annotations.Nullable;

/**
 * Named records in an append-only file. All writes of a turn are one transaction: after a crash either all of them are there
 * or none (E1). One process at a time holds the store; a torn last transaction is dropped on opening.
 *
 * <p>Not trusted: whoever rewrites the file. Records are sealed by the engine; the check sums here find accidents only.
 */
public final class JournalStore implements AutoCloseable {
    static final String JOURNAL = "journal";
    private static final String JOURNAL_NEXT = "journal.next";
    private static final String LOCK = "lock";
    private static final int COMPACT_FLOOR_BYTES = 8 << 20;

    private final Path folder;
    private final FileChannel lockFile;
    private final FileLock lock;
    private final byte[] generation;
    private final NavigableMap<String, Place> places = new TreeMap<>();
    private FileChannel journal;
    private long liveBytes;
    private boolean failed;

    /** Where a value lies in the file. */
    record Place(long offset, int length, int framed) {}

    private JournalStore(Path folder, FileChannel lockFile, FileLock lock, FileChannel journal)
            throws IOException, Ended {
        this.folder = folder;
        this.lockFile = lockFile;
        this.lock = lock;
        this.journal = journal;
        this.generation = JournalFrames.readHeader(journal, folder);
        long end = JournalFrames.replay(journal, folder, this::placed);
        if (end < journal.size()) {
            journal.truncate(end);
            journal.force(true);
        }
        journal.position(end);
    }

    /**
     * Opens the store in {@code folder}, made when it is not there (mode 0700).
     *
     * @throws Ended if another process holds it, or a transaction in its middle is damaged
     * @throws IOException if the file system refuses
     */
    public static JournalStore open(Path folder) throws IOException, Ended {
        PrivateFiles.folder(folder);
        var lockFile = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileChannel journal = null;
        boolean opened = false;
        try {
            var lock = lockOrEnd(lockFile, folder);
            Files.deleteIfExists(folder.resolve(JOURNAL_NEXT));
            var file = folder.resolve(JOURNAL);
            boolean fresh = !Files.exists(file) || Files.size(file) < JournalFrames.HEADER_BYTES;
            journal = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (fresh) {
                begin(journal, newGeneration());
                PrivateFiles.forceFolder(folder);
            }
            var store = new JournalStore(folder, lockFile, lock, journal);
            opened = true;
            return store;
        } finally {
            if (!opened) {
                closeAll(journal, lockFile);
            }
        }
    }

    private static FileLock lockOrEnd(FileChannel lockFile, Path folder) throws IOException, Ended {
        FileLock lock;
        try {
            lock = lockFile.tryLock();
        } catch (OverlappingFileLockException inThisProcess) {
            lock = null;
        }
        if (lock == null) {
            throw Ended.local(
                    "store-locked", "The store " + folder + " is in use by another hub process; end that one first.");
        }
        return lock;
    }

    private static void closeAll(@Nullable FileChannel journal, FileChannel lockFile) throws IOException {
        if (journal != null) {
            journal.close();
        }
        lockFile.close();
    }

    private static byte[] newGeneration() {
        byte[] generation = new byte[JournalFrames.GENERATION_BYTES];
        new SecureRandom().nextBytes(generation);
        return generation;
    }

    private static void begin(FileChannel journal, byte[] generation) throws IOException {
        journal.truncate(0);
        JournalFrames.writeFully(journal, JournalFrames.header(generation));
        journal.force(true);
    }

    /** Sixteen random bytes, new with each new store: part of every record's seal. */
    public byte[] generation() {
        return generation.clone();
    }

    /**
     * Makes {@code writes} durable, all or none.
     *
     * @throws IOException if they are not: the store is then unusable and must be opened anew
     */
    public void write(List<Write> writes) throws IOException {
        if (failed) {
            throw new IOException("an earlier write failed; open the store anew");
        }
        if (writes.isEmpty()) {
            return;
        }
        failed = true;
        long start = journal.position();
        JournalFrames.writeFully(journal, JournalFrames.frame(writes));
        journal.force(false);
        JournalFrames.places(writes, start, this::placed);
        failed = false;
        if (journal.size() > COMPACT_FLOOR_BYTES && journal.size() > 2 * liveBytes) {
            compact();
        }
    }

    private void placed(String name, @Nullable Place place) {
        var old = place == null ? places.remove(name) : places.put(name, place);
        liveBytes += (place == null ? 0 : place.framed()) - (old == null ? 0 : old.framed());
    }

    public byte @Nullable [] read(String name) throws IOException {
        var place = places.get(name);
        return place == null ? null : value(place);
    }

    /** At most {@code limit} records whose name begins with {@code prefix} and comes after {@code after}, by name. */
    public List<Row> range(String prefix, String after, int limit) throws IOException {
        var rows = new ArrayList<Row>();
        var from = after.compareTo(prefix) > 0 ? after : prefix;
        for (var entry : places.tailMap(from, !from.equals(after)).entrySet()) {
            if (rows.size() >= limit || !entry.getKey().startsWith(prefix)) {
                break;
            }
            rows.add(new Row(entry.getKey(), value(entry.getValue())));
        }
        return rows;
    }

    public int size() {
        return places.size();
    }

    private byte[] value(Place place) throws IOException {
        var bytes = ByteBuffer.allocate(place.length());
        while (bytes.hasRemaining()) {
            if (journal.read(bytes, place.offset() + bytes.position()) < 0) {
                throw new IOException("the journal is shorter than what was written to it");
            }
        }
        return bytes.array();
    }

    /** Writes the live records to a new file and puts it in the old one's place. */
    void compact() throws IOException {
        failed = true;
        var next = folder.resolve(JOURNAL_NEXT);
        var written = FileChannel.open(
                next,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        begin(written, generation);
        var moved = new TreeMap<String, Place>();
        for (var entry : places.entrySet()) {
            var writes = List.of(Write.put(entry.getKey(), value(entry.getValue())));
            long start = written.position();
            JournalFrames.writeFully(written, JournalFrames.frame(writes));
            JournalFrames.places(writes, start, (name, place) -> {
                if (place != null) {
                    moved.put(name, place);
                }
            });
        }
        written.force(true);
        Files.move(next, folder.resolve(JOURNAL), StandardCopyOption.ATOMIC_MOVE);
        PrivateFiles.forceFolder(folder);
        journal.close();
        journal = written;
        places.clear();
        liveBytes = 0;
        moved.forEach(this::placed);
        failed = false;
    }

    @Override
    public void close() throws IOException {
        journal.close();
        lock.release();
        lockFile.close();
    }
}
