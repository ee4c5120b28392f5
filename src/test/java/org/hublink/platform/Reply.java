package org.hublink.platform;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What a server answered; made by a client that is not Vert.x's. */
public record Reply(int status, String body, HttpResponse<String> whole) {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /** A request to be completed and sent. */
    public static HttpRequest.Builder to(String url) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(40));
    }

    public static Reply of(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body(), response);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    public static Reply get(String url) {
        return of(to(url).GET());
    }

    public static Reply post(String url, String json) {
        return of(to(url).header("content-type", "application/json").POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    public JsonObject json() {
        return new JsonObject(body);
    }

    /** The stable code of a problem. */
    public String code() {
        return json().getString("code");
    }

    public String header(String name) {
        return whole.headers().firstValue(name).orElse("");
    }
}
