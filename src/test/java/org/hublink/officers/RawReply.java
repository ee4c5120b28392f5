package org.hublink.officers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Bytes of an answer. */
final class RawReply {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private RawReply() {}

    static byte[] get(String url) {
        try {
            HttpResponse<byte[]> answer = CLIENT.send(
                    HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new AssertionError(url + ": " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }
}
