package org.hublink.protocol;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * The one binary form of frames: a type, then its fields; a batch is frames one after the other. Devices that share a welcome
 * share its bytes.
 */
public final class DeliveryFrames {
    /** Bytes of a batch, of a request as of an answer. */
    public static final int BATCH_BYTES_MAX = 1024 * 1024;
    /** Frames of a batch. */
    public static final int BATCH_FRAMES_MAX = 256;

    private static final int OPEN = 1;
    private static final int COMMIT = 2;
    private static final int SEND = 3;
    private static final int ACK = 4;
    private static final int SUCCESSOR = 5;
    private static final int TAKEN = 65;
    private static final int REFUSED = 66;
    private static final int DELIVERED = 67;
    private static final int NEWEST = 68;
    private static final int HINT = 69;
    private static final int TEXT_BYTES_MAX = 40;

    private DeliveryFrames() {}

    public static byte[] write(List<? extends DeliveryFrame> frames) {
        ByteWriter out = new ByteWriter();
        for (DeliveryFrame frame : frames) {
            write(out, frame);
        }
        return out.toBytes();
    }

    public static byte[] write(DeliveryFrame frame) {
        ByteWriter out = new ByteWriter();
        write(out, frame);
        return out.toBytes();
    }

    /**
     * Reads a whole batch: {@code frames-too-large}, {@code frames-too-many}, {@code frame-type}, {@code frame-shape}, {@code
     * frame-code}, {@code frame-routing}, {@code frame-welcome}, or the reasons of hints and of the byte reader.
     */
    public static List<DeliveryFrame> read(byte[] batch) throws Malformed {
        if (batch.length > BATCH_BYTES_MAX) {
            throw new Malformed("frames-too-large");
        }
        ByteReader in = new ByteReader(batch);
        List<DeliveryFrame> frames = new ArrayList<>();
        while (in.remaining() > 0) {
            if (frames.size() == BATCH_FRAMES_MAX) {
                throw new Malformed("frames-too-many");
            }
            frames.add(frame(in));
        }
        return frames;
    }

    private static void write(ByteWriter out, DeliveryFrame frame) {
        if (frame instanceof DeliveryFrame.Open open) {
            out.u8(OPEN).bytes(open.conversation().bytes());
            CaseHint.code(out, open.kind());
            out.bytes(open.group().bytes());
            desks(out, open.desks());
        } else if (frame instanceof DeliveryFrame.Commit commit) {
            head(out.u8(COMMIT), commit.clientId(), commit.group(), commit.epoch(), commit.counter());
            added(out, commit.added());
            devices(out, commit.removed());
            desks(out, commit.desks());
            out.vector(commit.message());
            hint(out, commit.hint());
        } else if (frame instanceof DeliveryFrame.Send send) {
            head(out.u8(SEND), send.clientId(), send.group(), send.epoch(), send.counter());
            out.vector(send.message());
            hint(out, send.hint());
        } else if (frame instanceof DeliveryFrame.Ack ack) {
            out.u8(ACK).bytes(ack.group().bytes()).u64(ack.seq());
        } else if (frame instanceof DeliveryFrame.Successor successor) {
            out.u8(SUCCESSOR)
                    .bytes(successor.group().bytes())
                    .bytes(successor.newGroup().bytes());
        } else if (frame instanceof DeliveryFrame.Taken taken) {
            out.u8(TAKEN).bytes(taken.clientId().bytes()).u64(taken.seq());
        } else if (frame instanceof DeliveryFrame.Refused refused) {
            out.u8(REFUSED).bytes(refused.clientId().bytes());
            CaseHint.code(out, refused.refusal());
        } else if (frame instanceof DeliveryFrame.Delivered one) {
            out.u8(DELIVERED).bytes(one.group().bytes()).u64(one.seq()).u64(one.epoch());
            CaseHint.code(out, one.kind());
            out.bytes(one.sender().bytes()).bytes(one.clientId().bytes()).vector(one.body());
            devices(out, one.added());
            devices(out, one.removed());
        } else if (frame instanceof DeliveryFrame.Newest newest) {
            out.u8(NEWEST).bytes(newest.group().bytes()).bytes(newest.clientId().bytes());
        } else if (frame instanceof DeliveryFrame.Hint hint) {
            out.u8(HINT).vector(Utf8.encode(hint.code()));
        } else {
            throw new AssertionError(frame);
        }
    }

    private static DeliveryFrame frame(ByteReader in) throws Malformed {
        return switch (in.u8()) {
            case OPEN -> open(in);
            case COMMIT ->
                new DeliveryFrame.Commit(
                        id(in),
                        id(in),
                        in.u64(),
                        in.u64(),
                        added(in),
                        devices(in),
                        desks(in),
                        in.vector(DeliveryFrame.COMMIT_BYTES_MAX),
                        hint(in));
            // A message between the two bounds is refused by itself; it does not spoil its batch.
            case SEND ->
                new DeliveryFrame.Send(
                        id(in), id(in), in.u64(), in.u64(), in.vector(DeliveryFrame.COMMIT_BYTES_MAX), hint(in));
            case ACK -> new DeliveryFrame.Ack(id(in), in.u64());
            case SUCCESSOR -> new DeliveryFrame.Successor(id(in), id(in));
            case TAKEN -> new DeliveryFrame.Taken(id(in), in.u64());
            case REFUSED ->
                new DeliveryFrame.Refused(id(in), CaseHint.coded(in, DeliveryRefusal.values(), "frame-code"));
            case DELIVERED ->
                new DeliveryFrame.Delivered(
                        id(in),
                        in.u64(),
                        in.u64(),
                        CaseHint.coded(in, DeliveryFrame.Body.values(), "frame-code"),
                        device(in),
                        id(in),
                        in.vector(DeliveryFrame.COMMIT_BYTES_MAX),
                        devices(in),
                        devices(in));
            case NEWEST -> new DeliveryFrame.Newest(id(in), id(in));
            case HINT -> new DeliveryFrame.Hint(hintCode(in));
            default -> throw new Malformed("frame-type");
        };
    }

    private static DeliveryFrame open(ByteReader in) throws Malformed {
        RandomId conversation = id(in);
        DeliveryFrame.Kind kind = CaseHint.coded(in, DeliveryFrame.Kind.values(), "frame-code");
        return new DeliveryFrame.Open(conversation, kind, id(in), desks(in));
    }

    private static void desks(ByteWriter out, List<DeliveryFrame.Place> desks) {
        out.u8(desks.size());
        for (DeliveryFrame.Place place : desks) {
            out.vector(Utf8.encode(place.desk()));
            CaseHint.code(out, place.party());
        }
    }

    private static List<DeliveryFrame.Place> desks(ByteReader in) throws Malformed {
        int count = in.u8();
        if (count > DeliveryFrame.DESKS_MAX) {
            throw new Malformed("frame-shape");
        }
        List<DeliveryFrame.Place> desks = new ArrayList<>();
        LinkedHashSet<String> names = new LinkedHashSet<>();
        for (int i = 0; i < count; i++) {
            String desk = Utf8.decode(in.vector(TEXT_BYTES_MAX));
            if (!Ids.desk(desk) || !names.add(desk)) {
                throw new Malformed("frame-shape");
            }
            desks.add(new DeliveryFrame.Place(desk, CaseHint.coded(in, CaseParty.values(), "frame-code")));
        }
        return desks;
    }

    private static void head(ByteWriter out, RandomId clientId, RandomId group, long epoch, long counter) {
        out.bytes(clientId.bytes()).bytes(group.bytes()).u64(epoch).u64(counter);
    }

    /** Devices with the number of their welcome, then the welcomes in the order in which they are first named. */
    private static void added(ByteWriter out, List<DeliveryFrame.Added> added) {
        List<byte[]> welcomes = new ArrayList<>();
        out.u8(added.size());
        for (DeliveryFrame.Added one : added) {
            int at = 0;
            while (at < welcomes.size() && !Bytes.equal(welcomes.get(at), one.welcome())) {
                at++;
            }
            if (at == welcomes.size()) {
                welcomes.add(one.welcome());
            }
            out.bytes(one.device().bytes()).u8(at);
        }
        for (byte[] welcome : welcomes) {
            out.vector(welcome);
        }
    }

    private static List<DeliveryFrame.Added> added(ByteReader in) throws Malformed {
        int count = in.u8();
        if (count > DeliveryFrame.ROUTED_MAX) {
            throw new Malformed("frame-routing");
        }
        List<Digest> devices = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        int welcomes = 0;
        for (int i = 0; i < count; i++) {
            devices.add(device(in));
            int at = in.u8();
            if (at > welcomes) {
                throw new Malformed("frame-welcome");
            }
            welcomes = Math.max(welcomes, at + 1);
            places.add(at);
        }
        distinct(devices);
        List<byte[]> bodies = new ArrayList<>();
        for (int i = 0; i < welcomes; i++) {
            byte[] body = in.vector(DeliveryFrame.COMMIT_BYTES_MAX);
            for (byte[] other : bodies) {
                if (Bytes.equal(other, body)) {
                    throw new Malformed("frame-welcome");
                }
            }
            bodies.add(body);
        }
        List<DeliveryFrame.Added> added = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            added.add(new DeliveryFrame.Added(devices.get(i), bodies.get(places.get(i))));
        }
        return added;
    }

    private static void devices(ByteWriter out, List<Digest> devices) {
        out.u8(devices.size());
        for (Digest device : devices) {
            out.bytes(device.bytes());
        }
    }

    private static List<Digest> devices(ByteReader in) throws Malformed {
        int count = in.u8();
        if (count > DeliveryFrame.ROUTED_MAX) {
            throw new Malformed("frame-routing");
        }
        List<Digest> devices = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            devices.add(device(in));
        }
        distinct(devices);
        return devices;
    }

    private static void distinct(List<Digest> devices) throws Malformed {
        if (new LinkedHashSet<>(devices).size() != devices.size()) {
            throw new Malformed("frame-routing");
        }
    }

    private static void hint(ByteWriter out, @Nullable CaseHint hint) {
        out.u8(hint == null ? 0 : 1);
        if (hint != null) {
            hint.write(out);
        }
    }

    private static @Nullable CaseHint hint(ByteReader in) throws Malformed {
        int there = in.u8();
        if (there > 1) {
            throw new Malformed("frame-shape");
        }
        return there == 0 ? null : CaseHint.read(in);
    }

    private static String hintCode(ByteReader in) throws Malformed {
        String code = Utf8.decode(in.vector(TEXT_BYTES_MAX));
        if (!Ids.kind(code)) {
            throw new Malformed("frame-code");
        }
        return code;
    }

    private static RandomId id(ByteReader in) throws Malformed {
        return RandomId.from(in.bytes(RandomId.LENGTH));
    }

    private static Digest device(ByteReader in) throws Malformed {
        return Digest.from(in.bytes(Digest.LENGTH));
    }
}
