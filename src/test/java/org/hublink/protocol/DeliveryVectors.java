package org.hublink.protocol;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Base64;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Utf8;

/** Makes {@code frames.json} of {@code src/test/vectors}: batches of delivery frames, and the reader's verdict on them. */
final class DeliveryVectors {
    private final JsonArray cases = new JsonArray();

    private DeliveryVectors() {}

    static String text() {
        return new JsonObject()
                        .put("kind", "frames")
                        .put("cases", new DeliveryVectors().all())
                        .encodePrettily()
                + "\n";
    }

    private JsonArray all() {
        List<byte[]> each = new ArrayList<>();
        for (DeliveryFrame frame : SampleFrames.all()) {
            byte[] bytes = DeliveryFrames.write(frame);
            each.add(bytes);
            add("one " + frame.getClass().getSimpleName(), bytes, "taken");
        }
        byte[] open = each.get(0);
        byte[] commit = each.get(1);
        byte[] send = each.get(2);
        byte[] refused = each.get(6);
        byte[] whole = Bytes.concat(each.toArray(byte[][]::new));
        add("one of each kind", whole, "taken");
        add("nothing", new byte[0], "taken");
        add("cut short", Bytes.slice(whole, 0, whole.length - 1), "truncated");
        add("a byte behind it", Bytes.concat(each.get(3), new byte[1]), "frame-type");
        add("a type that is none", altered(open, 0, 6), "frame-type");
        add("more frames than a batch holds", many(DeliveryFrames.BATCH_FRAMES_MAX + 1), "frames-too-many");
        add("as many frames as a batch holds", many(DeliveryFrames.BATCH_FRAMES_MAX), "taken");
        add("a kind of conversation that is none", altered(open, 18, 'd'), "frame-code");
        add("more desks than a group has", altered(open, 38, 9), "frame-shape");
        add("one desk twice", oneDeskTwice(), "frame-shape");
        add("an epoch beyond 63 bits", altered(send, 33, 0x80), "u64-out-of-range");
        add("a flag that is neither", flagged(2), "frame-shape");
        add("a hint's code that is none", altered(send, send.length - 12, 'Z'), "hint-code");
        add("a hint's time beyond all times", altered(send, send.length - 8, 0x7f), "hint-due");
        add("a refusal that is none", altered(refused, refused.length - 1, 'T'), "frame-code");
        // 1 type, 32 ids, 16 counts; then the number of added and, device by device, 32 bytes and the welcome's number.
        add("a welcome named before its turn", altered(commit, 49 + 1 + 32, 1), "frame-welcome");
        add("a welcome's number spent on equal bytes", equalWelcomes(), "frame-welcome");
        add("a device added twice", devicesOf(commit, 50 + 33, 50), "frame-routing");
        add("more added than one commit may", altered(commit, 49, DeliveryFrame.ROUTED_MAX + 1), "frame-routing");
        add("a hint that is no code", hint("Key packages"), "frame-code");
        return cases;
    }

    private void add(String name, byte[] bytes, String verdict) {
        cases.add(new JsonObject()
                .put("name", name)
                .put("bytes", Base64.encode(bytes))
                .put("verdict", verdict));
    }

    private static byte[] altered(byte[] bytes, int at, int value) {
        byte[] out = bytes.clone();
        out[at] = (byte) value;
        return out;
    }

    private static byte[] devicesOf(byte[] commit, int to, int from) {
        byte[] out = commit.clone();
        System.arraycopy(commit, from, out, to, 32);
        return out;
    }

    private static byte[] many(int frames) {
        byte[][] all = new byte[frames][];
        for (int i = 0; i < frames; i++) {
            all[i] = DeliveryFrames.write(new DeliveryFrame.Ack(SampleFrames.id("group"), i));
        }
        return Bytes.concat(all);
    }

    private static byte[] oneDeskTwice() {
        DeliveryFrame.Place place = new DeliveryFrame.Place("FR-CSE-247", CaseParty.REQUESTER);
        return DeliveryFrames.write(new DeliveryFrame.Open(
                SampleFrames.id("c"), DeliveryFrame.Kind.CASE, SampleFrames.id("g"), List.of(place, place)));
    }

    private static byte[] flagged(int flag) {
        byte[] plain = DeliveryFrames.write(
                new DeliveryFrame.Send(SampleFrames.id("s"), SampleFrames.id("g"), 1, 1, new byte[3], null));
        return altered(plain, plain.length - 1, flag);
    }

    private static byte[] equalWelcomes() {
        ByteWriter out = new ByteWriter().u8(2);
        out.bytes(SampleFrames.id("c").bytes()).bytes(SampleFrames.id("g").bytes());
        out.u64(1).u64(1).u8(2);
        out.bytes(SampleFrames.device("a").bytes()).u8(0);
        out.bytes(SampleFrames.device("b").bytes()).u8(1);
        return out.vector(new byte[4])
                .vector(new byte[4])
                .u8(0)
                .vector(new byte[1])
                .u8(0)
                .toBytes();
    }

    private static byte[] hint(String code) {
        return new ByteWriter().u8(69).vector(Utf8.encode(code)).toBytes();
    }
}
