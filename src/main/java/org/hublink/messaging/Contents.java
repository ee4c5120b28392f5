package org.hublink.messaging;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.function.LongSupplier;
import org.hublink.platform.Database;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Home;
import org.hublink.protocol.RandomId;
import org.jspecify.annotations.Nullable;

/** Sealed contents and attachments (B1, B2): announced, put chunk by chunk in any order, never changed. */
final class Contents {
    /** A chunk of 1 MiB and its tag; all but the last have this length. */
    static final int CHUNK_BYTES = (1 << 20) + 16;

    static final int CHUNKS_MAX = 1_024;
    /** What one device may store a day. */
    static final long DEVICE_BYTES_A_DAY_MAX = 8L << 30;
    /** With less left on the disk nothing is taken, so that messages still are. */
    static final long FREE_BYTES_MIN = 1L << 30;

    private static final long DAY_SECONDS = 86_400;

    private final Database database;
    private final ContentStore store;
    private final DeskRoster roster;
    private final Home home;
    private final MessagingSettings settings;
    private final LongSupplier freeBytes;

    Contents(
            Database database,
            ContentStore store,
            DeskRoster roster,
            Home home,
            MessagingSettings settings,
            LongSupplier freeBytes) {
        this.database = database;
        this.store = store;
        this.roster = roster;
        this.home = home;
        this.settings = settings;
        this.freeBytes = freeBytes;
    }

    /** How an announcement ended. */
    sealed interface Announced {
        record As(RandomId id) implements Announced {}

        record Refused(Refusal refusal) implements Announced {}
    }

    /** Why something was not taken. */
    enum Refusal {
        NOT_A_MEMBER,
        SIZE,
        QUOTA,
        STORAGE_LOW,
        UNKNOWN,
        CHUNK_LENGTH,
        CONFLICT
    }

    /** Announces a content of so many bytes and chunks for the conversation of a group. */
    Future<Announced> announce(Digest device, RandomId group, long bytes, int chunks) {
        if (chunks < 1 || chunks > CHUNKS_MAX || bytes < 1 || (bytes + CHUNK_BYTES - 1) / CHUNK_BYTES != chunks) {
            return refused(Refusal.SIZE);
        }
        if (freeBytes.getAsLong() - bytes < FREE_BYTES_MIN) {
            return refused(Refusal.STORAGE_LOW);
        }
        long now = home.clock().now();
        return database.inTransaction(tx -> store.conversation(tx, group, device)
                .compose(conversation -> {
                    if (conversation == null) {
                        return refused(Refusal.NOT_A_MEMBER);
                    }
                    return store.bytesSince(tx, device, now - DAY_SECONDS).compose(before -> {
                        if (before + bytes > DEVICE_BYTES_A_DAY_MAX) {
                            return refused(Refusal.QUOTA);
                        }
                        RandomId id = RandomId.make(home.randomness());
                        ContentStore.Stored content = new ContentStore.Stored(device, bytes, chunks);
                        long expires = now + settings.contentDays() * DAY_SECONDS;
                        return store.add(tx, id, conversation, content, now, expires)
                                .map(new Announced.As(id));
                    });
                }));
    }

    /** Null = the chunk is stored; the same again is stored as well. */
    Future<@Nullable Refusal> put(Digest device, RandomId id, int n, Buffer body) {
        if (freeBytes.getAsLong() < FREE_BYTES_MIN) {
            return Future.succeededFuture(Refusal.STORAGE_LOW);
        }
        long now = home.clock().now();
        return database.inTransaction(tx -> store.find(tx, id, now).compose(content -> {
            if (content == null || !content.device().equals(device) || n >= content.chunks()) {
                return Future.succeededFuture(Refusal.UNKNOWN);
            }
            long wanted = n < content.chunks() - 1
                    ? CHUNK_BYTES
                    : content.bytes() - (long) CHUNK_BYTES * (content.chunks() - 1);
            if (body.length() != wanted) {
                return Future.succeededFuture(Refusal.CHUNK_LENGTH);
            }
            return store.addChunk(tx, id, n, body).map(same -> same ? null : Refusal.CONFLICT);
        }));
    }

    /** Null if it is not there or not for this device: it was never of the conversation, nor is it of one of its desks. */
    Future<@Nullable Buffer> get(Digest device, RandomId id, int n) {
        long now = home.clock().now();
        return database.read(tx -> store.read(tx, id, n, device, now))
                .compose(body -> body != null
                        ? Future.succeededFuture(body)
                        : database.read(tx -> store.readOfDesks(tx, id, n, now))
                                .compose(found -> found == null
                                        ? Future.<@Nullable Buffer>succeededFuture()
                                        : serves(device, found.desks(), 0)
                                                .map(serves -> serves ? found.body() : null)));
    }

    private Future<Boolean> serves(Digest device, List<String> desks, int at) {
        if (at == desks.size()) {
            return Future.succeededFuture(false);
        }
        return roster.devices(desks.get(at)).compose(devices -> {
            boolean here =
                    devices != null && devices.stream().anyMatch(one -> one.id().equals(device));
            return here ? Future.succeededFuture(true) : serves(device, desks, at + 1);
        });
    }

    private static Future<Announced> refused(Refusal refusal) {
        return Future.succeededFuture(new Announced.Refused(refusal));
    }
}
