package org.hublink.engine;

import java.util.TreeMap;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.RandomId;
import org.jspecify.annotations.Nullable;

/**
 * What leaves for the delivery service (E2): each frame a record until its reply was seen, sent again with the same bytes and
 * id until then, one at a time and in order, as the server wants the counters.
 */
final class Outbox {
    static final String PREFIX = "outbox/";
    static final String FRAMES = "/api/v1/messaging/frames";

    /** Above all numbers of plain requests, which begin at 1 with each start. */
    private static final long FIRST = 1L << 40;

    private static final int OK = 200;

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
    private long under;

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

    /** Sends the oldest, unless it is under way already or there is no session to send it in. */
    void send(Draft draft) {
        String token = session.token();
        if (items.isEmpty()
                || under != 0
                || token == null
                || !instance.stopped().isEmpty()
                || !instance.claimed()) {
            return;
        }
        Item item = items.firstEntry().getValue();
        under = item.number();
        Call call = Call.postBytes(FRAMES, token, item.frame());
        draft.send(FIRST + item.number(), call.under(instance.hex()));
    }

    /** True for the reply to a frame: it is done with if the server answered it, else it is sent again later. */
    boolean replied(Draft draft, Event.Reply reply) {
        Item item = items.get(reply.requestId() - FIRST);
        if (reply.requestId() < FIRST) {
            return false;
        }
        under = 0;
        if (item != null && reply.status() == OK) {
            remove(draft, item);
        }
        return true;
    }

    static boolean owns(Event.Reply reply) {
        return reply.requestId() >= FIRST;
    }

    void remove(Draft draft, Item item) {
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
