package org.hublink.messaging;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.hublink.platform.Database;
import org.hublink.platform.Tx;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Clock;
import org.hublink.primitives.Digest;
import org.hublink.protocol.RandomId;
import org.jspecify.annotations.Nullable;

/**
 * The desks' archives: keys by version, later wraps, and records, kept for the devices on a desk's roster and nobody else.
 * Whether a version or a record is honest is for its readers to judge (B3, B4).
 */
final class Archive {
    /** Later wraps of one version; beyond them the desk makes the next version. */
    static final int WRAPS_MAX = 64;

    static final int PAGE_BYTES_MAX = 1 << 20;
    static final int HEADS_MAX = 2_000;
    private static final int VERSIONS_READ = 4;
    private static final int RECORDS_READ = 1_024;

    private final Database database;
    private final ArchiveStore store;
    private final KeyStore keys;
    private final DeskRoster roster;
    private final Clock clock;
    private final LongSupplier freeBytes;

    Archive(
            Database database,
            ArchiveStore store,
            KeyStore keys,
            DeskRoster roster,
            Clock clock,
            LongSupplier freeBytes) {
        this.database = database;
        this.store = store;
        this.keys = keys;
        this.roster = roster;
        this.clock = clock;
        this.freeBytes = freeBytes;
    }

    /** How storing ended. */
    enum Stored {
        FIRST,
        AGAIN,
        VERSION_TAKEN,
        VERSION_GAP,
        VERSION_UNKNOWN,
        WRAP_TAKEN,
        WRAPS_FULL,
        RECORD_TAKEN,
        RECORD_GAP,
        DESK_UNKNOWN,
        NOT_ROSTERED,
        INSTANCE_REPLACED,
        STORAGE_LOW
    }

    /** What was asked for, or why it is not for this device. */
    record Read<T>(@Nullable T value, @Nullable Stored refusal) {}

    /** Stores a version of the desk's key, as it came. */
    Future<Stored> putVersion(Writer writer, int version, Buffer body) {
        return write(
                writer,
                tx -> store.addVersion(tx, writer.desk(), version, body, clock.now())
                        .compose(added -> added
                                ? Future.succeededFuture(Stored.FIRST)
                                : store.version(tx, writer.desk(), version)
                                        .map(there -> there == null
                                                ? Stored.VERSION_GAP
                                                : there.equals(body) ? Stored.AGAIN : Stored.VERSION_TAKEN)));
    }

    /** Stores a wrap for a device that came later. */
    Future<Stored> putWrap(Writer writer, int version, Digest device, Buffer body) {
        ArchiveStore.Wrap wrap = new ArchiveStore.Wrap(device, body);
        return write(
                writer,
                tx -> store.wrap(tx, writer.desk(), version, device).compose(there -> {
                    if (there != null) {
                        return Future.succeededFuture(there.equals(body) ? Stored.AGAIN : Stored.WRAP_TAKEN);
                    }
                    return store.wraps(tx, writer.desk(), version)
                            .compose(count -> count >= WRAPS_MAX
                                    ? Future.succeededFuture(Stored.WRAPS_FULL)
                                    : store.addWrap(tx, writer.desk(), version, wrap, clock.now())
                                            .compose(added -> added
                                                    ? Future.succeededFuture(Stored.FIRST)
                                                    : raced(tx, writer.desk(), version, wrap)));
                }));
    }

    private Future<Stored> raced(Tx tx, String desk, int version, ArchiveStore.Wrap wrap) {
        return store.wrap(tx, desk, version, wrap.device())
                .map(there -> there == null
                        ? Stored.VERSION_UNKNOWN
                        : there.equals(wrap.body()) ? Stored.AGAIN : Stored.WRAP_TAKEN);
    }

    /** Stores the next record of a conversation. */
    Future<Stored> putRecord(Writer writer, RandomId conversation, ArchiveStore.Sealed record) {
        String desk = writer.desk();
        return write(
                writer,
                tx -> store.version(tx, desk, record.keyVersion()).compose(key -> {
                    if (key == null) {
                        return Future.succeededFuture(Stored.VERSION_UNKNOWN);
                    }
                    return store.countUp(tx, desk, conversation, record.n())
                            .compose(next -> next
                                    ? store.addRecord(tx, desk, conversation, record, clock.now())
                                            .compose(added -> added
                                                    ? Future.succeededFuture(Stored.FIRST)
                                                    : Future.failedFuture(new IllegalStateException(
                                                            "a key was erased behind its record")))
                                    : store.record(tx, desk, conversation, record.n())
                                            .map(there -> there == null
                                                    ? Stored.RECORD_GAP
                                                    : there.equals(record) ? Stored.AGAIN : Stored.RECORD_TAKEN));
                }));
    }

    /** {@code vector(u32 version ‖ vector(act) ‖ vector(wraps) ‖ varint n ‖ n × (device ‖ vector(act) ‖ vector(wrap)))}… */
    Future<Read<Buffer>> versions(Digest device, String desk, int after) {
        return read(
                device,
                desk,
                () -> database.read(tx -> store.versions(tx, desk, after, VERSIONS_READ)
                        .compose(found -> page(tx, desk, found, 0, Buffer.buffer()))));
    }

    private Future<Buffer> page(Tx tx, String desk, List<ArchiveStore.Version> found, int at, Buffer out) {
        if (at == found.size()) {
            return Future.succeededFuture(out);
        }
        ArchiveStore.Version one = found.get(at);
        return store.laterWraps(tx, desk, one.version()).compose(wraps -> {
            ByteWriter item = new ByteWriter()
                    .u32(one.version())
                    .bytes(one.body().getBytes())
                    .varint(wraps.size());
            wraps.forEach(
                    wrap -> item.bytes(wrap.device().bytes()).bytes(wrap.body().getBytes()));
            if (at > 0 && out.length() + item.size() > PAGE_BYTES_MAX) {
                return Future.succeededFuture(out);
            }
            out.appendBytes(new ByteWriter().vector(item.toBytes()).toBytes());
            return page(tx, desk, found, at + 1, out);
        });
    }

    /** {@code vector(u32 n ‖ u32 keyVersion ‖ vector(sealed))}… of the records from a number on. */
    Future<Read<Buffer>> records(Digest device, String desk, RandomId conversation, int from) {
        return read(
                device,
                desk,
                () -> database.read(tx -> store.records(tx, desk, conversation, from, RECORDS_READ, PAGE_BYTES_MAX)
                        .map(found -> {
                            Buffer out = Buffer.buffer();
                            for (ArchiveStore.Sealed one : found) {
                                byte[] item = new ByteWriter()
                                        .u32(one.n())
                                        .u32(one.keyVersion())
                                        .vector(one.sealed().getBytes())
                                        .toBytes();
                                out.appendBytes(new ByteWriter().vector(item).toBytes());
                            }
                            return out;
                        })));
    }

    /** How many records of each conversation were filed, in the order of conversations. */
    Future<Read<List<ArchiveStore.Head>>> heads(Digest device, String desk, RandomId after) {
        return read(device, desk, () -> database.read(tx -> store.heads(tx, desk, after, HEADS_MAX)));
    }

    /** Who writes, for which desk. */
    record Writer(Digest device, RandomId instance, String desk) {}

    private Future<Stored> write(Writer writer, Function<Tx, Future<Stored>> work) {
        if (freeBytes.getAsLong() < Contents.FREE_BYTES_MIN) {
            return Future.succeededFuture(Stored.STORAGE_LOW);
        }
        return refusal(writer.device(), writer.desk())
                .compose(refused -> refused != null
                        ? Future.succeededFuture(refused)
                        : database.inTransaction(tx -> keys.isCurrent(tx, writer.device(), writer.instance())
                                .compose(current ->
                                        current ? work.apply(tx) : Future.succeededFuture(Stored.INSTANCE_REPLACED))));
    }

    private <T> Future<Read<T>> read(Digest device, String desk, Supplier<Future<T>> work) {
        return refusal(device, desk)
                .compose(refused -> refused != null
                        ? Future.succeededFuture(new Read<>(null, refused))
                        : work.get().map(value -> new Read<>(value, null)));
    }

    private Future<@Nullable Stored> refusal(Digest device, String desk) {
        return roster.devices(desk).map(devices -> {
            if (devices == null) {
                return Stored.DESK_UNKNOWN;
            }
            return devices.stream().anyMatch(one -> one.id().equals(device)) ? null : Stored.NOT_ROSTERED;
        });
    }
}
