package org.hublink.bench;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.hublink.client.ServerKeys;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.hublink.primitives.XWing;
import org.hublink.protocol.AuthorityFacts;
import org.hublink.protocol.Country;
import org.hublink.protocol.DevicePart;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.Header;
import org.hublink.protocol.Part;
import org.hublink.protocol.Role;
import org.hublink.protocol.RootFacts;
import org.hublink.protocol.SigningKey;
import org.hublink.protocol.StatementSigner;
import org.hublink.protocol.Subject;

/** What is signed for a server under load: a root, countries of two operators who both sign, and their officers' devices. */
final class HubWorld {
    static final String LOG = "hublink.example/bench";
    private static final long DAY = 86_400;
    private static final String HOLDER = "holder";

    private final long now;

    HubWorld(long now) {
        this.now = now;
    }

    /** A statement with all its signatures, and its one part or none. */
    record Signed(Header header, Envelope envelope, List<Part> parts) {}

    /** One officer's device: what is logged of it, and the key with which it signs in. */
    record Device(String country, String id, SigningKey key, Signed statement) {}

    Signed root(ServerKeys keys) {
        RootFacts facts = new RootFacts(
                LOG,
                1,
                List.of(key(HOLDER).publicKey()),
                keys.log().publicKey(),
                keys.cosigner().publicKey(),
                null);
        return signed(
                StatementSigner.header(Subject.ROOT, 1, now - DAY, now + 300 * DAY, List.of(), facts),
                List.of(),
                HOLDER);
    }

    Signed authority(String country) {
        List<AuthorityFacts.Operator> operators = new ArrayList<>();
        for (String name : operators(country)) {
            operators.add(new AuthorityFacts.Operator(name, List.of(key(name).publicKey())));
        }
        Header header = StatementSigner.header(
                Subject.authority(new Country(country)),
                1,
                now - DAY,
                now + 200 * DAY,
                List.of(),
                new AuthorityFacts(2, operators));
        return signed(header, List.of(), HOLDER);
    }

    Device device(String country, int n) {
        String officer = country.toLowerCase(Locale.ROOT) + "-d-" + n;
        SigningKey key = key(officer);
        DevicePart device = new DevicePart(
                officer,
                key.publicKey(),
                key(officer + "/mls").publicKey(),
                new byte[XWing.PUBLIC_KEY_LENGTH],
                EnumSet.of(Role.OFFICER));
        Part part = new Part(Digest.of(Utf8.encode(officer)).bytes(), device.body());
        Header header = StatementSigner.header(
                Subject.device(new Country(country), device.id()), 1, now - DAY, now + 80 * DAY, List.of(part));
        return new Device(country, device.id(), key, signed(header, List.of(part), operators(country)));
    }

    /** Two capital letters for each number below 676. */
    static String country(int n) {
        return "" + (char) ('A' + n / 26) + (char) ('A' + n % 26);
    }

    private static String[] operators(String country) {
        String low = country.toLowerCase(Locale.ROOT);
        return new String[] {low + "-o-1", low + "-o-2"};
    }

    private static SigningKey key(String name) {
        return SigningKey.ed25519(Digest.of(Utf8.encode("bench " + name)).bytes());
    }

    private static Signed signed(Header header, List<Part> parts, String... signers) {
        try {
            Envelope envelope = new StatementSigner(key(signers[0])).sign(header);
            for (int i = 1; i < signers.length; i++) {
                envelope = new StatementSigner(key(signers[i])).countersign(envelope);
            }
            return new Signed(header, envelope, parts);
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
