package org.hublink.browser;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.engine.Approve;
import org.hublink.engine.Call;
import org.hublink.engine.Engine;
import org.hublink.engine.VaultContents;
import org.hublink.engine.VaultOwner;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.AuthorityFacts;
import org.hublink.protocol.Country;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.Header;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.Moment;
import org.hublink.protocol.Part;
import org.hublink.protocol.PartJson;
import org.hublink.protocol.Parts;
import org.hublink.protocol.Signature;
import org.hublink.protocol.SigningKey;
import org.hublink.protocol.StatementSigner;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;
import org.hublink.protocol.Trust;
import org.hublink.protocol.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * An operator at work on an errand: his key, the log as his engine verified it, his session.
 *
 * <p>Not trusted: whatever the server says that waits for a signature. It is read, built anew and compared before it is signed.
 */
final class Operator {
    static final String PENDING = "/api/v1/officers/pending";

    private static final int PENDING_MAX = 5_000;
    private static final int LEAVES_A_CALL_MAX = 512;

    private final VaultOwner.Operator owner;
    private final Engine engine;
    private final Errand errand;
    private final String origin;
    private final String token;

    private Operator(VaultOwner.Operator owner, Engine engine, Errand errand, String origin, String token) {
        this.owner = owner;
        this.engine = engine;
        this.errand = errand;
        this.origin = origin;
        this.token = token;
    }

    static Operator of(VaultContents vault, Engine engine, Errand errand) throws Malformed {
        String origin = vault.origin();
        String token = engine.token();
        if (!(vault.owner() instanceof VaultOwner.Operator owner) || origin == null) {
            throw new Malformed("vault-not-operator");
        }
        if (token == null) throw new Malformed("session-over");
        return new Operator(owner, engine, errand, origin, token);
    }

    Errand errand() {
        return errand;
    }

    Engine engine() {
        return engine;
    }

    Trust trust() {
        return engine.trust();
    }

    Moment moment() {
        return new Moment(engine.moment().size(), errand.now());
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

    String token() {
        return token;
    }

    Subject subject(StatementType type, String id) {
        return new Subject(type, owner.country(), id);
    }

    /** The operators in force. */
    AuthorityFacts authority() throws Malformed {
        LoggedStatement newest = must(trust().newest(Subject.authority(country()), moment()));
        if (newest.header().facts() instanceof AuthorityFacts facts) return facts;
        throw new IllegalStateException("an authority without facts");
    }

    @Nullable
    LoggedStatement newest(Subject subject) {
        return trust().newest(subject, moment()).valueOrNull();
    }

    /** The value, or the verdict's own reason. */
    static <T> T must(Verdict<T> verdict) throws Malformed {
        if (verdict instanceof Verdict.Trusted<T> trusted) return trusted.value();
        throw new Malformed(verdict.code());
    }

    /** Signs as the first; it is logged at once where one suffices. */
    Json.Builder propose(Header header, List<? extends @Nullable Part> parts) throws Malformed, Unanswered {
        return propose(new StatementSigner(key()).sign(header), parts, null);
    }

    Json.Builder propose(Envelope envelope, List<? extends @Nullable Part> parts, @Nullable Digest invitation)
            throws Malformed, Unanswered {
        Json.Builder body = Json.obj().put("envelope", envelope.json()).put("parts", PartJson.write(parts));
        if (invitation != null) body.put("invitation", invitation);
        return outcome(errand.post(PENDING, token, body));
    }

    /** Signs what waits, if it is exactly {@code own}, the header that this operator's client built itself. */
    Json.Builder second(Waits waits, Header own) throws Malformed, Unanswered {
        notTwice(waits);
        return second(Approve.countersign(waits.envelope(), own, key(), errand.now()));
    }

    void notTwice(Waits waits) throws Malformed {
        if (waits.signedBy(key().keyId())) throw new Malformed("already-signed");
    }

    Json.Builder second(Verdict<Envelope> verdict) throws Malformed, Unanswered {
        Envelope signed = must(verdict);
        for (Signature signature : signed.signatures()) {
            if (signature.keyId().equals(key().keyId())) {
                Json.Builder body = Json.obj().put("keyid", signature.keyId()).putBase64("sig", signature.value());
                String path = PENDING + "/" + Digest.of(signed.payload()).hex() + "/signatures";
                return outcome(errand.post(path, token, body));
            }
        }
        throw new IllegalStateException("not signed by this operator");
    }

    private static Json.Builder outcome(Fields answer) throws Malformed {
        boolean logged = answer.text("state", 1, 20).equals("logged");
        return Json.obj()
                .put("logged", logged)
                .put("index", logged ? answer.integer("index", 0, Json.INTEGER_MAX) : -1)
                .put("digest", answer.digest("digest"));
    }

    void withdraw(Digest digest) throws Malformed, Unanswered {
        errand.call(new Call("DELETE", PENDING + "/" + digest.hex(), null, token, null));
    }

    /** All statements of the own country that wait for signatures. */
    List<Waits> pending() throws Malformed, Unanswered {
        List<Waits> waiting = new ArrayList<>();
        for (Fields item : errand.get(PENDING, token).objects("pending", 0, PENDING_MAX)) {
            waiting.add(Waits.read(item));
        }
        return waiting;
    }

    /** What waits of that subject and version, or null; version 0 for any. */
    static @Nullable Waits waiting(List<Waits> all, StatementType type, String id, int version) {
        for (Waits one : all) {
            Header header = one.header();
            if (header.type() == type && header.id().equals(id) && (version == 0 || header.version() == version))
                return one;
        }
        return null;
    }

    /** The parts of these leaves that the server has and this session may see; the judge compares each with its digest. */
    Parts parts(List<Long> leaves) throws Malformed, Unanswered {
        Map<Long, Map<Integer, Part>> found = new LinkedHashMap<>();
        for (int from = 0; from < leaves.size(); from += LEAVES_A_CALL_MAX) {
            List<Json> numbers = new ArrayList<>();
            for (Long leaf : leaves.subList(from, Math.min(leaves.size(), from + LEAVES_A_CALL_MAX))) {
                numbers.add(new Json.Int(leaf));
            }
            Fields answer = errand.post("/api/v1/parts", token, Json.obj().put("leaves", numbers));
            for (Fields item : answer.objects("parts", 0, Header.PARTS_MAX * LEAVES_A_CALL_MAX)) {
                long leaf = item.integer("leaf", 0, Json.INTEGER_MAX);
                Map<Integer, Part> parts = found.get(leaf);
                if (parts == null) {
                    parts = new LinkedHashMap<>();
                    found.put(leaf, parts);
                }
                parts.put((int) item.integer("part", 0, Header.PARTS_MAX - 1), PartJson.read(item));
            }
        }
        return (statement, n) -> {
            Map<Integer, Part> parts = found.get(statement.index());
            return parts == null ? null : parts.get(n);
        };
    }

    Part salted(byte[] body) {
        return new Part(errand.home().randomness().bytes(Part.SALT_BYTES), body);
    }
}
