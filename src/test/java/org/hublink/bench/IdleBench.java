package org.hublink.bench;

import static org.hublink.platform.TestDatabase.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.WebSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hublink.client.ServerKeys;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Home;

/**
 * {@code ./hub bench idle [--clients 2000]}: what a server, in a process of its own, needs for each device that is connected by
 * TLS and says nothing: on its heap after a collection, and outside it in the memory that the system counts as its own. The server
 * is started anew before it is measured, and a few clients have come and gone, so that what is there once is not counted.
 */
final class IdleBench implements BenchProgram {
    private static final int COUNTRIES = 20;
    private static final int WARM_UP_CLIENTS = 200;
    /** Until what the compilers make of the handshake is made. */
    private static final int WARM_UP_ROUNDS = 8;

    private static final int AT_A_TIME = 40;
    private static final double KIB_MAX = 30;
    /** More than one round of pings. */
    private static final long SETTLED_SECONDS = 40;

    /**
     * A heap that is whole from the start: what the system counts as the process's own grows by what lies outside it only, and
     * what lies in it is counted after a collection.
     */
    private static final List<String> SETTLED_HEAP =
            List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC");

    private static final Pattern USED =
            Pattern.compile("(?:heap|generation) +total [0-9]+K, used ([0-9]+)K", Pattern.CASE_INSENSITIVE);

    @Override
    public Map<String, Object> run(String[] args) throws Exception {
        int clients = Integer.parseInt(Program.option(args, "--clients", "2000"));
        boolean histogram = "true".equals(Program.option(args, "--histogram", "false"));
        Home home = JvmHome.system();
        Path folder = Files.createTempDirectory("hub-bench");
        ServerKeys keys = HubProcess.keys(folder, home.randomness());
        HubWorld world = new HubWorld(home.clock().now());
        HubWorld.Signed root = world.root(keys);
        List<HubDevices.SignedIn> devices;
        try (HubProcess hub = HubProcess.start(folder, root.header().digest(), List.of())) {
            devices = new HubDevices(home, hub)
                    .enlist(world, root, keys, COUNTRIES, (clients + COUNTRIES - 1) / COUNTRIES);
        }
        System.err.println(devices.size() + " devices have signed in");
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        String java = Program.option(args, "--java", "");
        List<String> options = java.isEmpty() ? SETTLED_HEAP : List.of(java.split(" ", -1));
        try (HubProcess hub = HubProcess.start(folder, root.header().digest(), options)) {
            // Held here: a client of Vert.x that nobody holds is closed with all its connections.
            HubStream streams = new HubStream(vertx, hub);
            for (int i = 0; i < WARM_UP_ROUNDS; i++) {
                for (WebSocket socket : connect(streams, devices.subList(0, WARM_UP_CLIENTS))) {
                    await(socket.close());
                }
            }
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));
            Memory before = memory(hub);
            if (histogram) {
                Files.writeString(folder.resolve("before.txt"), hub.jcmd("GC.class_histogram"));
            }
            List<WebSocket> sockets = connect(streams, devices.subList(0, clients));
            Memory connected = memory(hub);
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(SETTLED_SECONDS));
            Memory settled = memory(hub);
            if (histogram) {
                Files.writeString(folder.resolve("after.txt"), hub.jcmd("GC.class_histogram"));
                System.err.println("histograms in " + folder);
            }
            long open = sockets.stream().filter(socket -> !socket.isClosed()).count();
            Map<String, Object> closed = new TreeMap<>();
            sockets.stream()
                    .filter(WebSocket::isClosed)
                    .forEach(socket -> closed.merge(
                            socket.closeStatusCode() + " " + socket.closeReason(), 1, (a, b) -> (int) a + (int) b));
            streams.close();
            Map<String, Object> figures = figures(clients, open, before, connected, settled);
            figures.put("closed-by-code", closed);
            return figures;
        } finally {
            await(vertx.close());
        }
    }

    private record Memory(long heapKib, long residentKib) {}

    private static Memory memory(HubProcess hub) throws IOException, InterruptedException {
        // The first collection lets go what finalizers and cleaners still hold.
        hub.jcmd("GC.run");
        hub.jcmd("GC.run");
        String said = hub.jcmd("GC.heap_info");
        Matcher used = USED.matcher(said);
        long kib = 0;
        while (used.find()) {
            kib += Long.parseLong(used.group(1));
        }
        if (kib == 0) {
            throw new IllegalStateException("no heap in: " + said);
        }
        return new Memory(kib, hub.residentKib());
    }

    private static List<WebSocket> connect(HubStream streams, List<HubDevices.SignedIn> devices) {
        List<WebSocket> sockets = new ArrayList<>();
        for (int from = 0; from < devices.size(); from += AT_A_TIME) {
            List<Future<WebSocket>> some = new ArrayList<>();
            for (HubDevices.SignedIn device : devices.subList(from, Math.min(devices.size(), from + AT_A_TIME))) {
                some.add(streams.connect(device, (socket, batch) -> {}));
            }
            some.forEach(one -> sockets.add(await(one)));
        }
        return sockets;
    }

    private static Map<String, Object> figures(
            int clients, long open, Memory before, Memory connected, Memory settled) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("clients", clients);
        figures.put("still-connected-at-the-end", open);
        figures.put("kib-max", KIB_MAX);
        double heap = each(clients, settled.heapKib - before.heapKib);
        double outside = each(clients, settled.residentKib - before.residentKib);
        figures.put("heap-kib-per-client", heap);
        figures.put("outside-the-heap-kib-per-client", outside);
        figures.put("kib-per-client", Math.round((heap + outside) * 100) / 100.0);
        figures.put("heap-kib-per-client-just-connected", each(clients, connected.heapKib - before.heapKib));
        figures.put(
                "outside-the-heap-kib-per-client-just-connected",
                each(clients, connected.residentKib - before.residentKib));
        figures.put("server-without-clients", all(before));
        figures.put("server-with-clients", all(settled));
        figures.put("passed", open == clients && heap + outside <= KIB_MAX);
        return figures;
    }

    private static double each(int clients, long kib) {
        return Math.round(kib * 100.0 / clients) / 100.0;
    }

    private static Map<String, Object> all(Memory memory) {
        Map<String, Object> figure = new LinkedHashMap<>();
        figure.put("heap-mib", memory.heapKib / 1_024);
        figure.put("resident-mib", memory.residentKib / 1_024);
        return figure;
    }
}
