package org.hublink.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.Part;
import org.hublink.protocol.PartJson;
import org.jspecify.annotations.Nullable;

/** The server's JSON routes as a program calls them: an answer, or {@link Ended} with the server's own reason code. */
public final class ServerCalls {
    private static final JsonLimits LIMITS = new JsonLimits(16 << 20, 12, 200_000, 2_000_000);
    private static final int OK_MIN = 200;
    private static final int OK_MAX = 299;
    private static final int SERVER_BUSY = 503;

    private final HttpHome http;
    private final Text text;

    public ServerCalls(HttpHome http, Text text) {
        this.http = http;
        this.text = text;
    }

    /** Where a statement came to lie. */
    public record Logged(long index, String digest) {}

    /**
     * Submits a statement with all its signatures.
     *
     * @param parts one for each digest of the header; null for one that the server does not get
     */
    public Logged submit(Envelope envelope, List<? extends @Nullable Part> parts) throws Ended {
        var body = Json.obj().put("envelope", envelope.json()).put("parts", PartJson.write(parts));
        var fields = fields(post("/api/v1/statements", null, body), "statement");
        try {
            return new Logged(fields.integer("index", 0, Json.INTEGER_MAX), fields.text("digest", 1, 64));
        } catch (Malformed malformed) {
            throw unexpected("/api/v1/statements", malformed);
        }
    }

    public Json post(String path, @Nullable String token, Json.Builder body) throws Ended {
        return post(path, token, body.build());
    }

    public Json post(String path, @Nullable String token, Json.Obj body) throws Ended {
        return json(path, call("POST", path, token, "application/json", Json.write(body)));
    }

    /** A POST without a body. */
    public Json post(String path, @Nullable String token) throws Ended {
        return json(path, call("POST", path, token, null, null));
    }

    public Json get(String path, @Nullable String token) throws Ended {
        return json(path, call("GET", path, token, null, null));
    }

    /** Sends any bytes; the answer's bytes come back if it is a success. */
    public byte[] call(
            String method, String path, @Nullable String token, @Nullable String contentType, byte @Nullable [] body)
            throws Ended {
        Map<String, String> headers = new LinkedHashMap<>();
        if (contentType != null) {
            headers.put("Content-Type", contentType);
        }
        if (token != null) {
            headers.put("Authorization", "Bearer " + token);
        }
        var answer = http.call(method, path, headers, body);
        if (!answer.reached()) {
            throw Ended.unreachable("The server " + http.origin() + " cannot be reached.");
        }
        if (answer.status() < OK_MIN || answer.status() > OK_MAX) {
            throw refused(path, answer);
        }
        return answer.body();
    }

    /** Opens an answer for strict reading. */
    public Fields fields(Json json, String what) throws Ended {
        try {
            return Fields.of(json, what);
        } catch (Malformed malformed) {
            throw unexpected(what, malformed);
        }
    }

    private Json json(String path, byte[] body) throws Ended {
        try {
            return body.length == 0 ? Json.obj().build() : Json.read(body, LIMITS, text);
        } catch (Malformed malformed) {
            throw unexpected(path, malformed);
        }
    }

    private static Ended unexpected(String what, Malformed malformed) {
        return Ended.refused("unexpected-answer", what + ": the answer cannot be read (" + malformed.reason() + ").");
    }

    private Ended refused(String path, HttpHome.Answer answer) {
        var code = "unexpected-answer";
        var detail = path + ": the server answered " + answer.status() + ".";
        try {
            var problem = Fields.of(Json.read(answer.body(), LIMITS, text), "problem");
            if (problem.has("code")) {
                code = problem.text("code", 1, 120);
                detail = problem.has("detail") ? problem.text("detail", 0, 1_000) : detail;
            }
        } catch (Malformed noProblem) {
            // Whoever answered is not our server: the status alone is said.
        }
        return new Ended(answer.status() == SERVER_BUSY ? ExitCode.UNREACHABLE : ExitCode.REFUSED, code, detail);
    }
}
