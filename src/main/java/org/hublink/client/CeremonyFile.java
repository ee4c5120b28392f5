package org.hublink.client;

import java.io.IOException;
import java.nio.file.Path;
import org.hublink.engine.Ceremony;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.AuthorityFacts;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.Header;
import org.hublink.protocol.PublicKey;
import org.hublink.protocol.RootFacts;
import org.hublink.protocol.SigningKey;
import org.jspecify.annotations.Nullable;

/**
 * A statement of the root on its way from holder to holder: its signatures so far, and the root under whose keys it stands, so
 * that each can be judged on a machine without a network. The first root stands under its own keys.
 *
 * <p>Not trusted: whoever carries the file. Every signature in it is checked, and what is to be signed is shown and built anew.
 *
 * @param under the signed root whose keys sign this; null for the first root itself
 */
record CeremonyFile(@Nullable Envelope under, Envelope statement, Header header) {
    private static final int BYTES_MAX = 64 * 1024;
    private static final JsonLimits LIMITS = new JsonLimits(BYTES_MAX, 5, 256, BYTES_MAX);

    static CeremonyFile begun(@Nullable CeremonyFile root, Header header, SigningKey key) {
        return new CeremonyFile(root == null ? null : root.statement(), Ceremony.begin(header, key), header);
    }

    static CeremonyFile read(Path file) throws IOException, Ended {
        try {
            var json = Json.read(
                    PrivateFiles.read(file, BYTES_MAX), LIMITS, JvmHome.system().text());
            var in = Fields.of(json, "ceremony");
            var under = in.has("under") ? Envelope.of(in.json("under")) : null;
            var statement = Envelope.of(in.json("statement"));
            in.end();
            return checked(new CeremonyFile(under, statement, Header.read(statement.payload())));
        } catch (Malformed refused) {
            throw refused(refused.reason(), file);
        }
    }

    /** The root that all keys have signed: the one to put an authority or a later root under. */
    static CeremonyFile root(Path file) throws IOException, Ended {
        var root = read(file);
        if (!(root.header().facts() instanceof RootFacts)) {
            throw refused("unknown-type", file);
        }
        root.complete();
        return root;
    }

    void write(Path file) throws IOException {
        var json = Json.obj();
        if (under != null) {
            json.put("under", under.json());
        }
        PrivateFiles.replace(
                file, Json.write(json.put("statement", statement.json()).build()));
    }

    /** The keys that sign. */
    RootFacts law() {
        return facts(under == null ? header : header(under));
    }

    /** Id of the root under which this stands: its header's hash, which is the pin if it is the first. */
    Digest rootId() {
        return under == null ? header.digest() : Digest.of(under.payload());
    }

    boolean firstRoot() {
        return under == null;
    }

    /** True if the root's hash is what vaults pin. */
    boolean underFirstRoot() {
        return under == null || header(under).version() == 1;
    }

    /** Signatures that are still missing; for a later root under both its former's keys and its own. */
    int missing() {
        int missing = Math.max(0, law().threshold() - count(law()));
        return header.facts() instanceof RootFacts own ? Math.max(missing, own.threshold() - count(own)) : missing;
    }

    boolean signedBy(Digest keyId) {
        return statement.signatures().stream().anyMatch(one -> one.keyId().equals(keyId));
    }

    /** The same with this holder's signature: over the header as it was read, shown and written anew. */
    CeremonyFile with(SigningKey key) throws Ended {
        if (signedBy(key.keyId())) {
            throw Ended.refused("already-signed", "You have signed this already; hand it to the next holder.");
        }
        if (missing() == 0) {
            throw Ended.refused("ceremony-complete", "It has all signatures that it needs; publish it.");
        }
        if (!useful(key.keyId())) {
            throw Ended.refused("unknown-key", "This vault's key is not one of the root that signs this.");
        }
        try {
            return new CeremonyFile(under, Ceremony.join(statement, header, key), header);
        } catch (Malformed refused) {
            throw Ended.refused(refused.reason(), "The others signed something else; nothing was signed.");
        }
    }

    /** Ends with {@code below-threshold} unless enough have signed. */
    void complete() throws Ended {
        if (missing() > 0) {
            throw Ended.refused(
                    "below-threshold",
                    missing() + " more of the root's holders must sign: hub ceremony sign FILE --vault THEIRS");
        }
    }

    /** True if a signature by this key is one of those still missing. */
    private boolean useful(Digest keyId) {
        boolean forLaw = law().key(keyId) != null && count(law()) < law().threshold();
        return forLaw
                || (header.facts() instanceof RootFacts own && own.key(keyId) != null && count(own) < own.threshold());
    }

    private int count(RootFacts facts) {
        int count = 0;
        for (var signature : statement.signatures()) {
            count += facts.key(signature.keyId()) == null ? 0 : 1;
        }
        return count;
    }

    private static CeremonyFile checked(CeremonyFile file) throws Malformed {
        boolean root = file.header.facts() instanceof RootFacts;
        if (!root && (file.under == null || !(file.header.facts() instanceof AuthorityFacts))) {
            throw new Malformed("unknown-type", "ceremony");
        }
        if (root && (file.header.version() == 1) != (file.under == null)) {
            throw new Malformed("root-not-walked", "ceremony");
        }
        if (file.under != null) {
            var former = Header.read(file.under.payload());
            if (!(former.facts() instanceof RootFacts keys)) {
                throw new Malformed("unknown-type", "ceremony");
            }
            // A later root also carries signatures of former holders, whom this file does not name.
            if (verified(file.under, former.version() > 1, keys) < keys.threshold()) {
                throw new Malformed("below-threshold", "ceremony");
            }
        }
        if (root) {
            verified(file.statement, false, file.law(), facts(file.header));
        } else {
            verified(file.statement, false, file.law());
        }
        return file;
    }

    /** How many signatures are by these keys; a wrong one ends it, and one by another key unless {@code strangers}. */
    private static int verified(Envelope envelope, boolean strangers, RootFacts... laws) throws Malformed {
        int count = 0;
        for (var signature : envelope.signatures()) {
            PublicKey key = null;
            for (var law : laws) {
                key = key == null ? law.key(signature.keyId()) : key;
            }
            if (key == null && !strangers) {
                throw new Malformed("unknown-key", "ceremony");
            }
            if (key != null && !key.verify(envelope.signedBytes(), signature.value())) {
                throw new Malformed("bad-signature", "ceremony");
            }
            count += key == null ? 0 : 1;
        }
        return count;
    }

    private static RootFacts facts(Header header) {
        if (header.facts() instanceof RootFacts facts) {
            return facts;
        }
        throw new IllegalStateException("not a root");
    }

    private static Header header(Envelope envelope) {
        try {
            return Header.read(envelope.payload());
        } catch (Malformed checkedBefore) {
            throw new IllegalStateException(checkedBefore);
        }
    }

    private static Ended refused(String reason, Path file) {
        return Ended.refused(reason, "The file " + file + " is no sound statement of a root.");
    }
}
