package org.hublink.prove;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.hublink.client.Ended;
import org.hublink.client.HttpHome;
import org.hublink.client.ServerCalls;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Hex;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.hublink.primitives.XWing;
import org.hublink.protocol.Act;
import org.hublink.protocol.Checkpoint;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.DeliveryFrames;
import org.hublink.protocol.DevicePart;
import org.hublink.protocol.RandomId;
import org.hublink.protocol.Role;
import org.hublink.protocol.SignIn;
import org.hublink.protocol.SigningKey;

/** A logged device that sends frames without meaning, whatever a client would do: the server must not rely on clients. */
final class FaultsRacer {
    private static final Home HOME = JvmHome.system();
    private static final int OK = 200;
    private static final long ANSWER_NANOS_MAX = TimeUnit.SECONDS.toNanos(60);
    private static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final String BYTES = "application/octet-stream";

    private final SigningKey key;
    private final DevicePart part;
    private final RandomId instance = RandomId.make(HOME.randomness());
    private String token = "";
    private long counter;

    FaultsRacer(String officer) {
        key = key(officer);
        part = new DevicePart(
                officer,
                key.publicKey(),
                key(officer + "/mls").publicKey(),
                new byte[XWing.PUBLIC_KEY_LENGTH],
                EnumSet.of(Role.OFFICER));
    }

    private static SigningKey key(String name) {
        return SigningKey.ed25519(Digest.of(Utf8.encode("racer " + name)).bytes());
    }

    /** What is to be logged of it. */
    DevicePart part() {
        return part;
    }

    Digest device() {
        try {
            return Digest.fromHex(part.id());
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Signs in and claims a fresh instance, once the log shows the device. */
    void signsIn(HttpHome http, String origin, Checkpoint head) throws Ended, Malformed {
        ServerCalls calls = new ServerCalls(http, HOME.text());
        Fields challenge = calls.fields(calls.post("/api/v1/officers/challenge", null), "challenge");
        Act act = SignIn.act(
                Hex.encode(HOME.randomness().bytes(RandomId.LENGTH)),
                new Act.Signer(Act.SignerType.DEVICE, "FR", part.id(), 1),
                head.size(),
                head.root(),
                HOME.clock().now(),
                origin,
                challenge.base64("nonce", SignIn.NONCE_BYTES, SignIn.NONCE_BYTES));
        Json opened = calls.post(
                "/api/v1/officers/sessions",
                null,
                Json.obj().put("act", act.signedBy(key).json()));
        token = calls.fields(opened, "session").text("token", 1, 200);
        calls.post("/api/v1/messaging/instances", token, Json.obj().put("instance", instance.hex()));
    }

    DeliveryFrame.Commit commit(RandomId group, long epoch, List<FaultsRacer> added) {
        return new DeliveryFrame.Commit(
                RandomId.make(HOME.randomness()),
                group,
                epoch,
                ++counter,
                added.stream()
                        .map(one -> new DeliveryFrame.Added(one.device(), Utf8.encode("welcome")))
                        .toList(),
                List.of(),
                List.of(),
                Utf8.encode("commit on " + epoch),
                null);
    }

    DeliveryFrame.Send message(RandomId group, long epoch) {
        byte[] body = Utf8.encode("message of " + epoch);
        return new DeliveryFrame.Send(RandomId.make(HOME.randomness()), group, epoch, ++counter, body, null);
    }

    DeliveryFrame.Open opens(RandomId group) {
        return new DeliveryFrame.Open(RandomId.make(HOME.randomness()), DeliveryFrame.Kind.CHAT, group, List.of());
    }

    /** The answer to one frame, which is sent again as long as there is none. */
    DeliveryFrame send(HttpHome http, DeliveryFrame frame) {
        Map<String, String> headers =
                Map.of("Authorization", "Bearer " + token, "Content-Type", BYTES, "Hublink-Instance", instance.hex());
        byte[] batch = DeliveryFrames.write(List.of(frame));
        long end = System.nanoTime() + ANSWER_NANOS_MAX;
        while (true) {
            HttpHome.Answer answer = http.call("POST", "/api/v1/messaging/frames", headers, batch);
            List<DeliveryFrame> frames = frames(answer);
            if (!frames.isEmpty()) {
                return frames.get(0);
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException("no answer to a frame: " + answer.status());
            }
            LockSupport.parkNanos(AGAIN_NANOS);
        }
    }

    /** Numbers of all that the server hands out of a group, in its order. */
    List<Long> handedOut(HttpHome http, RandomId group) {
        List<Long> all = new ArrayList<>();
        long after = 0;
        while (true) {
            JsonObject place = new JsonObject().put("group", group.hex()).put("after", after);
            List<DeliveryFrame> page = frames(http.call(
                    "POST",
                    "/api/v1/messaging/fetch",
                    Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json"),
                    new JsonObject()
                            .put("groups", new JsonArray().add(place))
                            .toBuffer()
                            .getBytes()));
            if (page.isEmpty()) {
                return all;
            }
            for (DeliveryFrame frame : page) {
                after = ((DeliveryFrame.Delivered) frame).seq();
                all.add(after);
            }
        }
    }

    private static List<DeliveryFrame> frames(HttpHome.Answer answer) {
        try {
            return answer.status() == OK ? DeliveryFrames.read(answer.body()) : List.of();
        } catch (Malformed broken) {
            throw new IllegalStateException(broken);
        }
    }
}
