package org.hublink.platform;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what {@link BackupWriter} wrote. The hash is checked over the whole file before the first row is used. Blocks. */
final class BackupReader implements AutoCloseable {
    private static final int HASH_BYTES = 32;
    private static final int VALUE_BYTES_MAX = 64 << 20;
    private static final int BATCH_ROWS_MAX = 200;
    private static final int BATCH_BYTES_MAX = 8 << 20;
    private static final int COLUMNS_MAX = 200;
    private static final int CHUNK_BYTES = 1 << 16;

    /** Rows of one table; empty rows = the next table, or with no table = the end. */
    record Batch(@Nullable BackupTable table, List<Tuple> rows) {}

    private final DataInputStream in;
    private final String version;
    private final String sha256;
    private final long bytes;
    private @Nullable BackupTable table;
    private int mark;

    private BackupReader(DataInputStream in, String version, String sha256, long bytes) throws IOException {
        this.in = in;
        this.version = version;
        this.sha256 = sha256;
        this.bytes = bytes;
        this.mark = in.readUnsignedByte();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException none) {
            throw new AssertionError(none);
        }
    }

    static BackupReader of(Path file) throws IOException {
        String hash = checked(file);
        DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), CHUNK_BYTES));
        in.skipNBytes(BackupWriter.MAGIC.length());
        return new BackupReader(in, text(in), hash, Files.size(file));
    }

    private static String checked(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] magic = in.readNBytes(BackupWriter.MAGIC.length());
            if (!Arrays.equals(magic, BackupWriter.MAGIC.getBytes(StandardCharsets.US_ASCII))) {
                throw new BackupRefusal("file-foreign", "The file " + file + " is no backup of this kind.");
            }
            long left = Files.size(file) - magic.length - HASH_BYTES;
            if (left <= 0) {
                throw truncated();
            }
            MessageDigest digest = sha256();
            digest.update(magic);
            byte[] chunk = new byte[CHUNK_BYTES];
            while (left > 0) {
                int read = in.read(chunk, 0, (int) Math.min(chunk.length, left));
                if (read < 0) {
                    throw truncated();
                }
                digest.update(chunk, 0, read);
                left -= read;
            }
            byte[] hash = digest.digest();
            if (!MessageDigest.isEqual(hash, in.readNBytes(HASH_BYTES))) {
                throw new BackupRefusal("hash-mismatch", "The backup is damaged or cut off: its hash does not fit.");
            }
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchFileException none) {
            throw new BackupRefusal("file-missing", "There is no file " + file + ".");
        }
    }

    String version() {
        return version;
    }

    BackupOutcome.Done done(long rows) {
        return new BackupOutcome.Done(rows, bytes, sha256);
    }

    Batch next() throws IOException {
        try {
            if (mark == BackupWriter.END) {
                return new Batch(null, List.of());
            }
            if (mark == BackupWriter.TABLE) {
                table = readTable();
                mark = in.readUnsignedByte();
                return new Batch(table, List.of());
            }
            BackupTable current = table;
            List<Tuple> rows = new ArrayList<>();
            int size = 0;
            while (current != null
                    && mark == BackupWriter.ROW
                    && rows.size() < BATCH_ROWS_MAX
                    && size < BATCH_BYTES_MAX) {
                Tuple row = Tuple.tuple();
                for (BackupTable.Column column : current.columns()) {
                    byte[] value = value(in);
                    size += value == null ? 0 : value.length;
                    row.addValue(
                            value == null
                                    ? null
                                    : column.bytes()
                                            ? Buffer.buffer(value)
                                            : new String(value, StandardCharsets.UTF_8));
                }
                rows.add(row);
                mark = in.readUnsignedByte();
            }
            if (rows.isEmpty()) {
                throw new BackupRefusal("file-foreign", "The backup holds a mark that this version does not know.");
            }
            return new Batch(current, rows);
        } catch (EOFException end) {
            throw truncated();
        }
    }

    private BackupTable readTable() throws IOException {
        String name = text(in);
        int count = in.readUnsignedShort();
        if (count > COLUMNS_MAX) {
            throw new BackupRefusal("file-foreign", "The backup names too many columns.");
        }
        List<BackupTable.Column> columns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            columns.add(new BackupTable.Column(text(in), text(in)));
        }
        return new BackupTable(name, columns, List.of(), Set.of());
    }

    private static String text(DataInputStream in) throws IOException {
        byte[] value = value(in);
        if (value == null) {
            throw new BackupRefusal("file-foreign", "The backup lacks a name.");
        }
        return new String(value, StandardCharsets.UTF_8);
    }

    private static byte @Nullable [] value(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length == BackupWriter.NULL) {
            return null;
        }
        if (length < 0 || length > VALUE_BYTES_MAX) {
            throw new BackupRefusal("file-foreign", "The backup holds a value out of bounds.");
        }
        byte[] value = new byte[length];
        in.readFully(value);
        return value;
    }

    private static BackupRefusal truncated() {
        return new BackupRefusal("file-truncated", "The backup is cut off.");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
