package org.hublink.platform;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/** Reads a request's body up to a bound in bytes and in time. */
final class BoundedBody {
    static final Duration TIME_MAX = Duration.ofSeconds(30);

    /** Of a refused body so much is read and dropped, so that a client that writes before it reads gets its answer. */
    static final long DROPPED_BYTES_MAX = 16 << 20;

    private BoundedBody() {}

    static Future<Buffer> read(Vertx vertx, HttpServerRequest request, int bytesMax) {
        String length = request.getHeader("content-length");
        if (length != null && (!length.matches("[0-9]{1,18}") || Long.parseLong(length) > bytesMax)) {
            drop(vertx, request, 0);
            return Future.failedFuture(tooLarge(bytesMax));
        }
        Promise<Buffer> body = Promise.promise();
        Buffer bytes = Buffer.buffer();
        long timer = vertx.setTimer(
                TIME_MAX.toMillis(),
                id -> body.tryFail(HttpRefusal.of(408, "http.body-too-slow", "The body took too long to arrive.")));
        request.handler(chunk -> {
            if (bytes.length() + chunk.length() > bytesMax) {
                drop(vertx, request, bytes.length());
                body.tryFail(tooLarge(bytesMax));
            } else {
                bytes.appendBuffer(chunk);
            }
        });
        request.exceptionHandler(gone -> body.tryFail(
                HttpRefusal.of(400, "http.body-truncated", "The body ended before its announced length.")));
        request.endHandler(end -> body.tryComplete(bytes));
        request.resume();
        return body.future().onComplete(done -> vertx.cancelTimer(timer));
    }

    private static void drop(Vertx vertx, HttpServerRequest request, long before) {
        long[] dropped = {before};
        long timer =
                vertx.setTimer(TIME_MAX.toMillis(), id -> request.connection().close());
        request.exceptionHandler(gone -> vertx.cancelTimer(timer));
        request.endHandler(end -> vertx.cancelTimer(timer));
        request.handler(chunk -> {
            dropped[0] += chunk.length();
            if (dropped[0] > DROPPED_BYTES_MAX) {
                vertx.cancelTimer(timer);
                request.connection().close();
            }
        });
        request.resume();
    }

    private static HttpRefusal tooLarge(int bytesMax) {
        return HttpRefusal.of(413, "http.body-too-large", "The body may have at most " + bytesMax + " bytes.");
    }
}
