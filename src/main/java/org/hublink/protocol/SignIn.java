package org.hublink.protocol;

import java.util.Set;
import org.hublink.primitives.Base64;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;

/**
 * The act by which a device or an operator opens a session (V5). The client names the origin that it connected to, so
 * that another server cannot pass the act on.
 */
public final class SignIn {
    public static final String KIND = "sign-in";
    public static final String CONTEXT = "sign-in";
    public static final int NONCE_BYTES = 32;

    private static final int ORIGIN_CHARS_MAX = 200;

    private SignIn() {}

    /**
     * Builds the act to be signed.
     *
     * @param id 32 hexadecimal digits of 16 random bytes
     * @param origin scheme, host and port that the client connected to
     * @param nonce the server's 32 bytes
     */
    public static Act act(
            String id, Act.Signer signer, long size, Digest root, long time, String origin, byte[] nonce) {
        if (nonce.length != NONCE_BYTES || origin.isEmpty() || origin.length() > ORIGIN_CHARS_MAX) {
            throw new IllegalArgumentException("sign-in");
        }
        Json.Obj body = Json.obj()
                .put("origin", origin)
                .put("nonce", Base64.encode(nonce))
                .build();
        return new Act(KIND, id, CONTEXT, signer, size, root, time, null, body);
    }

    /** The nonce that an envelope names, for looking up the challenge; nothing is checked by it. */
    public static byte[] nonce(Envelope envelope, Text text) throws Malformed {
        Fields body = Fields.of(Act.read(envelope, text).body(), "sign-in");
        return body.base64("nonce", NONCE_BYTES, NONCE_BYTES);
    }

    /**
     * Judges a sign-in: the server's own origin, its nonce (which it takes once only), a clock within 5 minutes, and a
     * signer whose statement is the newest and in force now, not only at his checkpoint.
     */
    public static Verdict<VerifiedAct> judge(
            Trust trust, Envelope envelope, String origin, byte[] nonce, Parts parts, Moment moment) {
        Verdict<VerifiedAct> verdict = trust.act(envelope, new ActPlace(KIND, CONTEXT, Set.of(), parts), moment);
        if (!(verdict instanceof Verdict.Trusted<VerifiedAct> trusted)) {
            return verdict;
        }
        Act act = trusted.value().act();
        try {
            Fields body = Fields.of(act.body(), "sign-in");
            String named = body.text("origin", 1, ORIGIN_CHARS_MAX);
            byte[] answered = body.base64("nonce", NONCE_BYTES, NONCE_BYTES);
            body.end();
            if (!named.equals(origin) || !Bytes.equal(answered, nonce)) {
                return Verdict.refused(Reason.ACT_CONTEXT, "meant for another origin or challenge");
            }
        } catch (Malformed refused) {
            return Verdict.refused(refused);
        }
        if (act.time() < moment.time() - Trust.CLOCK_SKEW_SECONDS_MAX) {
            return Verdict.refused(Reason.CLOCK_OFF, "signed " + (moment.time() - act.time()) + " s ago");
        }
        if (trusted.value().signerSinceRevoked()) {
            return Verdict.refused(Reason.SIGNER_REVOKED, act.signer().id());
        }
        Subject subject = trusted.value().signer().leaf().subject();
        Verdict<LoggedStatement> now = trust.newest(subject, moment);
        if (now instanceof Verdict.Refused<LoggedStatement> refused) {
            return refused.as();
        }
        LoggedStatement newest = now.valueOrNull();
        return newest != null && newest.index() == trusted.value().signer().index()
                ? verdict
                : Verdict.refused(Reason.VERSION_OLD, "a newer statement is logged");
    }
}
