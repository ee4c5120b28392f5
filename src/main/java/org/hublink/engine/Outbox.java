package org.hublink.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.RandomId;
import org.jspecify.annotations.Nullable;

/**
 * What leaves for the delivery service (E2): each frame a record until its reply was seen, sent again with the same bytes and
 * id until then, one batch at a time and in order, as the server wants the counters.
 */
final class Outbox {
    static final String PREFIX = "outbox/";
    static final String FRAMES = "/api/v1/messaging/frames";

    /** Above all numbers of plain requests, which begin at 1 with each start. */
    private static final long FIRST = 1L << 40;

    private static final int OK = 200;
    /** Frames that leave together: a removal from all open groups is a few requests, not one a group. */
    private static final int BATCH_FRAMES_MAX = 64;

    private static final int BATCH_BYTES_MAX = 256 * 1024;

    /**
     * One frame on its way.
     *
     * @param clientId by which the server answers it
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed over, never shared.
    record Item(long number, RandomId group, RandomId clientId, byte[] frame) {}

    private final Records records;
    private final Session session;
    private final Instance instance;
    private final TreeMap<Long, Item> items = new TreeMap<>();
    private final List<Item> under = new ArrayList<>();

    Outbox(Records records, Session session, Instance instance) {
        this.records = records;
        this.session = session;
        this.instance = instance;
    }

    void load(Row row) throws Malformed {
        ByteReader in = new ByteReader(records.open(row));
        Item item = new Item(
                in.u64(),
                RandomId.from(in.bytes(RandomId.LENGTH)),
                RandomId.from(in.bytes(RandomId.LENGTH)),
                in.vector());
        in.end();
        items.put(item.number(), item);
    }

    void put(Draft draft, Item item) {
        items.put(item.number(), item);
        draft.write(records.put(
                name(item),
                new ByteWriter()
                        .u64(item.number())
                        .bytes(item.group().bytes())
                        .bytes(item.clientId().bytes())
                        .vector(item.frame())
                        .toBytes()));
        send(draft);
    }

    /** Sends the oldest, unless some are under way already or there is no session to send them in. */
    void send(Draft draft) {
        String token = session.token();
        if (items.isEmpty()
                || !under.isEmpty()
                || token == null
                || !instance.stopped().isEmpty()
                || !instance.claimed()) {
            return;
        }
        ByteWriter batch = new ByteWriter();
        int bytes = 0;
        for (Item item : items.values()) {
            bytes += item.frame().length;
            if (!under.isEmpty() && (bytes > BATCH_BYTES_MAX || under.size() >= BATCH_FRAMES_MAX)) {
                break;
            }
            under.add(item);
            batch.bytes(item.frame());
        }
        Call call = Call.postBytes(FRAMES, token, batch.toBytes());
        draft.send(FIRST + under.get(0).number(), call.under(instance.hex()));
    }

    /** The reply to what is under way: it is done with if the server answered it, else it is sent again later. */
    void replied(Draft draft, Event.Reply reply) {
        if (under.isEmpty() || reply.requestId() != FIRST + under.get(0).number()) {
            return;
        }
        if (reply.status() == OK) {
            under.forEach(item -> remove(draft, item));
        }
        under.clear();
    }

    static boolean owns(Event.Reply reply) {
        return reply.requestId() >= FIRST;
    }

    private void remove(Draft draft, Item item) {
        items.remove(item.number());
        draft.write(Write.delete(name(item)));
    }

    /** The frame with this id that waits for its reply. */
    @Nullable
    Item find(RandomId clientId) {
        for (Item item : items.values()) {
            if (item.clientId().equals(clientId)) {
                return item;
            }
        }
        return null;
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    private static String name(Item item) {
        return PREFIX + Names.number(item.number());
    }
}
