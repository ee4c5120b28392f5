package org.hublink.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.AuthorityFacts;
import org.hublink.protocol.Country;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.Header;
import org.hublink.protocol.PublicKey;
import org.hublink.protocol.Reason;
import org.hublink.protocol.RootFacts;
import org.hublink.protocol.Signature;
import org.hublink.protocol.SigningKey;
import org.hublink.protocol.StatementSigner;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;
import org.jspecify.annotations.Nullable;

/**
 * The root's acts, done offline: the root statement, its rotation, the statements that name a country's operators. Each
 * holder's client builds the header from what its holder was told, and signs only if the others' header is the same.
 */
public final class Ceremony {
    private Ceremony() {}

    /** Version 1 of the root, or the version after {@code former}. */
    public static Header root(int version, RootFacts facts, long issued, long expires) {
        return StatementSigner.header(
                Subject.ROOT, version, issued, bounded(StatementType.ROOT, issued, expires), List.of(), facts);
    }

    /** What clients, vaults, settings and invitations pin: the hash of the first root's header. */
    public static Digest pin(Header firstRoot) {
        if (firstRoot.type() != StatementType.ROOT || firstRoot.version() != 1) {
            throw new IllegalArgumentException("the pin is the hash of version 1 of the root");
        }
        return firstRoot.digest();
    }

    public static Header authority(Country country, int version, AuthorityFacts facts, long issued, long expires) {
        return StatementSigner.header(
                Subject.authority(country),
                version,
                issued,
                bounded(StatementType.AUTHORITY, issued, expires),
                List.of(),
                facts);
    }

    /** The first holder's envelope. */
    public static Envelope begin(Header header, SigningKey key) {
        return new StatementSigner(key).sign(header);
    }

    /**
     * Adds a holder's signature to what the others signed.
     *
     * @param own the header as this holder's client built it
     * @throws Malformed {@code ceremony-header-differs} if the others signed something else, {@code duplicate-key-id}
     */
    public static Envelope join(Envelope others, Header own, SigningKey key) throws Malformed {
        if (!Bytes.equal(others.payload(), own.bytes())
                || !others.payloadType().equals(own.type().payloadType())) {
            throw new Malformed("ceremony-header-differs");
        }
        return new StatementSigner(key).countersign(others);
    }

    /**
     * Which of these keys to sign a root's next version with: as many as both thresholds need and none more, those first
     * that stand in both. Empty if they do not suffice.
     */
    public static List<SigningKey> rotationSigners(RootFacts former, RootFacts next, List<SigningKey> atHand) {
        List<SigningKey> ordered = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            for (SigningKey key : atHand) {
                boolean both = former.key(key.keyId()) != null && next.key(key.keyId()) != null;
                if (both == (round == 0)) {
                    ordered.add(key);
                }
            }
        }
        int fromFormer = 0;
        int fromNext = 0;
        Set<Digest> used = new LinkedHashSet<>();
        List<SigningKey> chosen = new ArrayList<>();
        for (SigningKey key : ordered) {
            boolean helpsFormer = former.key(key.keyId()) != null && fromFormer < former.threshold();
            boolean helpsNext = next.key(key.keyId()) != null && fromNext < next.threshold();
            if ((helpsFormer || helpsNext) && used.add(key.keyId())) {
                chosen.add(key);
                fromFormer += former.key(key.keyId()) != null ? 1 : 0;
                fromNext += next.key(key.keyId()) != null ? 1 : 0;
            }
        }
        return fromFormer >= former.threshold() && fromNext >= next.threshold() ? chosen : List.of();
    }

    /**
     * Whether the root's own signatures under version 1 suffice: the check before anybody pins it, when there is no log yet.
     *
     * @return null if they do
     */
    public static @Nullable Reason firstRootProblem(Envelope envelope) {
        Header header;
        try {
            header = Header.read(envelope.payload());
        } catch (Malformed refused) {
            return Reason.of(refused);
        }
        if (!(header.facts() instanceof RootFacts facts) || header.version() != 1) {
            return Reason.UNKNOWN_TYPE;
        }
        for (Signature signature : envelope.signatures()) {
            PublicKey key = facts.key(signature.keyId());
            if (key == null) {
                return Reason.UNKNOWN_KEY;
            }
            if (!key.verify(envelope.signedBytes(), signature.value())) {
                return Reason.BAD_SIGNATURE;
            }
        }
        int count = envelope.signatures().size();
        if (count < facts.threshold()) {
            return Reason.BELOW_THRESHOLD;
        }
        return count > facts.threshold() ? Reason.SPARE_SIGNATURE : null;
    }

    private static long bounded(StatementType type, long issued, long expires) {
        if (expires <= issued || expires - issued > type.validitySecondsMax()) {
            throw new IllegalArgumentException("validity of a " + type.code());
        }
        return expires;
    }
}
