package org.hublink.officers;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.hublink.engine.Apply;
import org.hublink.engine.Approve;
import org.hublink.engine.Ceremony;
import org.hublink.engine.Invite;
import org.hublink.engine.OwnKey;
import org.hublink.engine.Revoke;
import org.hublink.engine.SignIn;
import org.hublink.engine.VaultOwner;
import org.hublink.jvm.JvmHome;
import org.hublink.platform.DatabaseAddress;
import org.hublink.platform.PartsJson;
import org.hublink.platform.Reply;
import org.hublink.primitives.Base64;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Randomness;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.Application;
import org.hublink.protocol.AuthorityFacts;
import org.hublink.protocol.CardPart;
import org.hublink.protocol.Country;
import org.hublink.protocol.EntryBundle;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.Header;
import org.hublink.protocol.Invitation;
import org.hublink.protocol.Ledger;
import org.hublink.protocol.NoteKey;
import org.hublink.protocol.Part;
import org.hublink.protocol.RevocationFacts;
import org.hublink.protocol.Role;
import org.hublink.protocol.RootFacts;
import org.hublink.protocol.SealedApplication;
import org.hublink.protocol.Signature;
import org.hublink.protocol.SignedCheckpoint;
import org.hublink.protocol.Trust;
import org.hublink.protocol.Verdict;
import org.hublink.transparency.LogKeys;
import org.hublink.transparency.LogSettings;
import org.jspecify.annotations.Nullable;

/**
 * A hub with its root, France and Brazil, each with three operators of whom two sign. People act through the client's own
 * flows and reach the node by HTTP only.
 */
final class Hub {
    static final String ORIGIN = "hublink.example/log";
    static final long DAY = 86_400;
    static final Country FR = new Country("FR");
    static final CardPart CARD = new CardPart(
            "Élodie Vasseur-Quirin", "Brigade des mineurs de Lyon", List.of("fr", "en"), "+33 199 00 12 34");

    final Station station;
    final Map<String, OwnKey> keys = new LinkedHashMap<>();
    final List<OwnKey> rootKeys = new ArrayList<>();
    final Header root;
    private final LogKeys logKeys;
    private final Ledger ledger;
    final Trust trust;

    Hub(Vertx vertx, DatabaseAddress address, Path data) {
        Randomness randomness = JvmHome.randomness();
        for (int i = 0; i < 3; i++) {
            rootKeys.add(OwnKey.ed25519(randomness));
        }
        logKeys = new LogKeys(
                OwnKey.ed25519(randomness).signing(), OwnKey.ed25519(randomness).signing());
        RootFacts facts = new RootFacts(
                ORIGIN,
                2,
                rootKeys.stream().map(OwnKey::publicKey).toList(),
                logKeys.log().publicKey(),
                logKeys.cosigner().publicKey(),
                null);
        root = Ceremony.root(1, facts, Station.NOW - DAY, Station.NOW + 300 * DAY);
        ledger = new Ledger(Ceremony.pin(root), JvmHome.system().text());
        trust = new Trust(ledger);
        station = new Station(vertx, address, data, logKeys, ORIGIN, Ceremony.pin(root));
        logged(publish(rootSigned(root, 0, 1), List.of()));
        authority("FR", 1, "fr-op-a", "fr-op-b", "fr-op-c");
        authority("BR", 1, "br-op-a", "br-op-b", "br-op-c");
    }

    LogKeys logKeys() {
        return logKeys;
    }

    LogSettings settings(Path data) {
        return new LogSettings(ORIGIN, Ceremony.pin(root), data, false);
    }

    long now() {
        return station.clock.get();
    }

    Envelope rootSigned(Header header, int... holders) {
        Envelope envelope = Ceremony.begin(header, rootKeys.get(holders[0]).signing());
        for (int i = 1; i < holders.length; i++) {
            envelope = joined(envelope, header, rootKeys.get(holders[i]));
        }
        return envelope;
    }

    private static Envelope joined(Envelope envelope, Header header, OwnKey key) {
        try {
            return Ceremony.join(envelope, header, key.signing());
        } catch (Malformed refused) {
            throw new AssertionError(refused);
        }
    }

    void authority(String country, int version, String... operators) {
        List<AuthorityFacts.Operator> list = new ArrayList<>();
        for (String operator : operators) {
            OwnKey key = keys.computeIfAbsent(operator, name -> OwnKey.ed25519(JvmHome.randomness()));
            list.add(new AuthorityFacts.Operator(operator, List.of(key.publicKey())));
        }
        Header header = Ceremony.authority(
                new Country(country), version, new AuthorityFacts(2, list), now() - 60, now() + 200 * DAY);
        logged(publish(rootSigned(header, 0, 2), List.of()));
    }

    /** Straight to the log, as an offline ceremony does. */
    Reply publish(Envelope envelope, List<@Nullable Part> parts) {
        return station.post("/api/v1/statements", statement(envelope, parts), null);
    }

    static JsonObject statement(Envelope envelope, List<@Nullable Part> parts) {
        return new JsonObject().put("envelope", json(envelope)).put("parts", PartsJson.json(parts));
    }

    static JsonObject json(Envelope envelope) {
        try {
            return new JsonObject(Utf8.decode(envelope.bytes()));
        } catch (Malformed impossible) {
            throw new AssertionError(impossible);
        }
    }

    static long logged(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return reply.json().getLong("index");
    }

    /** Follows the log as any client does: checkpoint, entries, root. */
    SignedCheckpoint follow() {
        NoteKey log = new NoteKey(ORIGIN, logKeys.log().publicKey());
        NoteKey cosigner = NoteKey.cosigner(ORIGIN, logKeys.cosigner().publicKey());
        long wanted = station.log.moment().size();
        long end = System.nanoTime() + 20_000_000_000L;
        while (true) {
            Reply note = station.get("/log/checkpoint", null);
            SignedCheckpoint shown = SignedCheckpoint.read(Utf8.encode(note.body()), log, cosigner)
                    .valueOrNull();
            if (shown != null && shown.size() >= wanted) {
                read(shown.size());
                return shown;
            }
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(20_000_000);
        }
    }

    private void read(long size) {
        try {
            long from = ledger.size();
            List<byte[]> entries = new ArrayList<>();
            for (LogEntry entry : LogEntry.all(station, size)) {
                entries.add(entry.bytes());
            }
            for (long i = from; i < size; i++) {
                ledger.add(entries.get((int) i));
            }
        } catch (Malformed refused) {
            throw new AssertionError(refused);
        }
    }

    /** One leaf as the tiles give it. */
    record LogEntry(byte[] bytes) {
        static List<LogEntry> all(Station station, long size) throws Malformed {
            String path = "/log/tile/entries/000" + (size % 256 == 0 ? "" : ".p/" + size);
            byte[] bundle = RawReply.get(station.door.origin() + path);
            List<LogEntry> all = new ArrayList<>();
            for (byte[] one : EntryBundle.read(bundle, (int) size)) {
                all.add(new LogEntry(one));
            }
            return all;
        }
    }

    VaultOwner operator(String id) {
        return new VaultOwner.Operator(id.substring(0, 2).toUpperCase(Locale.ROOT), id, key(id));
    }

    OwnKey key(String operator) {
        OwnKey key = keys.get(operator);
        assertThat(key).isNotNull();
        return Objects.requireNonNull(key);
    }

    byte[] nonce() {
        Reply challenge = station.post("/api/v1/officers/challenge", new JsonObject(), null);
        assertThat(challenge.status()).as(challenge.body()).isEqualTo(201);
        return bytes(challenge.json().getString("nonce"));
    }

    static byte[] bytes(String base64) {
        try {
            return Base64.decode(base64);
        } catch (Malformed refused) {
            throw new AssertionError(refused);
        }
    }

    Reply signIn(VaultOwner owner) {
        SignedCheckpoint head = follow();
        Verdict<Envelope> act =
                SignIn.act(owner, trust, head.size(), head.root(), station.door.origin(), nonce(), station.home);
        return send(trusted(act));
    }

    Reply send(Envelope act) {
        return station.post("/api/v1/officers/sessions", new JsonObject().put("act", json(act)), null);
    }

    String token(VaultOwner owner) {
        Reply reply = signIn(owner);
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return reply.json().getString("token");
    }

    /** An invitation by operator {@code by}, registered at the server. */
    Invitation invite(String by, String officer, Set<Role> roles) {
        follow();
        Country country = new Country(by.substring(0, 2).toUpperCase(Locale.ROOT));
        Invitation invitation =
                trusted(Invite.invite(trust, country, officer, roles, Invitation.LIFE_SECONDS_MAX, station.home));
        JsonObject body = new JsonObject().put("id", invitation.id().hex()).put("expires", invitation.expires());
        Reply reply = station.post("/api/v1/officers/invitations", body, token(operator(by)));
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return invitation;
    }

    Apply.Made apply(Invitation invitation) {
        return apply(invitation, null);
    }

    Apply.Made apply(Invitation invitation, Apply.@Nullable Face face) {
        follow();
        return trusted(Apply.apply(trust, invitation, CARD, face, station.door.origin(), station.home));
    }

    Reply send(Apply.Made made) {
        return station.post(
                "/api/v1/officers/applications",
                new JsonObject().put("token", Base64.encode(made.token())).put("sealed", Base64.encode(made.sealed())),
                null);
    }

    /** The application as an operator fetches and opens it himself. */
    Application fetch(Invitation invitation, String operatorToken) {
        Reply reply =
                station.get("/api/v1/officers/applications/" + invitation.id().hex(), operatorToken);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        try {
            return SealedApplication.open(bytes(reply.json().getString("sealed")), invitation, station.home.text());
        } catch (Malformed refused) {
            throw new AssertionError(refused);
        }
    }

    Reply pend(Envelope envelope, List<@Nullable Part> parts, String token) {
        return station.post("/api/v1/officers/pending", statement(envelope, parts), token);
    }

    Reply pend(Approve.Draft draft, Invitation invitation, String token) {
        JsonObject body = statement(draft.envelope(), draft.parts())
                .put("invitation", invitation.id().hex());
        return station.post("/api/v1/officers/pending", body, token);
    }

    /** Sends the signature of {@code key} that {@code signed} has. */
    Reply countersign(Envelope signed, Header header, OwnKey key, String token) {
        Signature own = signed.signatures().stream()
                .filter(one -> one.keyId().equals(key.signing().keyId()))
                .findFirst()
                .orElseThrow();
        return station.post(
                "/api/v1/officers/pending/" + header.digest().hex() + "/signatures",
                new JsonObject().put("keyid", own.keyId().hex()).put("sig", Base64.encode(own.value())),
                token);
    }

    /** Two operators sign what the first built. */
    long bothSign(Header header, List<@Nullable Part> parts, String first, String second) {
        Envelope one = Ceremony.begin(header, key(first).signing());
        Reply waits = pend(one, parts, token(operator(first)));
        assertThat(waits.status()).as(waits.body()).isEqualTo(201);
        Envelope both = trusted(Approve.countersign(one, header, key(second).signing(), now()));
        return logged(countersign(both, header, key(second), token(operator(second))));
    }

    /** A whole enrolment: the device that came of it. */
    VaultOwner.Device enrol(String officer) {
        Invitation invitation = invite("fr-op-a", officer, Set.of(Role.OFFICER));
        Apply.Made made = apply(invitation);
        assertThat(send(made).status()).isEqualTo(201);
        String first = token(operator("fr-op-a"));
        Application application = fetch(invitation, first);
        Approve.Draft draft = Approve.device(application, key("fr-op-a").signing(), now(), now() + 90 * DAY);
        Reply waits = pend(draft, invitation, first);
        assertThat(waits.status()).as(waits.body()).isEqualTo(201);
        String second = token(operator("fr-op-b"));
        Envelope both = trusted(Approve.second(
                fetch(invitation, second), draft.envelope(), key("fr-op-b").signing(), now()));
        logged(countersign(both, Approve.deviceHeader(application, now(), now() + 90 * DAY), key("fr-op-b"), second));
        return (VaultOwner.Device) made.contents().owner();
    }

    Header revocation(String target, RevocationFacts.Mode mode) {
        follow();
        return Revoke.header(trust, FR, target, mode, ledger.size() - 1, null, now());
    }

    static List<@Nullable Part> noParts() {
        return new ArrayList<>();
    }

    static <T> T trusted(Verdict<T> verdict) {
        if (verdict instanceof Verdict.Trusted<T> trusted) {
            return trusted.value();
        }
        Verdict.Refused<T> refused = (Verdict.Refused<T>) verdict;
        throw new AssertionError(refused.reason() + ": " + refused.detail());
    }

    static JsonArray items(Reply reply, String name) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json().getJsonArray(name);
    }

    static Digest digest(String text) {
        return Digest.of(Utf8.encode(text));
    }
}
