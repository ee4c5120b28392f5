package org.hublink.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.RandomId;
import org.jspecify.annotations.Nullable;

/**
 * A device that sends and one that reads, in a group of theirs. Both read and acknowledge what the group's log brings, as
 * clients do, and both look that nothing is missing, doubled or out of order. One event loop.
 */
final class MessagePair {
    /** A device acknowledges what it has stored, at most so often. */
    static final long ACK_EVERY_MILLIS = 100;

    private static final int ID_AT = 1;
    private static final int COUNTER_AT = 1 + 2 * RandomId.LENGTH + 8;
    private static final int TAKEN = 65;
    private static final int TAKEN_BYTES = 1 + RandomId.LENGTH + 8;

    private final HubDevices.SignedIn sender;
    private final HubDevices.SignedIn reader;
    private final SplittableRandom random;
    private final RandomId group;
    private final Promise<Void> joined = Promise.promise();
    private final Promise<Void> follows = Promise.promise();
    private final Map<RandomId, Long> sentAt = new LinkedHashMap<>();
    private final byte[] template;
    private final Vertx vertx;
    private final Map<WebSocket, Long> acks = new LinkedHashMap<>();
    private @Nullable WebSocket out;
    private long counter;
    private long sent;
    private long taken;
    private long toldSender = 1;
    private long toldReader = 1;
    private int batchFrames;
    private LongConsumer latency = nanos -> {};

    MessagePair(Vertx vertx, HubDevices.SignedIn sender, HubDevices.SignedIn reader, int bodyBytes, long seed) {
        this.vertx = vertx;
        this.sender = sender;
        this.reader = reader;
        this.random = new SplittableRandom(seed);
        this.group = randomId();
        byte[] body = new byte[bodyBytes];
        random.nextBytes(body);
        this.template = HubStream.write(new DeliveryFrame.Send(group, group, 1, 0, body, null))
                .getBytes();
    }

    private RandomId randomId() {
        byte[] id = new byte[RandomId.LENGTH];
        random.nextBytes(id);
        try {
            return RandomId.from(id);
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Connects both and makes their group. */
    Future<Void> join(HubStream streams) {
        return streams.connect(reader, this::read)
                .compose(in -> streams.connect(sender, this::heard))
                .compose(socket -> {
                    out = socket;
                    return socket.writeBinaryMessage(HubStream.write(beginning()));
                })
                .compose(written -> joined.future())
                .compose(in -> follows.future());
    }

    private DeliveryFrame[] beginning() {
        try {
            Digest device = Digest.fromHex(reader.device().id());
            byte[] welcome = {1};
            // Both are answered, and neither is counted.
            taken -= 2;
            return new DeliveryFrame[] {
                new DeliveryFrame.Open(randomId(), DeliveryFrame.Kind.CHAT, group, List.of()),
                new DeliveryFrame.Commit(
                        randomId(),
                        group,
                        0,
                        ++counter,
                        List.of(new DeliveryFrame.Added(device, welcome)),
                        List.of(),
                        List.of(),
                        welcome,
                        null)
            };
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What the reader's stream brings. */
    private void read(WebSocket in, Buffer batch) {
        long newest = -1;
        for (DeliveryFrame frame : HubStream.read(batch)) {
            if (frame instanceof DeliveryFrame.Delivered one) {
                newest = one.seq();
                if (one.kind() == DeliveryFrame.Body.WELCOME) {
                    joined.tryComplete();
                } else if (one.seq() != ++toldReader) {
                    throw new IllegalStateException("message " + one.seq() + " came after " + (toldReader - 1));
                }
                Long at = sentAt.isEmpty() ? null : sentAt.remove(one.clientId());
                if (at != null) {
                    latency.accept(System.nanoTime() - at);
                }
            }
        }
        if (newest >= 0) {
            acknowledge(in, newest);
        }
    }

    private void acknowledge(WebSocket socket, long newest) {
        if (acks.put(socket, newest) == null) {
            vertx.setTimer(ACK_EVERY_MILLIS, due -> {
                Long seq = acks.remove(socket);
                if (seq != null) {
                    socket.writeBinaryMessage(HubStream.write(new DeliveryFrame.Ack(group, seq)));
                }
            });
        }
    }

    /** What the sender's stream brings: answers, and what it has sent itself. */
    private void heard(WebSocket socket, Buffer batch) {
        if (batch.getByte(0) == TAKEN && batch.length() % TAKEN_BYTES == 0) {
            answered(batch);
            return;
        }
        long newest = -1;
        int answers = 0;
        for (DeliveryFrame frame : HubStream.read(batch)) {
            if (frame instanceof DeliveryFrame.Taken) {
                // Answers come in one message with what else a transaction brought.
                answers++;
            } else if (frame instanceof DeliveryFrame.Delivered one) {
                newest = one.seq();
                if (one.kind() == DeliveryFrame.Body.COMMIT) {
                    follows.tryComplete();
                } else if (one.seq() != ++toldSender) {
                    throw new IllegalStateException("own message " + one.seq() + " came after " + (toldSender - 1));
                }
            } else if (!(frame instanceof DeliveryFrame.Newest)) {
                throw new IllegalStateException(String.valueOf(frame));
            }
        }
        if (newest >= 0) {
            acknowledge(socket, newest);
        }
        taken += answers;
        if (answers > 0 && batchFrames > 0) {
            send();
        }
    }

    private void answered(Buffer batch) {
        for (int at = 0; at < batch.length(); at += TAKEN_BYTES) {
            if (batch.getByte(at) != TAKEN) {
                throw new IllegalStateException(HubStream.read(batch).toString());
            }
            taken++;
        }
        if (batchFrames > 0) {
            send();
        }
    }

    /** From now on so many batches of so many messages are under way, until {@link #pause}. */
    void go(int batches, int frames) {
        batchFrames = frames;
        for (int i = 0; i < batches; i++) {
            send();
        }
    }

    /** What is under way ends; nothing new is sent. */
    void pause() {
        batchFrames = 0;
    }

    private void send() {
        Buffer batch = Buffer.buffer(batchFrames * template.length);
        for (int i = 0; i < batchFrames; i++) {
            append(batch, randomId());
        }
        go(batch);
    }

    private void append(Buffer batch, RandomId id) {
        int at = batch.length();
        batch.appendBytes(template).setBytes(at + ID_AT, id.bytes()).setLong(at + COUNTER_AT, ++counter);
        sent++;
    }

    private void go(Buffer batch) {
        WebSocket socket = out;
        if (socket != null) {
            socket.writeBinaryMessage(batch);
        }
    }

    /** Sends one message; how long it took to its reader is told. */
    void time(LongConsumer nanos) {
        latency = nanos;
        RandomId id = randomId();
        sentAt.put(id, System.nanoTime());
        Buffer one = Buffer.buffer(template.length);
        append(one, id);
        go(one);
    }

    /** Messages that the server has acknowledged. */
    long taken() {
        return taken;
    }

    /** True once all that was sent is acknowledged and has come to both. */
    boolean quiet() {
        return taken == sent && toldReader == sent + 1 && toldSender == sent + 1;
    }

    @Override
    public String toString() {
        return "sent " + sent + ", taken " + taken + ", came " + (toldReader - 1);
    }
}
