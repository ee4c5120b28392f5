package org.hublink.engine;

import org.hublink.primitives.Fields;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.Reason;
import org.hublink.protocol.Verdict;
import org.jspecify.annotations.Nullable;

/** A session at the server: opened by a signed act for the origin that this client connected to (V5), its token in memory only. */
final class Session {
    private static final String CHALLENGE = "/api/v1/officers/challenge";
    private static final String SESSIONS = "/api/v1/officers/sessions";
    private static final int NONCE_BYTES = 32;
    private static final int TOKEN_CHARS_MAX = 200;
    private static final long EARLY_SECONDS = 60;
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final JsonLimits LIMITS = new JsonLimits(16 * 1024, 4, 64, 4_096);

    private final Home home;
    private final VaultOwner owner;
    private final String origin;
    private @Nullable String token;
    private long expires;

    Session(Home home, VaultOwner owner, String origin) {
        this.home = home;
        this.owner = owner;
        this.origin = origin;
    }

    /** The country whose member reads here; empty for a root holder, who is of none. */
    String country() {
        if (owner instanceof VaultOwner.Device device) {
            return device.country();
        }
        return owner instanceof VaultOwner.Operator operator ? operator.country() : "";
    }

    /** The session's token, or null when there is none that still holds. */
    @Nullable
    String token() {
        return home.clock().now() + EARLY_SECONDS < expires ? token : null;
    }

    /** The server does not know it any more: the next wish signs in anew. */
    void drop() {
        token = null;
    }

    /** Opens a session if there is none; {@code then} goes on either way, refusals tell how it went. */
    void open(Draft draft, Following following, Refusals refusals, Draft.Then then) {
        if (token() != null) {
            then.go(draft);
            return;
        }
        draft.fetch(Call.post(CHALLENGE), (next, status, body) -> {
            if (status != OK && status != CREATED) {
                refusals.fail(next, Problem.of("signing in", status, body, home.text()));
                then.go(next);
                return;
            }
            answer(next, body, following, refusals, then);
        });
    }

    private void answer(Draft draft, byte[] challenge, Following following, Refusals refusals, Draft.Then then) {
        byte[] nonce;
        try {
            var fields = Fields.of(Json.read(challenge, LIMITS, home.text()), "challenge");
            nonce = fields.base64("nonce", NONCE_BYTES, NONCE_BYTES);
        } catch (Malformed malformed) {
            refusals.add(draft, "sign-in", Reason.MALFORMED, malformed.reason());
            then.go(draft);
            return;
        }
        var verdict = SignIn.act(owner, following.trust(), following.size(), following.root(), origin, nonce, home);
        if (verdict instanceof Verdict.Refused<Envelope> refused) {
            refusals.add(draft, "sign-in", refused);
            then.go(draft);
            return;
        }
        var act = ((Verdict.Trusted<Envelope>) verdict).value();
        byte[] body = Json.write(Json.obj().put("act", act.json()).build());
        draft.fetch(Call.postJson(SESSIONS, null, body), (next, status, session) -> {
            if (status != OK && status != CREATED) {
                refusals.fail(next, Problem.of("signing in", status, session, home.text()));
            } else {
                accept(next, session, refusals);
            }
            then.go(next);
        });
    }

    private void accept(Draft draft, byte[] session, Refusals refusals) {
        try {
            var fields = Fields.of(Json.read(session, LIMITS, home.text()), "session");
            token = fields.text("token", 1, TOKEN_CHARS_MAX);
            expires = fields.integer("expires", 0, Json.INTEGER_MAX);
        } catch (Malformed malformed) {
            refusals.add(draft, "sign-in", Reason.MALFORMED, malformed.reason());
        }
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
