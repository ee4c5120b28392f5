package org.hublink.prove;

import java.util.ArrayList;
import java.util.List;
import org.hublink.client.ServerKeys;
import org.hublink.engine.OwnKey;
import org.hublink.engine.VaultContents;
import org.hublink.engine.VaultOwner;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Home;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.Algorithm;
import org.hublink.protocol.Audience;
import org.hublink.protocol.AuthorityFacts;
import org.hublink.protocol.Country;
import org.hublink.protocol.Header;
import org.hublink.protocol.ManifestEntry;
import org.hublink.protocol.ManifestPart;
import org.hublink.protocol.Part;
import org.hublink.protocol.RootFacts;
import org.hublink.protocol.StatementSigner;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;
import org.hublink.transparency.LogWorld;

/** What is signed while the server is killed: one root, countries of two operators who both sign, their desks and manifests. */
final class FaultsWorld {
    static final String ORIGIN = LogWorld.ORIGIN;
    private static final long DAY = 86_400;
    private static final long VALID = 300 * DAY;

    private final Home home = JvmHome.system();

    Home home() {
        return home;
    }

    LogWorld.Signed root(ServerKeys keys) {
        RootFacts facts = new RootFacts(
                ORIGIN,
                1,
                List.of(LogWorld.key("holder").publicKey()),
                keys.log().publicKey(),
                keys.cosigner().publicKey(),
                null);
        long issued = home.clock().now() - DAY;
        Header header = StatementSigner.header(Subject.ROOT, 1, issued, issued + VALID, List.of(), facts);
        return signed(header, List.of(), "holder");
    }

    LogWorld.Signed authority(String country) {
        List<AuthorityFacts.Operator> operators = new ArrayList<>();
        for (String name : LogWorld.operators(country)) {
            operators.add(
                    new AuthorityFacts.Operator(name, List.of(LogWorld.key(name).publicKey())));
        }
        long issued = home.clock().now() - DAY / 2;
        AuthorityFacts facts = new AuthorityFacts(2, operators);
        Header header = StatementSigner.header(
                Subject.authority(new Country(country)), 1, issued, issued + VALID - DAY, List.of(), facts);
        return signed(header, List.of(), "holder");
    }

    static Subject desk(String country, int n) {
        return new Subject(StatementType.DESK, country, country + "-CSE-" + n);
    }

    static Subject manifest(String country) {
        return new Subject(StatementType.MANIFEST, country, Audience.ALL.name());
    }

    /** The next version of a desk or manifest, salted afresh. */
    LogWorld.Signed next(Subject subject, int version) {
        byte[] body = subject.type() == StatementType.MANIFEST
                ? new ManifestPart(Audience.ALL, null, List.of(entry(subject.country(), version))).body()
                : Utf8.encode("{\"desk\":\"" + subject.id() + "\",\"version\":" + version + "}");
        return next(subject, version, body);
    }

    /** The same with another body. */
    LogWorld.Signed next(Subject subject, int version, byte[] body) {
        Part part = new Part(home.randomness().bytes(Part.SALT_BYTES), body);
        long issued = home.clock().now();
        Header header = StatementSigner.header(subject, version, issued, issued + VALID - DAY, List.of(part));
        return signed(header, List.of(part), LogWorld.operators(subject.country()));
    }

    private static ManifestEntry entry(String country, int version) {
        return new ManifestEntry(country + "-CSE-1", version, Digest.of(Utf8.encode(country + version)));
    }

    /** The client that follows the log: an operator of the first country, the same at each start. */
    static VaultContents follower(Digest root, String origin) throws Malformed {
        String country = LogWorld.country(0);
        String operator = LogWorld.operators(country)[0];
        OwnKey key =
                OwnKey.of(Algorithm.ED25519, Digest.of(Utf8.encode(operator)).bytes());
        return new VaultContents(
                new VaultOwner.Operator(country, operator, key),
                root,
                origin,
                Digest.of(Utf8.encode("store")).bytes(),
                null);
    }

    private static LogWorld.Signed signed(Header header, List<Part> parts, String... signers) {
        try {
            var envelope = new StatementSigner(LogWorld.key(signers[0])).sign(header);
            for (int i = 1; i < signers.length; i++) {
                envelope = new StatementSigner(LogWorld.key(signers[i])).countersign(envelope);
            }
            return new LogWorld.Signed(envelope, parts);
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
