package org.hublink.prove;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A client's way to the nodes: it leads to one of them, breaks every connection when told to, and on bad days breaks each
 * somewhere in the middle, in the answer as often as in the question.
 */
final class FaultsProxy implements AutoCloseable {
    private static final int PART_BYTES = 8 * 1024;
    private static final int CONNECT_MILLIS_MAX = 2_000;
    private static final long WHOLE = Long.MAX_VALUE;
    private static final int BROKEN_AFTER_BYTES_MAX = 24 * 1024;

    private final ServerSocket door;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicLong chance;
    private volatile int port;
    private volatile boolean bad;

    FaultsProxy(int port, long seed) throws IOException {
        this.port = port;
        this.chance = new AtomicLong(seed);
        this.door = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    String origin() {
        return "http://127.0.0.1:" + door.getLocalPort();
    }

    /** New connections lead to that node; the old ones are broken. */
    void to(int node) {
        port = node;
        cut();
    }

    /** From now on each connection breaks sooner or later, or none does. */
    void bad(boolean on) {
        bad = on;
        if (!on) {
            cut();
        }
    }

    void cut() {
        sockets.forEach(FaultsProxy::close);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                threads.execute(() -> connect(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket client) {
        Socket server = new Socket();
        sockets.add(client);
        sockets.add(server);
        try {
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS_MAX);
            long bytes = bad
                    ? new java.util.SplittableRandom(chance.incrementAndGet()).nextInt(BROKEN_AFTER_BYTES_MAX)
                    : WHOLE;
            AtomicLong left = new AtomicLong(bytes);
            threads.execute(() -> copy(client, server, left));
            copy(server, client, left);
        } catch (IOException away) {
            close(client);
        } finally {
            close(client);
            close(server);
            sockets.remove(client);
            sockets.remove(server);
        }
    }

    private static void copy(Socket from, Socket into, AtomicLong left) {
        byte[] part = new byte[PART_BYTES];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = into.getOutputStream();
            for (int n = in.read(part); n >= 0; n = in.read(part)) {
                long may = left.getAndAdd(-n);
                out.write(part, 0, (int) Math.max(0, Math.min(may, n)));
                out.flush();
                if (may <= n) {
                    break;
                }
            }
        } catch (IOException gone) {
            // Either side has ended; so does the other.
        }
        close(from);
        close(into);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException ignored) {
            // It is gone.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
        threads.shutdownNow();
    }
}
