package org.hublink.protocol;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.hublink.primitives.Utf8;
import org.hublink.primitives.XWing;
import org.jspecify.annotations.Nullable;

/**
 * A small world for tests: a root of three holders (two sign), and a ledger to which statements are added, signed by
 * whoever is named. All keys come from names, so every run makes the same bytes.
 */
public final class Realm implements Parts {
    public static final long NOW = 1_800_000_000L;
    public static final long DAY = 86_400L;
    public static final Text TEXT = JvmHome.system().text();

    final Ledger ledger;
    final Trust trust;
    private final Map<Digest, Part> parts = new LinkedHashMap<>();

    public Realm() {
        Envelope root = sign(rootHeader(1, "r1", "r2", "r3"), "r1", "r2");
        ledger = new Ledger(leaf(root).headerDigest(), TEXT);
        trust = new Trust(ledger);
        log(root);
    }

    /** A realm whose ledger pins this hash and is empty. */
    Realm(Digest pinned) {
        ledger = new Ledger(pinned, TEXT);
        trust = new Trust(ledger);
    }

    /** France: operators fr-a, fr-b, fr-c, two of them sign. Brazil the same. */
    static Realm ofTwoCountries() {
        Realm realm = new Realm();
        realm.authority("FR", 1, 2, "fr-a", "fr-b", "fr-c");
        realm.authority("BR", 1, 2, "br-a", "br-b", "br-c");
        return realm;
    }

    static SigningKey key(String name) {
        return SigningKey.ed25519(Digest.of(Utf8.encode(name)).bytes());
    }

    static Leaf leaf(Envelope envelope) {
        try {
            return Leaf.of(envelope);
        } catch (Malformed refused) {
            throw new AssertionError(refused);
        }
    }

    /** Signs with the keys of these names, in this order. */
    static Envelope sign(Header header, String... signers) {
        Envelope envelope = new StatementSigner(key(signers[0])).sign(header);
        for (int i = 1; i < signers.length; i++) {
            try {
                envelope = new StatementSigner(key(signers[i])).countersign(envelope);
            } catch (Malformed refused) {
                throw new AssertionError(refused);
            }
        }
        return envelope;
    }

    static Header rootHeader(int version, String... holders) {
        return rootHeader(version, NOW - DAY, NOW + 365 * DAY, holders);
    }

    static Header rootHeader(int version, long issued, long expires, String... holders) {
        RootFacts facts = new RootFacts(
                "hublink.example/log",
                2,
                publicKeys(holders),
                key("log").publicKey(),
                key("cosigner").publicKey(),
                null);
        return StatementSigner.header(Subject.ROOT, version, issued, expires, List.of(), facts);
    }

    /** Operators with one key each, of their own name. */
    static Header authorityHeader(String country, int version, int threshold, String... operators) {
        List<AuthorityFacts.Operator> list = new ArrayList<>();
        for (String operator : operators) {
            list.add(new AuthorityFacts.Operator(operator, publicKeys(operator)));
        }
        return authorityHeader(country, version, new AuthorityFacts(threshold, list));
    }

    static Header authorityHeader(String country, int version, AuthorityFacts facts) {
        Subject subject = Subject.authority(new Country(country));
        return StatementSigner.header(subject, version, NOW - DAY, NOW + 300 * DAY, List.of(), facts);
    }

    static Header revocationHeader(String country, String target, int version, RevocationFacts.Mode mode, long last) {
        Subject subject = Subject.revocation(new Country(country), target);
        return StatementSigner.header(
                subject, version, NOW - 60, NOW + 300 * DAY, List.of(), new RevocationFacts(mode, last));
    }

    static List<PublicKey> publicKeys(String... names) {
        List<PublicKey> keys = new ArrayList<>();
        for (String name : names) {
            keys.add(key(name).publicKey());
        }
        return keys;
    }

    static DevicePart devicePart(String name, String officer) {
        return new DevicePart(
                officer,
                key(name + "/statement").publicKey(),
                key(name + "/mls").publicKey(),
                new byte[XWing.PUBLIC_KEY_LENGTH],
                EnumSet.of(Role.OFFICER));
    }

    /** The part with a salt that comes from its body and a name; kept, so that it is found again. */
    Part part(String salt, byte[] body) {
        Part part = new Part(Digest.of(Utf8.encode(salt)).bytes(), body);
        parts.put(part.digest(), part);
        return part;
    }

    /** A statement of this type, with one part of plain text. */
    Header header(StatementType type, String country, String id, int version) {
        Part part = part(id + version, Utf8.encode("part of " + id));
        return StatementSigner.header(
                new Subject(type, country, id), version, NOW - DAY, NOW + 80 * DAY, List.of(part));
    }

    Header deviceHeader(String country, String name, String officer, int version) {
        DevicePart device = devicePart(name, officer);
        Part part = part(name + version, device.body());
        Subject subject = Subject.device(new Country(country), device.id());
        return StatementSigner.header(subject, version, NOW - DAY, NOW + 80 * DAY, List.of(part));
    }

    long log(Envelope envelope) {
        return ledger.add(leaf(envelope).bytes());
    }

    long authority(String country, int version, int threshold, String... operators) {
        return log(sign(authorityHeader(country, version, threshold, operators), "r1", "r2"));
    }

    long statement(StatementType type, String country, String id, int version, String... signers) {
        return log(sign(header(type, country, id, version), signers));
    }

    long device(String country, String name, String officer, int version, String... signers) {
        return log(sign(deviceHeader(country, name, officer, version), signers));
    }

    long revoke(String country, String target, int version, RevocationFacts.Mode mode, long last, String... signers) {
        return log(sign(revocationHeader(country, target, version, mode, last), signers));
    }

    Moment now() {
        return new Moment(ledger.size(), NOW);
    }

    Moment at(long size) {
        return new Moment(size, NOW);
    }

    /** The verdict's code for the newest statement of a subject, at the whole ledger and NOW. */
    String newest(StatementType type, String country, String id) {
        return trust.newest(new Subject(type, country, id), now()).code();
    }

    String admits(Header header, String... signers) {
        return trust.admits(leaf(sign(header, signers)), partsOf(header), now()).code();
    }

    List<@Nullable Part> partsOf(Header header) {
        List<@Nullable Part> out = new ArrayList<>();
        for (Digest digest : header.parts()) {
            out.add(parts.get(digest));
        }
        return out;
    }

    @Override
    public @Nullable Part part(LoggedStatement statement, int n) {
        return parts.get(statement.header().parts().get(n));
    }
}
