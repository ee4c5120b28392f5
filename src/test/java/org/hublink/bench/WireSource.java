package org.hublink.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.hublink.engine.FirstFollow;

/** Reads the log over real HTTP, compressed, a few tiles at a time, and counts the bytes of the answers' bodies. */
final class WireSource implements FirstFollow.Source {
    private static final int AT_ONCE = 4;

    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicLong bytes = new AtomicLong();
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final String origin;

    WireSource(String origin) {
        this.origin = origin;
    }

    long bytes() {
        return bytes.get();
    }

    @Override
    public byte[] get(String path) {
        return send(path).join();
    }

    @Override
    public List<byte[]> all(List<String> paths) {
        List<CompletableFuture<byte[]>> sent = new ArrayList<>();
        for (String path : paths) {
            free.acquireUninterruptibly();
            sent.add(send(path).whenComplete((done, failed) -> free.release()));
        }
        return sent.stream().map(CompletableFuture::join).toList();
    }

    private CompletableFuture<byte[]> send(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(origin + "/log/" + path))
                .header("accept-encoding", "gzip")
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
                .thenApply(this::plain);
    }

    private byte[] plain(HttpResponse<byte[]> answer) {
        if (answer.statusCode() != 200) throw new IllegalStateException(answer.statusCode() + " " + answer.uri());
        bytes.addAndGet(answer.body().length);
        if (!"gzip".equals(answer.headers().firstValue("content-encoding").orElse(""))) return answer.body();
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            return in.readAllBytes();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
