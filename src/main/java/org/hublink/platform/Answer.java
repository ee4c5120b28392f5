package org.hublink.platform;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/** What a room says to a request; {@link Web} alone turns it into HTTP. */
public sealed interface Answer {
    int status();

    /** 200 with a JSON body. */
    static Answer ok(JsonObject body) {
        return new Json(200, body);
    }

    /** 201 with a JSON body. */
    static Answer created(JsonObject body) {
        return new Json(201, body);
    }

    /** 200 with other bytes; {@code cacheControl} is the header's whole value, such as {@code no-store}. */
    static Answer bytes(String contentType, Buffer body, String cacheControl) {
        return new Bytes(200, contentType, body, cacheControl);
    }

    /**
     * A refusal as problem+json (RFC 9457).
     *
     * @param status 400 to 599
     * @param code stable reason {@code <room>.<kebab-reason>}
     * @param detail one sentence for a person; never a subject, a name or an inner error
     */
    static Answer refused(int status, String code, String detail) {
        return new Refused(status, code, detail, new JsonObject());
    }

    /** A refusal with further members, such as {@code index} or {@code retryAfterSeconds}. */
    static Answer refused(int status, String code, String detail, JsonObject more) {
        return new Refused(status, code, detail, more.copy());
    }

    record Json(int status, JsonObject body) implements Answer {}

    record Bytes(int status, String contentType, Buffer body, String cacheControl) implements Answer {}

    record Refused(int status, String code, String detail, JsonObject more) implements Answer {
        public Refused {
            if (status < 400 || status > 599 || !code.matches("[a-z]+\\.[a-z0-9]+(-[a-z0-9]+)*")) {
                throw new IllegalArgumentException("not a refusal: " + status + " " + code);
            }
        }

        JsonObject problem() {
            JsonObject problem = new JsonObject()
                    .put("type", "urn:hublink:problem:" + code)
                    .put("title", code.substring(code.indexOf('.') + 1).replace('-', ' '))
                    .put("status", status)
                    .put("code", code)
                    .put("detail", detail);
            return problem.mergeIn(more);
        }
    }
}
