package org.hublink.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hublink.engine.Call;
import org.hublink.engine.Effect;
import org.hublink.engine.Event;
import org.hublink.engine.Row;
import org.hublink.engine.Turn;
import org.hublink.engine.View;
import org.hublink.engine.Wish;
import org.hublink.engine.Write;
import org.hublink.mls.CipherSuite;
import org.hublink.mls.Group;
import org.hublink.mls.GroupState;
import org.hublink.mls.Policy;
import org.hublink.mls.Suites;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Home;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/**
 * A small engine that only sends into one MLS group, to try what becomes of a Worker that traps: a turn's writes hold the
 * ratchets and the outbox, and what stands in the outbox is sent until a reply came (E1, E2). A command of an id that was
 * taken already is done and sends nothing. {@code Gossip} carries the text; with id 0 it carries the group.
 */
final class Sending {
    private static final Policy POLICY = Policy.strict(Suites.of(CipherSuite.xWing(Members.PRODUCT_SUITE)));
    private static final String EPOCH = "epoch";
    private static final String RATCHETS = "ratchets";
    private static final String TAKEN = "taken";
    private static final String OUTBOX = "outbox/";
    private static final int ROWS_MAX = 500;
    private static final int OK = 200;

    private final Map<Long, byte[]> outbox = new TreeMap<>();
    private @Nullable Group group;
    private long taken;
    private long opening;

    Turn turn(Event event, Home home) throws Malformed {
        if (event instanceof Event.Command command) {
            if (!(command.wish() instanceof Wish.Gossip gossip)) {
                opening = command.id();
                return new Turn(List.of(), List.of(new Effect.Load(1, "", "", ROWS_MAX)), List.of());
            }
            if (command.id() == 0) return begin(gossip.note());
            return command.id() <= taken ? finished(command.id()) : send(command.id(), gossip.note(), home);
        }
        if (event instanceof Event.Loaded loaded) return restored(loaded.rows());
        if (event instanceof Event.Reply reply && reply.status() == OK) {
            outbox.remove(reply.requestId());
            return new Turn(List.of(Write.delete(OUTBOX + reply.requestId())), List.of(), List.of());
        }
        return new Turn(List.of(), List.of(), List.of());
    }

    private Turn begin(byte[] parts) throws Malformed {
        ByteReader in = new ByteReader(parts);
        Group begun = GroupState.restore(in.vector(), in.vector(), POLICY);
        group = begun;
        List<Write> writes = List.of(
                Write.put(EPOCH, GroupState.epoch(begun)),
                Write.put(RATCHETS, GroupState.ratchets(begun)),
                Write.put(TAKEN, new byte[8]));
        return new Turn(writes, List.of(), finished(0).views());
    }

    private Turn send(long id, byte[] text, Home home) {
        Group now = group;
        if (now == null) throw new IllegalStateException("no group yet");
        Group.Sent sent = now.seal(text, new byte[0], 0, home.randomness());
        group = sent.next();
        taken = id;
        outbox.put(id, sent.message());
        List<Write> writes = List.of(
                Write.put(RATCHETS, GroupState.ratchets(sent.next())),
                Write.put(TAKEN, new ByteWriter().u64(id).toBytes()),
                Write.put(OUTBOX + id, sent.message()));
        return new Turn(writes, List.of(delivery(id)), finished(id).views());
    }

    private Effect delivery(long id) {
        return new Effect.Send(id, new Call("POST", "/deliver/" + id, null, null, outbox.get(id)));
    }

    private Turn restored(List<Row> rows) throws Malformed {
        Map<String, byte[]> records = new TreeMap<>();
        for (Row row : rows) records.put(row.name(), row.value());
        byte[] epoch = records.get(EPOCH);
        byte[] ratchets = records.get(RATCHETS);
        byte[] last = records.get(TAKEN);
        if (epoch != null && ratchets != null && last != null) {
            group = GroupState.restore(epoch, ratchets, POLICY);
            taken = new ByteReader(last).u64();
        }
        List<Effect> effects = new ArrayList<>();
        for (Row row : rows) {
            if (!row.name().startsWith(OUTBOX)) continue;
            long id = Long.parseLong(row.name().substring(OUTBOX.length()));
            outbox.put(id, row.value());
            effects.add(delivery(id));
        }
        return new Turn(List.of(), effects, finished(opening).views());
    }

    private static Turn finished(long id) {
        return new Turn(List.of(), List.of(), List.of(new View.Finished(id, List.of(), null)));
    }
}
