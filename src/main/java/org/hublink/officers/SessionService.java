package org.hublink.officers;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.Set;
import org.hublink.platform.Database;
import org.hublink.primitives.Base64;
import org.hublink.primitives.Clock;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Randomness;
import org.hublink.primitives.Text;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.Act;
import org.hublink.protocol.Country;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.Part;
import org.hublink.protocol.Parts;
import org.hublink.protocol.SignIn;
import org.hublink.protocol.Subject;
import org.hublink.protocol.Verdict;
import org.hublink.protocol.VerifiedAct;
import org.hublink.transparency.PartShelf;
import org.hublink.transparency.Transparency;
import org.jspecify.annotations.Nullable;

/** Opens and ends sessions (V5). */
final class SessionService {
    /** Sessions of one device or operator; the oldest goes when another is opened. */
    static final int SESSIONS_MAX = 8;

    /** Ended sessions and old challenges stay so long, to tell 'used' from 'unknown'. */
    static final Duration KEPT = Duration.ofMinutes(10);

    private static final int TOKEN_BYTES = 32;

    private final Database database;
    private final Transparency log;
    private final Parties parties;

    /** What signing in needs beside database and log. */
    record Parties(
            OfficersSettings settings,
            SessionStore store,
            Challenges challenges,
            PartShelf shelf,
            Clock clock,
            Randomness randomness,
            Text text) {}

    SessionService(Database database, Transparency log, Parties parties) {
        this.database = database;
        this.log = log;
        this.parties = parties;
    }

    Future<SignedIn> signIn(Envelope envelope) {
        Act act;
        byte[] nonce;
        String origin;
        try {
            act = Act.read(envelope, parties.text());
            nonce = SignIn.nonce(envelope, parties.text());
            origin = Fields.of(act.body(), "sign-in").text("origin", 1, 200);
        } catch (Malformed refused) {
            return refused(refused.reason(), "The act is not well-formed.");
        }
        if (!origin.equals(parties.settings().origin())) {
            return refused("foreign-origin", "The act is meant for another server.");
        }
        return parties.challenges().use(nonce).compose(state -> switch (state) {
            case FRESH -> judged(envelope, act, nonce);
            case STALE -> refused("nonce-stale", "The challenge is over: ask for a new one.");
            case USED -> refused("nonce-used", "The challenge was answered before.");
            case UNKNOWN -> refused("nonce-unknown", "The challenge is not of this server.");
        });
    }

    Future<Boolean> end(String token) {
        return database.inTransaction(
                tx -> parties.store().end(tx, hash(token), parties.clock().now()));
    }

    static Digest hash(String token) {
        return Digest.of(Utf8.encode(token));
    }

    private Future<SignedIn> judged(Envelope envelope, Act act, byte[] nonce) {
        return switch (act.signer().type()) {
            case OPERATOR -> judged(envelope, nonce, Parts.NONE);
            case PERSONA -> refused("act-signer", "A persona has no session.");
            case DEVICE -> device(envelope, act, nonce);
        };
    }

    private Future<SignedIn> device(Envelope envelope, Act act, byte[] nonce) {
        Subject subject =
                Subject.device(new Country(act.signer().country()), act.signer().id());
        return log.judge((trust, moment) -> trust.newest(subject, moment)).compose(verdict -> {
            if (verdict instanceof Verdict.Trusted<LoggedStatement> trusted) {
                LoggedStatement device = trusted.value();
                return parties.shelf()
                        .fetch(device.index())
                        .compose(part -> judged(envelope, nonce, only(device, part)));
            }
            return refused(verdict);
        });
    }

    private Future<SignedIn> judged(Envelope envelope, byte[] nonce, Parts parts) {
        String origin = parties.settings().origin();
        return log.judge((trust, moment) ->
                        new Judged(SignIn.judge(trust, envelope, origin, nonce, parts, moment), moment.size()))
                .compose(judged -> judged.verdict() instanceof Verdict.Trusted<VerifiedAct> trusted
                        ? open(trusted.value(), judged.leaves())
                        : refused(judged.verdict()));
    }

    private record Judged(Verdict<VerifiedAct> verdict, long leaves) {}

    private Future<SignedIn> open(VerifiedAct act, long leaves) {
        Act.Signer signer = act.act().signer();
        String officer = act.officer() == null ? signer.id() : act.officer();
        Session session = new Session(signer.country(), signer.type(), signer.id(), officer, Set.of());
        String token = Base64.encodeUrl(parties.randomness().bytes(TOKEN_BYTES));
        long now = parties.clock().now();
        long expires = now + parties.settings().sessionLife().toSeconds();
        return database.inTransaction(
                        tx -> parties.store().open(tx, hash(token), session, leaves, now, expires, SESSIONS_MAX))
                .map(new SignedIn.Opened(
                        token, expires, parties.settings().sessionIdle().toSeconds()));
    }

    private static Parts only(LoggedStatement device, @Nullable Part part) {
        return (statement, n) -> n == 0 && statement.index() == device.index() ? part : null;
    }

    private static Future<SignedIn> refused(Verdict<?> verdict) {
        return verdict instanceof Verdict.Refused<?> refused
                ? refused(refused.reason().code(), "The log does not let this signer in.")
                : Future.failedFuture(new IllegalStateException("a trusted verdict is no refusal"));
    }

    private static Future<SignedIn> refused(String code, String detail) {
        return Future.succeededFuture(new SignedIn.Refused(code, detail));
    }
}
