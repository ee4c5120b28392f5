package org.hublink.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.hublink.client.Ended;
import org.hublink.client.HttpHome;
import org.hublink.client.ServerCalls;
import org.hublink.client.ServerKeys;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Hex;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Act;
import org.hublink.protocol.NoteKey;
import org.hublink.protocol.RandomId;
import org.hublink.protocol.SignIn;
import org.hublink.protocol.SignedCheckpoint;

/** Registers devices in the log of a server and signs them in, as clients do it, several at a time. */
final class HubDevices {
    private static final int AT_A_TIME = 16;
    private static final long PUBLISHED_NANOS_MAX = TimeUnit.SECONDS.toNanos(60);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int ID_BYTES = 16;

    private final Home home;
    private final HttpHome http;
    private final ServerCalls calls;
    private final String origin;

    HubDevices(Home home, HubProcess hub) throws Ended {
        this.home = home;
        this.http = hub.http();
        this.calls = new ServerCalls(http, home.text());
        this.origin = hub.origin();
    }

    /** A device that may speak. */
    record SignedIn(HubWorld.Device device, String token, RandomId instance) {}

    /**
     * Logs root, countries and devices; signs all devices in and claims an instance for each.
     *
     * @param each devices of each country
     */
    List<SignedIn> enlist(HubWorld world, HubWorld.Signed root, ServerKeys keys, int countries, int each)
            throws Ended, InterruptedException {
        submit(root);
        List<Callable<HubWorld.Device>> devices = new ArrayList<>();
        for (int i = 0; i < countries; i++) {
            String country = HubWorld.country(i);
            submit(world.authority(country));
            for (int n = 0; n < each; n++) {
                int number = n;
                devices.add(() -> {
                    HubWorld.Device device = world.device(country, number);
                    submit(device.statement());
                    return device;
                });
            }
        }
        List<HubWorld.Device> logged = all(devices);
        SignedCheckpoint head = published(keys, 1L + countries + logged.size());
        List<Callable<SignedIn>> sessions = new ArrayList<>();
        for (HubWorld.Device device : logged) {
            sessions.add(() -> signIn(device, head));
        }
        return all(sessions);
    }

    private void submit(HubWorld.Signed statement) throws Ended {
        calls.submit(statement.envelope(), statement.parts());
    }

    private SignedCheckpoint published(ServerKeys keys, long leaves) {
        NoteKey log = new NoteKey(HubWorld.LOG, keys.log().publicKey());
        NoteKey cosigner = NoteKey.cosigner(HubWorld.LOG, keys.cosigner().publicKey());
        long end = System.nanoTime() + PUBLISHED_NANOS_MAX;
        while (System.nanoTime() < end) {
            HttpHome.Answer answer = http.call("GET", "/log/checkpoint", Map.of(), null);
            SignedCheckpoint head = HubProcess.answered(answer)
                    ? SignedCheckpoint.read(answer.body(), log, cosigner).valueOrNull()
                    : null;
            if (head != null && head.size() >= leaves) {
                return head;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        throw new IllegalStateException("not published");
    }

    private SignedIn signIn(HubWorld.Device device, SignedCheckpoint head) throws Ended, Malformed, IOException {
        Fields challenge = calls.fields(calls.post("/api/v1/officers/challenge", null), "challenge");
        byte[] nonce = challenge.base64("nonce", SignIn.NONCE_BYTES, SignIn.NONCE_BYTES);
        Act act = SignIn.act(
                Hex.encode(home.randomness().bytes(ID_BYTES)),
                new Act.Signer(Act.SignerType.DEVICE, device.country(), device.id(), 1),
                head.size(),
                head.root(),
                home.clock().now(),
                origin,
                nonce);
        Json opened = calls.post(
                "/api/v1/officers/sessions",
                null,
                Json.obj().put("act", act.signedBy(device.key()).json()));
        String token = calls.fields(opened, "session").text("token", 1, 200);
        RandomId instance = RandomId.make(home.randomness());
        calls.post("/api/v1/messaging/instances", token, Json.obj().put("instance", instance.hex()));
        return new SignedIn(device, token, instance);
    }

    private static <T> List<T> all(List<Callable<T>> work) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            List<T> done = new ArrayList<>();
            for (Future<T> one : threads.invokeAll(work)) {
                done.add(one.get());
            }
            return done;
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
