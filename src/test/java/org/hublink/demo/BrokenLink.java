package org.hublink.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.LinkedHashSet;
import java.util.Set;

/** A link that breaks: passes connections on, and resets all of them each time so many more bytes have gone by. */
final class BrokenLink implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final ServerSocket door;
    private final int to;
    private final long between;
    private final Set<Socket> open = new LinkedHashSet<>();
    private int left;
    private int done;
    private long passed;
    private long next;

    /**
     * A link to a port of this machine.
     *
     * @param between bytes that go by, in both directions, before it breaks and before it breaks again
     * @param cuts how often it breaks
     */
    BrokenLink(int to, long between, int cuts) throws IOException {
        this.to = to;
        this.between = between;
        this.next = between;
        this.left = cuts;
        this.door = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    String origin() {
        return "http://127.0.0.1:" + door.getLocalPort();
    }

    /** How often it broke. */
    synchronized int cuts() {
        return done;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), to);
                synchronized (this) {
                    open.add(client);
                    open.add(server);
                }
                daemon(() -> pass(client, server));
                daemon(() -> pass(server, client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void pass(Socket from, Socket into) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (from;
                into) {
            InputStream in = from.getInputStream();
            OutputStream out = into.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                count(n);
                out.write(buffer, 0, n);
                out.flush();
            }
        } catch (IOException ended) {
            // Cut, or one side has closed.
            return;
        } finally {
            synchronized (this) {
                open.remove(from);
                open.remove(into);
            }
        }
    }

    private synchronized void count(int bytes) throws IOException {
        passed += bytes;
        if (left > 0 && passed >= next) {
            left--;
            done++;
            next = passed + between;
            for (Socket one : Set.copyOf(open)) {
                // A reset, as of a cable that is pulled: neither side gets to say goodbye.
                one.setSoLinger(true, 0);
                one.close();
            }
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "broken link");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
