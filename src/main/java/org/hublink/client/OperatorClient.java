package org.hublink.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.hublink.engine.VaultOwner;
import org.hublink.engine.Wish;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.AuthorityFacts;
import org.hublink.protocol.Country;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.Moment;
import org.hublink.protocol.Part;
import org.hublink.protocol.PartJson;
import org.hublink.protocol.SigningKey;
import org.hublink.protocol.Subject;
import org.hublink.protocol.Trust;
import org.hublink.protocol.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * An operator at work: his open vault, the log as he verified it himself, his session.
 *
 * <p>Not trusted: whatever the server says that waits for a signature. It is read, built anew and compared before anything is
 * signed.
 */
final class OperatorClient implements AutoCloseable {
    private static final String PENDING = "/api/v1/officers/pending";
    private static final int PENDING_MAX = 5_000;
    private static final int PARTS_LEAVES_MAX = 512;
    private static final long PUBLISHED_NANOS_MAX = 30_000_000_000L;
    private static final long POLL_NANOS = 100_000_000L;

    private final Home home;
    private final VaultOwner.Operator owner;
    private final OfficerClient client;
    private final ServerCalls server;
    private final String origin;

    private OperatorClient(
            Home home, VaultOwner.Operator owner, OfficerClient client, ServerCalls server, String origin) {
        this.home = home;
        this.owner = owner;
        this.client = client;
        this.server = server;
        this.origin = origin;
    }

    /** What became of a signature: in the log at {@code index}, or waiting for another operator. */
    record Outcome(Digest digest, boolean logged, long index) {}

    /** Opens vault and store, follows the log, signs in. */
    static OperatorClient open(ClientOptions own, Home home) throws IOException, Ended {
        var contents = own.vault(home).contents();
        var origin = contents.origin();
        if (!(contents.owner() instanceof VaultOwner.Operator operator) || origin == null) {
            throw Ended.local("vault-not-operator", "The vault " + own.vaultFile() + " is not an operator's.");
        }
        var http = own.http(origin);
        var client = OfficerClient.open(contents, own.store(), http, home, own.demo(), view -> {});
        boolean ready = false;
        try {
            client.must(new Wish.SignIn());
            ready = true;
            return new OperatorClient(home, operator, client, new ServerCalls(http, home.text()), origin);
        } finally {
            if (!ready) {
                client.close();
            }
        }
    }

    Home home() {
        return home;
    }

    long now() {
        return home.clock().now();
    }

    Country country() {
        return new Country(owner.country());
    }

    String id() {
        return owner.operator();
    }

    SigningKey key() {
        return owner.key().signing();
    }

    String origin() {
        return origin;
    }

    OfficerClient client() {
        return client;
    }

    ServerCalls server() {
        return server;
    }

    Trust trust() {
        return client.engine().trust();
    }

    Moment moment() {
        return client.engine().moment();
    }

    String token() throws Ended {
        var token = client.engine().token();
        if (token == null) {
            throw Ended.refused("session-over", "The session is over; try again.");
        }
        return token;
    }

    /** The operators in force. */
    AuthorityFacts authority() throws Ended {
        var newest = must(trust().newest(Subject.authority(country()), moment()), "The authority of " + country());
        if (newest.header().facts() instanceof AuthorityFacts facts) {
            return facts;
        }
        throw new IllegalStateException("an authority without facts");
    }

    /** The first signature under a statement; logged at once where one suffices. */
    Outcome propose(Envelope envelope, List<? extends @Nullable Part> parts, @Nullable Digest invitation) throws Ended {
        var body = Json.obj().put("envelope", envelope.json()).put("parts", PartJson.write(parts));
        if (invitation != null) {
            body.put("invitation", invitation);
        }
        return outcome(server.post(PENDING, token(), body));
    }

    /** A further signature, the one that {@code signed} has of this operator. */
    Outcome countersign(Envelope signed) throws Ended {
        for (var signature : signed.signatures()) {
            if (signature.keyId().equals(key().keyId())) {
                var body = Json.obj().put("keyid", signature.keyId()).putBase64("sig", signature.value());
                var path = PENDING + "/" + Digest.of(signed.payload()).hex() + "/signatures";
                return outcome(server.post(path, token(), body));
            }
        }
        throw new IllegalArgumentException("not signed by this operator");
    }

    /** Drops a statement that waits. */
    void withdraw(Digest digest) throws Ended {
        server.call("DELETE", PENDING + "/" + digest.hex(), token(), null, null);
    }

    private Outcome outcome(Json answer) throws Ended {
        var fields = server.fields(answer, "pending");
        try {
            boolean logged = fields.text("state", 1, 20).equals("logged");
            return new Outcome(
                    fields.digest("digest"), logged, logged ? fields.integer("index", 0, Json.INTEGER_MAX) : -1);
        } catch (Malformed malformed) {
            throw unexpected(malformed);
        }
    }

    /** All statements of the own country that wait for signatures. */
    List<Waiting> pending() throws Ended {
        var fields = server.fields(server.get(PENDING, token()), "pending");
        try {
            var waiting = new ArrayList<Waiting>();
            for (var item : fields.objects("pending", 0, PENDING_MAX)) {
                waiting.add(Waiting.read(item));
            }
            return waiting;
        } catch (Malformed malformed) {
            throw unexpected(malformed);
        }
    }

    /** The parts of these leaves that the server has and this session may see, by leaf and number. */
    Map<Long, Map<Integer, Part>> parts(List<Long> leaves) throws Ended {
        var found = new LinkedHashMap<Long, Map<Integer, Part>>();
        for (int from = 0; from < leaves.size(); from += PARTS_LEAVES_MAX) {
            var page = leaves.subList(from, Math.min(leaves.size(), from + PARTS_LEAVES_MAX));
            List<Json> numbers = new ArrayList<>();
            page.forEach(leaf -> numbers.add(new Json.Int(leaf)));
            var answer = server.post("/api/v1/parts", token(), Json.obj().put("leaves", numbers));
            try {
                for (var item : server.fields(answer, "parts").objects("parts", 0, 4 * PARTS_LEAVES_MAX)) {
                    found.computeIfAbsent(item.integer("leaf", 0, Json.INTEGER_MAX), leaf -> new LinkedHashMap<>())
                            .put((int) item.integer("part", 0, 3), PartJson.read(item));
                }
            } catch (Malformed malformed) {
                throw unexpected(malformed);
            }
        }
        return found;
    }

    /** Follows the log until what was just logged is published, so that whoever goes on builds upon it. */
    void awaitPublished(long leaf) throws IOException, Ended {
        long end = System.nanoTime() + PUBLISHED_NANOS_MAX;
        client.must(new Wish.Follow());
        while (moment().size() <= leaf) {
            if (System.nanoTime() > end) {
                throw Ended.unreachable("The server does not publish what it acknowledged as leaf " + leaf + ".");
            }
            LockSupport.parkNanos(POLL_NANOS);
            client.must(new Wish.Follow());
        }
    }

    /** The newest statement of a subject, or null for none that counts. */
    @Nullable
    LoggedStatement newest(Subject subject) {
        return trust().newest(subject, moment()).valueOrNull();
    }

    /** The newest leaf that claims to be about a subject, held or not, or null. */
    @Nullable
    LoggedStatement newestVersion(Subject subject) {
        var ledger = trust().ledger();
        var candidates = ledger.candidates(subject);
        for (int i = candidates.size() - 1; i >= 0; i--) {
            var leaf = ledger.leaf(candidates.get(i));
            if (leaf != null) {
                return new LoggedStatement(candidates.get(i), leaf);
            }
        }
        return null;
    }

    /** The value, or the end with the verdict's own reason. */
    static <T> T must(Verdict<T> verdict, String what) throws Ended {
        if (verdict instanceof Verdict.Refused<T> refused) {
            throw Ended.refused(refused.reason().code(), what + ": " + refused.detail() + ".");
        }
        return ((Verdict.Trusted<T>) verdict).value();
    }

    private static Ended unexpected(Malformed malformed) {
        return Ended.refused("unexpected-answer", "The answer cannot be read (" + malformed.reason() + ").");
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
