package org.hublink.protocol;

import org.hublink.primitives.Bytes;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;

/**
 * What a {@code sign-in} act says: the origin that the client connected to, as it saw it, and the server's nonce (V5).
 *
 * @param origin such as {@code https://hub.example}, without a path
 * @param nonce 32 bytes
 */
public record SignInBody(String origin, byte[] nonce) {
    public static final String KIND = "sign-in";
    public static final String CONTEXT = "sign-in";
    public static final int NONCE_LENGTH = 32;
    public static final int ORIGIN_CHARS_MAX = 200;

    public SignInBody {
        nonce = nonce.clone();
        if (nonce.length != NONCE_LENGTH || origin.isEmpty() || origin.length() > ORIGIN_CHARS_MAX) {
            throw new IllegalArgumentException("no sign-in");
        }
    }

    public static SignInBody read(Json.Obj body) throws Malformed {
        Fields fields = Fields.of(body, "sign-in");
        SignInBody read = new SignInBody(
                fields.text("origin", 1, ORIGIN_CHARS_MAX), fields.base64("nonce", NONCE_LENGTH, NONCE_LENGTH));
        fields.end();
        return read;
    }

    public Json.Obj json() {
        return Json.obj().put("origin", origin).putBase64("nonce", nonce).build();
    }

    /** A copy. */
    @Override
    public byte[] nonce() {
        return nonce.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignInBody that && origin.equals(that.origin) && Bytes.equal(nonce, that.nonce);
    }

    @Override
    public int hashCode() {
        return origin.hashCode();
    }
}
