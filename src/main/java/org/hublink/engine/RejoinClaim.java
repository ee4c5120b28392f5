package org.hublink.engine;

import org.hublink.primitives.Bytes;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;

/**
 * The body of an act {@code rejoin} (PROTOCOL M8): a member says that it cannot follow a group any more. It goes through the
 * group's log in the clear, because the epoch that the others are in is the one that its sender has no keys of; it says nothing
 * that the server does not see anyway.
 *
 * @param group in hexadecimal
 * @param epoch the last one that the sender has
 * @param authenticator SHA-256 of that epoch's authenticator: shows who was given another commit
 * @param reason why the commit was not taken
 * @param commit SHA-256 of the commit that was not taken
 * @param keyPackage a fresh one, by which the sender is taken in again
 */
@SuppressWarnings("ArrayRecordComponent") // Handed over, never shared.
record RejoinClaim(String group, long epoch, Digest authenticator, String reason, Digest commit, byte[] keyPackage) {
    static final String KIND = "rejoin";

    private static final int GROUP_CHARS = 32;
    private static final int REASON_CHARS_MAX = 64;
    private static final int PACKAGE_BYTES_MAX = 16 * 1024;
    private static final byte[] HEAD =
            Utf8.encode("{\"payloadType\":\"application/vnd.hublink.act." + KIND + ".v1+json\"");

    /** True for bytes that can be such an act and no message of MLS, which begins with a zero byte. */
    static boolean looks(byte[] body) {
        return body.length > HEAD.length && Bytes.equal(Bytes.slice(body, 0, HEAD.length), HEAD);
    }

    static RejoinClaim read(Json.Obj body) throws Malformed {
        Fields in = Fields.of(body, KIND);
        RejoinClaim claim = new RejoinClaim(
                in.text("group", GROUP_CHARS, GROUP_CHARS),
                in.integer("epoch", 0, Json.INTEGER_MAX),
                in.digest("authenticator"),
                in.text("reason", 1, REASON_CHARS_MAX),
                in.digest("commit"),
                in.base64("keyPackage", 1, PACKAGE_BYTES_MAX));
        in.end();
        return claim;
    }

    Json.Obj json() {
        return Json.obj()
                .put("group", group)
                .put("epoch", epoch)
                .put("authenticator", authenticator)
                .put("reason", reason)
                .put("commit", commit)
                .putBase64("keyPackage", keyPackage)
                .build();
    }
}
