package org.hublink.platform;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.util.EnumSet;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Writes the file: magic, schema version, then for each table its name, columns and rows, an end mark, and the SHA-256 of all
 * before it. All numbers big-endian; a value is its length (u32, all ones = null) and its bytes. Blocks.
 */
final class BackupWriter implements AutoCloseable {
    static final String MAGIC = "hublink backup 1\n";
    static final int NULL = -1;
    static final byte TABLE = 1;
    static final byte ROW = 2;
    static final byte END = 3;

    private final Path file;
    private final Path aside;
    private final FileChannel channel;
    private final DigestOutputStream hashed;
    private final DataOutputStream out;
    private long rows;

    private BackupWriter(Path file, Path aside, FileChannel channel, DigestOutputStream hashed) {
        this.file = file;
        this.aside = aside;
        this.channel = channel;
        this.hashed = hashed;
        this.out = new DataOutputStream(hashed);
    }

    static BackupWriter to(Path file, String version) throws IOException {
        if (Files.exists(file)) {
            throw new BackupRefusal("file-exists", "There is a file " + file + " already.");
        }
        Path aside = file.resolveSibling(file.getFileName() + ".tmp");
        Files.deleteIfExists(aside);
        FileChannel channel = FileChannel.open(
                aside,
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        OutputStream buffered = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
        BackupWriter writer =
                new BackupWriter(file, aside, channel, new DigestOutputStream(buffered, BackupReader.sha256()));
        writer.out.write(MAGIC.getBytes(StandardCharsets.US_ASCII));
        writer.text(version);
        return writer;
    }

    void table(BackupTable table) throws IOException {
        out.writeByte(TABLE);
        text(table.name());
        out.writeShort(table.columns().size());
        for (BackupTable.Column column : table.columns()) {
            text(column.name());
            text(column.type());
        }
    }

    void row(BackupTable table, Row row) throws IOException {
        out.writeByte(ROW);
        for (int i = 0; i < table.columns().size(); i++) {
            if (table.columns().get(i).bytes()) {
                Buffer bytes = row.getBuffer(i);
                value(bytes == null ? null : bytes.getBytes());
            } else {
                String text = row.getString(i);
                value(text == null ? null : text.getBytes(StandardCharsets.UTF_8));
            }
        }
        rows++;
    }

    /** Ends the file and puts it in its place, on disk for good. */
    BackupOutcome.Done finish() throws IOException {
        out.writeByte(END);
        out.flush();
        byte[] hash = hashed.getMessageDigest().digest();
        hashed.on(false);
        out.write(hash);
        out.flush();
        channel.force(true);
        long bytes = channel.size();
        channel.close();
        Files.move(aside, file);
        return new BackupOutcome.Done(rows, bytes, HexFormat.of().formatHex(hash));
    }

    private void text(String text) throws IOException {
        value(text.getBytes(StandardCharsets.UTF_8));
    }

    private void value(byte @Nullable [] bytes) throws IOException {
        if (bytes == null) {
            out.writeInt(NULL);
        } else {
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(aside);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
