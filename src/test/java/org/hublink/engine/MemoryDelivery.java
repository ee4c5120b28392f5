package org.hublink.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hublink.primitives.Base64;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.CaseHint;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.DeliveryFrames;
import org.hublink.protocol.DeliveryRefusal;
import org.hublink.protocol.RandomId;
import org.jspecify.annotations.Nullable;

/** A delivery service in memory that keeps the rules (M11, M12, V2), and a place to lie in. */
final class MemoryDelivery {
    /** Desks that commits said they bring in. */
    final List<DeliveryFrame.Place> named = new ArrayList<>();

    /** What a device is given instead of an entry. */
    interface Lie {
        List<DeliveryFrame.Delivered> instead(String device, DeliveryFrame.Delivered entry);
    }

    /** One group's log and who may read what of it. */
    private static final class Log {
        long epoch;
        final List<DeliveryFrame.Delivered> entries = new ArrayList<>();
        final Map<String, List<Stay>> stays = new LinkedHashMap<>();
        String opener = "";

        @Nullable
        RandomId successor;

        boolean has(String device) {
            List<Stay> all = stays.getOrDefault(device, List.of());
            return !all.isEmpty() && all.get(all.size() - 1).until == Long.MAX_VALUE;
        }

        void begin(String device, long from) {
            stays.computeIfAbsent(device, d -> new ArrayList<>()).add(new Stay(from));
        }

        void end(String device, long until) {
            List<Stay> all = stays.getOrDefault(device, List.of());
            if (!all.isEmpty()) {
                all.get(all.size() - 1).until = until;
            }
        }

        boolean reads(String device, long seq) {
            boolean reads = false;
            for (Stay stay : stays.getOrDefault(device, List.of())) {
                reads |= seq > stay.from && seq <= stay.until;
            }
            return reads;
        }
    }

    /** From when to when a device was a member. */
    private static final class Stay {
        final long from;
        long until = Long.MAX_VALUE;

        Stay(long from) {
            this.from = from;
        }
    }

    Lie lie = (device, entry) -> List.of(entry);
    /** It says at each connection what it has of the device (V2). */
    boolean saysNewest = true;
    /** Answers of frames are lost so many times: the server has taken them all the same. */
    int answersLost;

    /** It hands out no more packages within the hour. */
    boolean limited;

    final Map<String, Deque<byte[]>> packages = new LinkedHashMap<>();
    final Map<String, byte[]> lastResorts = new LinkedHashMap<>();
    private final Map<RandomId, Log> groups = new LinkedHashMap<>();
    private final Map<String, List<DeliveryFrame.Delivered>> welcomes = new LinkedHashMap<>();
    private final Map<String, DeliveryFrame> answered = new LinkedHashMap<>();
    private final Map<String, byte[]> bodies = new LinkedHashMap<>();
    private final Map<String, String> instances = new LinkedHashMap<>();
    private final Map<String, Long> counters = new LinkedHashMap<>();
    final Set<String> refusals = new LinkedHashSet<>();
    /** Devices whose packages were asked for, in order. */
    final List<String> asked = new ArrayList<>();
    /** Devices of whatever desk that hear it. */
    int connected = 1;
    /** What it was told of cases, in order. */
    final List<CaseHint> hints = new ArrayList<>();

    void claim(String device, String instance) {
        if (!instance.equals(instances.put(device, instance))) {
            counters.put(device, 0L);
        }
    }

    void publish(String device, byte[] keyPackage) {
        packages.computeIfAbsent(device, d -> new ArrayDeque<>()).add(keyPackage);
    }

    /** The device as a desk's bundle has it, with one package; nothing where it has none. */
    List<Json> offered(String device) {
        asked.add(device);
        Deque<byte[]> waiting = packages.getOrDefault(device, new ArrayDeque<>());
        byte[] last = lastResorts.get(device);
        Json.Builder offered = Json.obj().put("device", device).put("leaf", 0);
        if (limited) {
            offered.put("keyPackage", new Json.Null()).put("limited", true);
        } else if (!waiting.isEmpty()) {
            offered.put("keyPackage", Base64.encode(waiting.remove()));
        } else if (last != null) {
            offered.put("keyPackage", Base64.encode(last));
        } else {
            return List.of();
        }
        return List.of(offered.build());
    }

    byte[] reach() {
        return Json.write(Json.obj().put("connected", connected).build());
    }

    /** Takes a batch; the answers. */
    byte[] frames(String device, @Nullable String instance, byte[] batch) throws Malformed {
        List<DeliveryFrame> out = new ArrayList<>();
        for (DeliveryFrame frame : DeliveryFrames.read(batch)) {
            if (frame instanceof DeliveryFrame.Open open) {
                Log log = groups.computeIfAbsent(open.group(), id -> new Log());
                if (log.opener.isEmpty()) {
                    log.opener = device;
                    log.begin(device, 0);
                }
                out.add(new DeliveryFrame.Taken(open.group(), 0));
            } else if (frame instanceof DeliveryFrame.Successor successor) {
                out.add(successor(device, successor));
            } else if (frame instanceof DeliveryFrame.Ack ack) {
                welcomes.getOrDefault(device, new ArrayList<>())
                        .removeIf(one -> one.group().equals(ack.group()) && one.seq() <= ack.seq());
            } else if (frame instanceof DeliveryFrame.Commit commit) {
                out.add(once(
                        device,
                        instance,
                        commit.clientId(),
                        commit.counter(),
                        commit.message(),
                        () -> commit(device, commit)));
            } else if (frame instanceof DeliveryFrame.Send send) {
                out.add(once(
                        device, instance, send.clientId(), send.counter(), send.message(), () -> send(device, send)));
            }
        }
        for (DeliveryFrame frame : out) {
            if (frame instanceof DeliveryFrame.Refused refused) {
                refusals.add(refused.refusal().code());
            }
        }
        return DeliveryFrames.write(out);
    }

    private interface Work {
        DeliveryFrame run();
    }

    private DeliveryFrame once(
            String device, @Nullable String instance, RandomId id, long counter, byte[] body, Work work) {
        String key = device + id.hex();
        DeliveryFrame before = answered.get(key);
        if (before != null) {
            boolean same = java.util.Arrays.equals(bodies.get(key), body);
            return same ? before : new DeliveryFrame.Refused(id, DeliveryRefusal.CONFLICT);
        }
        if (instance == null || !instance.equals(instances.get(device))) {
            return new DeliveryFrame.Refused(id, DeliveryRefusal.INSTANCE_REPLACED);
        }
        if (counter <= counters.getOrDefault(device, 0L)) {
            return new DeliveryFrame.Refused(id, DeliveryRefusal.COUNTER_PAST);
        }
        counters.put(device, counter);
        DeliveryFrame answer = work.run();
        if (answer instanceof DeliveryFrame.Taken) {
            answered.put(key, answer);
            bodies.put(key, body);
        }
        return answer;
    }

    private DeliveryFrame successor(String device, DeliveryFrame.Successor frame) {
        Log log = groups.get(frame.group());
        Log fresh = groups.get(frame.newGroup());
        if (log == null || fresh == null || !log.has(device) || !fresh.opener.equals(device)) {
            return new DeliveryFrame.Refused(frame.newGroup(), DeliveryRefusal.NOT_A_MEMBER);
        }
        if (log.successor != null && !log.successor.equals(frame.newGroup())) {
            return new DeliveryFrame.Refused(frame.newGroup(), DeliveryRefusal.SUCCESSOR_LOST);
        }
        if (log.successor == null) {
            log.successor = frame.newGroup();
            log.entries.add(entry(
                    device,
                    frame.group(),
                    log.entries.size() + 1L,
                    log.epoch,
                    DeliveryFrame.Body.SUCCESSOR,
                    frame.newGroup(),
                    frame.newGroup().bytes(),
                    List.of(),
                    List.of()));
        }
        return new DeliveryFrame.Taken(frame.newGroup(), log.entries.size());
    }

    /** What a member's own program, not ours, puts into the log. */
    DeliveryFrame unsafeForTests(String device, DeliveryFrame frame) {
        if (frame instanceof DeliveryFrame.Commit commit) {
            return commit(device, commit);
        }
        if (frame instanceof DeliveryFrame.Send send) {
            return send(device, send);
        }
        if (frame instanceof DeliveryFrame.Open open) {
            Log log = groups.computeIfAbsent(open.group(), id -> new Log());
            log.opener = device;
            log.begin(device, 0);
            return new DeliveryFrame.Taken(open.group(), 0);
        }
        return successor(device, (DeliveryFrame.Successor) frame);
    }

    private DeliveryFrame commit(String device, DeliveryFrame.Commit commit) {
        named.addAll(commit.desks());
        Log log = groups.get(commit.group());
        if (log == null || !log.has(device)) {
            return new DeliveryFrame.Refused(commit.clientId(), DeliveryRefusal.NOT_A_MEMBER);
        }
        if (log.epoch != commit.epoch()) {
            return new DeliveryFrame.Refused(commit.clientId(), DeliveryRefusal.EPOCH_LOST);
        }
        log.epoch++;
        long seq = log.entries.size() + 1L;
        List<Digest> added = new ArrayList<>();
        for (Digest gone : commit.removed()) {
            boolean back = false;
            for (DeliveryFrame.Added one : commit.added()) {
                back |= one.device().equals(gone);
            }
            log.end(gone.hex(), back ? seq - 1 : seq);
        }
        for (DeliveryFrame.Added one : commit.added()) {
            added.add(one.device());
            String newcomer = one.device().hex();
            log.begin(newcomer, seq);
            welcomes.computeIfAbsent(newcomer, d -> new ArrayList<>())
                    .add(entry(
                            device,
                            commit.group(),
                            seq,
                            commit.epoch(),
                            DeliveryFrame.Body.WELCOME,
                            commit.clientId(),
                            one.welcome(),
                            List.of(),
                            List.of()));
        }
        log.entries.add(entry(
                device,
                commit.group(),
                seq,
                commit.epoch(),
                DeliveryFrame.Body.COMMIT,
                commit.clientId(),
                commit.message(),
                added,
                commit.removed()));
        return new DeliveryFrame.Taken(commit.clientId(), seq);
    }

    private DeliveryFrame send(String device, DeliveryFrame.Send send) {
        Log log = groups.get(send.group());
        if (log == null || !log.has(device)) {
            return new DeliveryFrame.Refused(send.clientId(), DeliveryRefusal.NOT_A_MEMBER);
        }
        if (log.epoch != send.epoch()) {
            return new DeliveryFrame.Refused(send.clientId(), DeliveryRefusal.EPOCH_PAST);
        }
        CaseHint hint = send.hint();
        if (hint != null) {
            hints.add(hint);
        }
        long seq = log.entries.size() + 1L;
        log.entries.add(entry(
                device,
                send.group(),
                seq,
                send.epoch(),
                DeliveryFrame.Body.MESSAGE,
                send.clientId(),
                send.message(),
                List.of(),
                List.of()));
        return new DeliveryFrame.Taken(send.clientId(), seq);
    }

    private static DeliveryFrame.Delivered entry(
            String device,
            RandomId group,
            long seq,
            long epoch,
            DeliveryFrame.Body kind,
            RandomId id,
            byte[] body,
            List<Digest> added,
            List<Digest> removed) {
        return new DeliveryFrame.Delivered(group, seq, epoch, kind, Upkeep.digest(device), id, body, added, removed);
    }

    /** Welcomes that were not acknowledged, and what came in the groups asked for. */
    byte[] fetch(String device, Map<RandomId, Long> cursors) {
        List<DeliveryFrame> out = new ArrayList<>();
        for (DeliveryFrame.Delivered welcome : welcomes.getOrDefault(device, List.of())) {
            out.addAll(lie.instead(device, welcome));
        }
        for (Map.Entry<RandomId, Long> one : cursors.entrySet()) {
            Log log = groups.get(one.getKey());
            if (log == null) {
                continue;
            }
            for (int i = log.entries.size(); saysNewest && i > 0; i--) {
                DeliveryFrame.Delivered entry = log.entries.get(i - 1);
                if (entry.sender().hex().equals(device) && entry.kind() != DeliveryFrame.Body.SUCCESSOR) {
                    out.add(new DeliveryFrame.Newest(entry.group(), entry.clientId()));
                    break;
                }
            }
            for (DeliveryFrame.Delivered entry : log.entries) {
                if (entry.seq() > one.getValue() && log.reads(device, entry.seq())) {
                    out.addAll(lie.instead(device, entry));
                }
            }
        }
        return DeliveryFrames.write(out.subList(0, Math.min(200, out.size())));
    }

    /** Everything that the server holds of the messages. */
    List<DeliveryFrame.Delivered> everything() {
        List<DeliveryFrame.Delivered> out = new ArrayList<>();
        for (Log log : groups.values()) {
            out.addAll(log.entries);
        }
        return out;
    }
}
