package org.hublink.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.hublink.client.Ended;
import org.hublink.client.HttpHome;

/** Stands before the server, hands everything on, and keeps what clients send. */
final class Relay implements AutoCloseable {
    private final ServerSocket door;
    private final int to;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<ByteArrayOutputStream> sent = new ArrayList<>();

    Relay(int to) throws IOException {
        this.to = to;
        this.door = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    HttpHome home() throws Ended {
        return HttpHome.at("http://127.0.0.1:" + door.getLocalPort(), null);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), to);
                var record = new ByteArrayOutputStream();
                synchronized (sent) {
                    sent.add(record);
                }
                threads.execute(() -> copy(client, server, record));
                threads.execute(() -> copy(server, client, new ByteArrayOutputStream()));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void copy(Socket from, Socket into, ByteArrayOutputStream record) {
        try (from;
                into;
                InputStream in = from.getInputStream();
                OutputStream out = into.getOutputStream()) {
            byte[] part = new byte[64 * 1024];
            for (int n = in.read(part); n >= 0; n = in.read(part)) {
                synchronized (record) {
                    record.write(part, 0, n);
                }
                out.write(part, 0, n);
                out.flush();
            }
        } catch (IOException gone) {
            // Either side has ended.
            return;
        }
    }

    /** What clients have sent, a connection each. */
    List<byte[]> sent() {
        List<byte[]> all = new ArrayList<>();
        synchronized (sent) {
            for (var record : sent) {
                synchronized (record) {
                    all.add(record.toByteArray());
                }
            }
        }
        return all;
    }

    @Override
    public void close() throws IOException {
        door.close();
        threads.shutdownNow();
    }
}
