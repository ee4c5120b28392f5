package org.hublink.messaging;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Base64;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.DeliveryFrames;
import org.hublink.protocol.DeliveryRefusal;
import org.hublink.protocol.RandomId;

/** A device that speaks to a node by HTTP. What it sends are bytes without meaning; the server must not care. */
final class Peer {
    final Digest device;
    DeliveryNode node;
    RandomId instance = newId();
    long counter;

    Peer(DeliveryNode node, Digest device) {
        this.node = node;
        this.device = device;
        if (claim(instance).statusCode() != 201) {
            throw new AssertionError("not claimed");
        }
    }

    Peer(DeliveryNode node, String name) {
        this(node, device(name));
    }

    static Digest device(String name) {
        return Digest.of(Utf8.encode(name));
    }

    static RandomId newId() {
        return RandomId.make(JvmHome.randomness());
    }

    HttpResponse<byte[]> claim(RandomId id) {
        return node.post("/instances", device.hex(), new JsonObject().put("instance", id.hex()));
    }

    /** A group of this device and these others, whom the first commit adds. */
    RandomId group(Peer... others) {
        RandomId group = newId();
        RandomId conversation = newId();
        expectTaken(send(new DeliveryFrame.Open(conversation, DeliveryFrame.Kind.CHAT, group, List.of())));
        if (others.length > 0) {
            expectTaken(send(commit(group, 0, List.of(others), List.of())));
        }
        return group;
    }

    DeliveryFrame.Commit commit(RandomId group, long epoch, List<Peer> added, List<Peer> removed) {
        List<DeliveryFrame.Added> welcomes = new ArrayList<>();
        added.forEach(peer -> welcomes.add(new DeliveryFrame.Added(peer.device, Utf8.encode("welcome"))));
        return new DeliveryFrame.Commit(
                newId(),
                group,
                epoch,
                ++counter,
                welcomes,
                removed.stream().map(peer -> peer.device).toList(),
                List.of(),
                Utf8.encode("commit on " + epoch),
                null);
    }

    DeliveryFrame.Send message(RandomId group, long epoch, String text) {
        return new DeliveryFrame.Send(newId(), group, epoch, ++counter, Utf8.encode(text), null);
    }

    List<DeliveryFrame> send(DeliveryFrame... frames) {
        HttpResponse<byte[]> answer = post(DeliveryFrames.write(Arrays.asList(frames)));
        if (answer.statusCode() != 200) {
            throw new AssertionError(Buffer.buffer(answer.body()).toString());
        }
        return frames(answer.body());
    }

    HttpResponse<byte[]> post(byte[] batch) {
        return DeliveryNode.send(node.request("/frames", device.hex())
                .header("content-type", "application/octet-stream")
                .header("hublink-instance", instance.hex())
                .POST(HttpRequest.BodyPublishers.ofByteArray(batch)));
    }

    HttpResponse<byte[]> putPackages(int n, boolean lastResort) {
        JsonArray packages = new JsonArray();
        for (int i = 0; i < n; i++) {
            packages.add(Base64.encode(newId().bytes()));
        }
        JsonObject body = new JsonObject().put("packages", packages);
        if (lastResort) {
            body.put("lastResort", Base64.encode(Utf8.encode("last " + device)));
        }
        return node.post("/key-packages", device.hex(), body, "hublink-instance", instance.hex());
    }

    JsonObject bundle(String desk) {
        return bundle(desk, "");
    }

    /** With a query that asks for one device. */
    JsonObject bundle(String desk, String query) {
        HttpResponse<byte[]> answer = node.get("/desks/" + desk + "/bundle" + query, device.hex());
        if (answer.statusCode() != 200) {
            throw new AssertionError(Buffer.buffer(answer.body()).toString());
        }
        return new JsonObject(Buffer.buffer(answer.body()));
    }

    /** All that comes after a place. */
    List<DeliveryFrame.Delivered> fetch(RandomId group, long after) {
        List<DeliveryFrame.Delivered> all = new ArrayList<>();
        long at = after;
        while (true) {
            JsonObject asked = new JsonObject()
                    .put(
                            "groups",
                            new JsonArray()
                                    .add(new JsonObject()
                                            .put("group", group.hex())
                                            .put("after", at)));
            List<DeliveryFrame> page =
                    frames(node.post("/fetch", device.hex(), asked).body());
            page.forEach(frame -> all.add((DeliveryFrame.Delivered) frame));
            if (page.isEmpty() || group.equals(RandomId.NONE)) {
                return all;
            }
            at = all.get(all.size() - 1).seq();
        }
    }

    static List<DeliveryFrame> frames(byte[] batch) {
        try {
            return DeliveryFrames.read(batch);
        } catch (Malformed refused) {
            throw new AssertionError(refused);
        }
    }

    static long expectTaken(List<DeliveryFrame> answers) {
        if (answers.size() == 1 && answers.get(0) instanceof DeliveryFrame.Taken taken) {
            return taken.seq();
        }
        throw new AssertionError(answers);
    }

    static DeliveryRefusal refusal(List<DeliveryFrame> answers) {
        if (answers.size() == 1 && answers.get(0) instanceof DeliveryFrame.Refused refused) {
            return refused.refusal();
        }
        throw new AssertionError(answers);
    }

    static List<String> texts(List<DeliveryFrame.Delivered> entries) {
        return entries.stream().map(entry -> text(entry.body())).toList();
    }

    static String text(byte[] body) {
        try {
            return Utf8.decode(body);
        } catch (Malformed refused) {
            throw new AssertionError(refused);
        }
    }
}
