package org.hublink.engine;

import org.hublink.primitives.Fields;
import org.hublink.primitives.Hex;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.Act;
import org.hublink.protocol.SigningKey;
import org.jspecify.annotations.Nullable;

/** V5: the server's nonce inside an act that this client built, for the origin that it connected to. The token lives in memory only. */
final class SignIn {
    private static final String CHALLENGE = "/api/v1/officers/challenge";
    private static final String SESSIONS = "/api/v1/officers/sessions";
    private static final String KIND = "sign-in";
    private static final int NONCE_BYTES = 32;
    private static final int ACT_ID_BYTES = 16;
    private static final int TOKEN_CHARS_MAX = 200;
    private static final long EARLY_SECONDS = 60;
    private static final JsonLimits LIMITS = new JsonLimits(16 * 1024, 4, 64, 4_096);

    private final Home home;
    private final String origin;
    private @Nullable String token;
    private long expires;

    SignIn(Home home, String origin) {
        this.home = home;
        this.origin = origin;
    }

    /** The session's token, or null when there is none that still holds. */
    @Nullable
    String token() {
        return home.clock().now() + EARLY_SECONDS < expires ? token : null;
    }

    void forget() {
        token = null;
    }

    /** The call for a nonce. */
    Call challenge() {
        return Call.postJson(CHALLENGE, null, Utf8.encode("{}"));
    }

    /** The call that answers it: signer, checkpoint and key are this client's own. */
    Call answer(byte[] challenge, Act.Signer signer, SigningKey key, Following following) throws Malformed {
        var fields = Fields.of(Json.read(challenge, LIMITS, home.text()), "challenge");
        byte[] nonce = fields.base64("nonce", NONCE_BYTES, NONCE_BYTES);
        var body = Json.obj().put("origin", origin).putBase64("nonce", nonce).build();
        var act = new Act(
                KIND,
                Hex.encode(home.randomness().bytes(ACT_ID_BYTES)),
                KIND,
                signer,
                following.size(),
                following.root(),
                home.clock().now(),
                null,
                body);
        return Call.postJson(
                SESSIONS,
                null,
                Json.write(Json.obj().put("act", act.signedBy(key).json()).build()));
    }

    void accept(byte[] session) throws Malformed {
        var fields = Fields.of(Json.read(session, LIMITS, home.text()), "session");
        token = fields.text("token", 1, TOKEN_CHARS_MAX);
        expires = fields.integer("expires", 0, Json.INTEGER_MAX);
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
