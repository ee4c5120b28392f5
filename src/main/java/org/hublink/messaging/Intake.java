package org.hublink.messaging;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.hublink.platform.Database;
import org.hublink.platform.DatabaseAway;
import org.hublink.platform.DatabaseFull;
import org.hublink.platform.DatabaseUnfit;
import org.hublink.platform.Tx;
import org.hublink.primitives.Clock;
import org.hublink.primitives.Digest;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.DeliveryRefusal;
import org.hublink.protocol.RandomId;
import org.jspecify.annotations.Nullable;

/** Takes what is queued into one transaction, and answers after it is committed. One event loop. */
final class Intake {
    /** Frames that may wait; what comes beyond is refused at once. */
    static final int QUEUE_FRAMES_MAX = 16_384;

    /** Frames of one transaction: what moves heads and counters is paid once a group and device, however many there are. */
    private static final int BATCH_FRAMES_MAX = 1_024;

    private static final long BATCH_BYTES_MAX = 8 << 20;
    /**
     * Acks of streams wait so long for others: nobody is told that they are stored, and what they would save from being told
     * twice is told twice by a node that is killed as well.
     */
    private static final long ACKS_WAIT_MILLIS = 500;

    private static final int ACKS_MAX = 4_096;

    private final Loop loop;
    private final Database database;
    private final BatchStore store;
    private final QuickStore quick;
    private final NodeBell bell;
    private final AlertBook alerts;
    private final Quotas quotas;
    private final Clock clock;
    private final ArrayDeque<Submission> queue = new ArrayDeque<>();
    private final Remembered remembered = new Remembered();
    private final Map<Written.Reader, Long> acks = new TreeMap<>();
    private Consumer<Written> committed = written -> {};
    private int waiting;
    private boolean running;
    private boolean starting;
    private boolean storingAcks;

    Intake(Loop loop, Database database, BatchStore store, AlertBook alerts, Quotas quotas, Clock clock) {
        this.loop = loop;
        this.database = database;
        this.store = store;
        this.quick = new QuickStore(database, store.name());
        this.bell = new NodeBell(loop, database, store);
        this.alerts = alerts;
        this.quotas = quotas;
        this.clock = clock;
    }

    /** Tells what was committed here, on the room's event loop, before it is answered. */
    void onCommitted(Consumer<Written> listener) {
        this.committed = listener;
    }

    /** Answers each frame but acks, in their order, when it is durable or refused. From any thread. */
    Future<List<DeliveryFrame>> take(Digest device, RandomId instance, List<DeliveryFrame> frames, long bytes) {
        Promise<List<DeliveryFrame>> answers = Promise.promise();
        if (frames.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        loop.run(() -> {
            if (waiting + frames.size() > QUEUE_FRAMES_MAX) {
                answers.complete(busy(frames));
                return;
            }
            waiting += frames.size();
            queue.add(new Submission(device, instance, frames, bytes, answers));
            soon();
        });
        return answers.future();
    }

    /** True if there is nothing but acks, which are stored soon; of several the newest. From any thread. */
    boolean acks(Digest device, List<DeliveryFrame> frames) {
        List<DeliveryFrame.Ack> read = new ArrayList<>();
        for (DeliveryFrame frame : frames) {
            if (!(frame instanceof DeliveryFrame.Ack ack)) {
                return false;
            }
            read.add(ack);
        }
        loop.run(() -> {
            read.forEach(ack -> keep(new Written.Reader(device, ack.group()), ack.seq()));
            if (acks.size() >= ACKS_MAX) {
                storeAcks();
            }
        });
        return true;
    }

    private void keep(Written.Reader reader, long seq) {
        if (acks.isEmpty()) {
            acksSoon();
        }
        acks.merge(reader, seq, Math::max);
    }

    private void acksSoon() {
        loop.in(ACKS_WAIT_MILLIS, this::storeAcks);
    }

    /** Beside the batches, as no message waits for them. */
    private void storeAcks() {
        if (storingAcks || acks.isEmpty()) {
            return;
        }
        storingAcks = true;
        Written written = Written.empty();
        written.acks().putAll(acks);
        acks.clear();
        database.inTransaction(tx -> store.write(tx, written, clock.now())).onComplete(done -> {
            storingAcks = false;
            if (done.failed()) {
                written.acks().forEach((reader, seq) -> acks.merge(reader, seq, Math::max));
            }
            if (!acks.isEmpty()) {
                acksSoon();
            }
        });
    }

    private static List<DeliveryFrame> busy(List<DeliveryFrame> frames) {
        List<DeliveryFrame> answers = new ArrayList<>();
        for (DeliveryFrame frame : frames) {
            if (!(frame instanceof DeliveryFrame.Ack)) {
                answers.add(new DeliveryFrame.Refused(clientId(frame), DeliveryRefusal.QUOTA));
            }
        }
        return answers;
    }

    private static RandomId clientId(DeliveryFrame frame) {
        if (frame instanceof DeliveryFrame.Commit commit) {
            return commit.clientId();
        }
        if (frame instanceof DeliveryFrame.Send send) {
            return send.clientId();
        }
        return frame instanceof DeliveryFrame.Open open ? open.group() : RandomId.NONE;
    }

    /** What comes in the same turn of the loop goes into the same batch. */
    private void soon() {
        if (!running && !starting) {
            starting = true;
            loop.later(this::run);
        }
    }

    private void run() {
        starting = false;
        if (running || queue.isEmpty()) {
            return;
        }
        List<Submission> batch = new ArrayList<>();
        int frames = 0;
        long bytes = 0;
        while (!queue.isEmpty()
                && (batch.isEmpty()
                        || (frames + queue.element().frames().size() <= BATCH_FRAMES_MAX
                                && bytes + queue.element().bytes() <= BATCH_BYTES_MAX))) {
            Submission next = queue.remove();
            frames += next.frames().size();
            bytes += next.bytes();
            batch.add(next);
        }
        waiting -= frames;
        running = true;
        batch(batch).onComplete(done -> {
            running = false;
            run();
        });
    }

    /** What one transaction came to, and where its groups and devices stand after it. */
    private record Result(List<List<DeliveryFrame>> answers, Written written, Batch judge) {}

    private Future<?> batch(List<Submission> batch) {
        if (!remembered.covers(batch)) {
            return asked(batch);
        }
        Asked asked = Asked.of(batch);
        long now = clock.now();
        Map<Digest, BatchStore.Claimed> devices = remembered.devices(asked.devices);
        QuickStore.Before before = new QuickStore.Before(devices, remembered.heads(asked.groups));
        Batch judge = new Batch(remembered.groups(asked.groups), devices, Map.of(), quotas, now);
        Result result = judged(batch, judge);
        if (result.written().entries().isEmpty()) {
            answer(batch, result);
            return Future.succeededFuture();
        }
        boolean tells = bell.rings();
        return quick.store(result.written(), before, tells, now)
                .onSuccess(stored -> {
                    if (!tells) {
                        bell.owe();
                    }
                    remembered.held();
                    answer(batch, result);
                })
                .<@Nullable Result>map(stored -> result)
                .recover(past -> {
                    remembered.forget(asked.groups, asked.devices);
                    return asked(batch);
                });
    }

    private static Result judged(List<Submission> batch, Batch judge) {
        List<List<DeliveryFrame>> answers = batch.stream().map(judge::judge).toList();
        return new Result(answers, judge.written(), judge);
    }

    private void answer(List<Submission> batch, Result result) {
        remembered.keep(result.judge().groups(), result.judge().instances());
        committed.accept(result.written());
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).answers().complete(result.answers().get(i));
        }
    }

    /** The batch as the database says that things are. */
    private Future<@Nullable Result> asked(List<Submission> batch) {
        return database.inTransaction(tx -> inside(tx, batch))
                .onSuccess(result -> answer(batch, result))
                .<@Nullable Result>map(result -> result)
                .recover(cause -> batch.size() <= 1 || isOfTheDatabase(cause) ? fail(batch, cause) : singly(batch));
    }

    /** Something in the batch broke it: each goes alone, so that one cannot fail its neighbours. */
    private Future<@Nullable Result> singly(List<Submission> batch) {
        Future<?> last = Future.succeededFuture();
        for (Submission one : batch) {
            last = last.transform(before -> asked(List.of(one)).mapEmpty());
        }
        return last.transform(done -> Future.succeededFuture());
    }

    private static Future<@Nullable Result> fail(List<Submission> batch, Throwable cause) {
        batch.forEach(one -> one.answers().fail(cause));
        return Future.succeededFuture();
    }

    private static boolean isOfTheDatabase(Throwable cause) {
        return cause instanceof DatabaseAway || cause instanceof DatabaseFull || cause instanceof DatabaseUnfit;
    }

    private Future<Result> inside(Tx tx, List<Submission> batch) {
        long now = clock.now();
        Asked asked = Asked.of(batch);
        List<Future<?>> sent = new ArrayList<>();
        asked.opens.forEach((group, open) -> sent.add(store.open(tx, open.frame(), open.device(), now)));
        return Future.all(sent).compose(opened -> {
            // Sent together: the server runs each with a fresh view, after the locks before it are held.
            Future<Void> locked = LockStore.lock(tx, asked.groups, asked.devices);
            Future<Map<RandomId, GroupRow>> groups = store.groups(tx, asked.groups);
            Future<Map<Digest, BatchStore.Claimed>> instances = store.instances(tx, asked.devices);
            Future<List<Written.Stay>> present = store.present(tx, asked.memberGroups, asked.memberDevices);
            Future<Map<Entry.Key, Entry>> known = store.known(tx, List.copyOf(asked.keys.values()));
            return Future.all(List.of(locked, groups, instances, present, known))
                    .compose(found -> {
                        for (Written.Stay stay : present.result()) {
                            GroupRow group = groups.result().get(stay.group());
                            if (group != null) {
                                group.present.put(stay.device(), new GroupRow.Stay(stay.from(), true));
                            }
                        }
                        groups.result().values().forEach(remembered::complete);
                        Result result = judged(
                                batch, new Batch(groups.result(), instances.result(), known.result(), quotas, now));
                        return store.write(tx, result.written(), now)
                                .compose(
                                        done -> alerts.told(tx, result.written().hints(), now))
                                .map(done -> result);
                    });
        });
    }

    /** What a batch needs to know. */
    private static final class Asked {
        /** A group to be begun, and by whom. */
        record Opening(DeliveryFrame.Open frame, Digest device) {}

        final TreeMap<RandomId, Opening> opens = new TreeMap<>();
        final TreeSet<RandomId> groups = new TreeSet<>();
        final TreeSet<Digest> devices = new TreeSet<>();
        final List<RandomId> memberGroups = new ArrayList<>();
        final List<Digest> memberDevices = new ArrayList<>();
        final Map<Entry.Key, Entry.Key> keys = new LinkedHashMap<>();
        private final TreeSet<Written.Reader> members = new TreeSet<>();

        static Asked of(List<Submission> batch) {
            Asked asked = new Asked();
            for (Submission submission : batch) {
                asked.devices.add(submission.device());
                submission.frames().forEach(frame -> asked.add(submission.device(), frame));
            }
            for (Written.Reader member : asked.members) {
                asked.memberGroups.add(member.group());
                asked.memberDevices.add(member.device());
            }
            return asked;
        }

        private void add(Digest device, DeliveryFrame frame) {
            if (frame instanceof DeliveryFrame.Open open) {
                opens.putIfAbsent(open.group(), new Opening(open, device));
                member(open.group(), device);
            } else if (frame instanceof DeliveryFrame.Commit commit) {
                key(commit.group(), device, commit.clientId());
                commit.removed().forEach(removed -> member(commit.group(), removed));
                commit.added().forEach(added -> member(commit.group(), added.device()));
            } else if (frame instanceof DeliveryFrame.Send send) {
                key(send.group(), device, send.clientId());
            } else if (frame instanceof DeliveryFrame.Successor successor) {
                member(successor.group(), device);
                groups.add(successor.newGroup());
            }
        }

        private void key(RandomId group, Digest device, RandomId clientId) {
            member(group, device);
            Entry.Key key = new Entry.Key(group, device, clientId);
            keys.put(key, key);
        }

        private void member(RandomId group, Digest device) {
            groups.add(group);
            members.add(new Written.Reader(device, group));
        }
    }
}
