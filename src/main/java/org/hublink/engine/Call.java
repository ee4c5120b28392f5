package org.hublink.engine;

import org.jspecify.annotations.Nullable;

/**
 * One request to the server. The bytes change hands: neither side may write to them afterwards.
 *
 * @param path begins with {@code /}; the home knows the server
 * @param token the session's bearer token, if the route wants one
 * @param body none for a GET
 * @param instance the header {@code Hublink-Instance}, where the route wants one (PROTOCOL V2)
 */
@SuppressWarnings("ArrayRecordComponent") // Handed over, never shared.
public record Call(
        String method,
        String path,
        @Nullable String contentType,
        @Nullable String token,
        byte @Nullable [] body,
        @Nullable String instance) {
    public Call(
            String method, String path, @Nullable String contentType, @Nullable String token, byte @Nullable [] body) {
        this(method, path, contentType, token, body, null);
    }

    /** The same request in the name of an instance. */
    Call under(@Nullable String named) {
        return new Call(method, path, contentType, token, body, named);
    }

    static Call getJson(String path, @Nullable String token) {
        return new Call("GET", path, null, token, null);
    }

    static Call get(String path) {
        return new Call("GET", path, null, null, null);
    }

    static Call post(String path) {
        return new Call("POST", path, null, null, null);
    }

    static Call postJson(String path, @Nullable String token, byte[] body) {
        return new Call("POST", path, "application/json", token, body);
    }

    static Call bytes(String method, String path, @Nullable String token, byte @Nullable [] body) {
        return new Call(method, path, body == null ? null : "application/octet-stream", token, body);
    }

    static Call postBytes(String path, @Nullable String token, byte[] body) {
        return new Call("POST", path, "application/octet-stream", token, body);
    }

    /** Method and path: a token or a body never reaches a log. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
