package org.hublink.transparency;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.hublink.primitives.Utf8;
import org.hublink.primitives.XWing;
import org.hublink.protocol.AuthorityFacts;
import org.hublink.protocol.Country;
import org.hublink.protocol.DevicePart;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.Header;
import org.hublink.protocol.Leaf;
import org.hublink.protocol.Part;
import org.hublink.protocol.PersonaPart;
import org.hublink.protocol.Role;
import org.hublink.protocol.RootFacts;
import org.hublink.protocol.SigningKey;
import org.hublink.protocol.StatementSigner;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;

/** Signed statements for tests: one root, countries with two operators each who both must sign, and as many desks as wanted. */
public final class LogWorld {
    public static final long NOW = 1_800_000_000L;
    public static final String ORIGIN = "hublink.example/log";
    public static final Text TEXT = JvmHome.system().text();
    private static final long DAY = 86_400;

    private LogWorld() {}

    /** A statement ready to be logged. */
    public record Signed(Envelope envelope, List<Part> parts) {
        public Leaf leaf() {
            try {
                return Leaf.of(envelope);
            } catch (Malformed impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    public static SigningKey key(String name) {
        return SigningKey.ed25519(Digest.of(Utf8.encode(name)).bytes());
    }

    public static LogKeys keys() {
        return new LogKeys(key("log"), key("cosigner"));
    }

    public static LogSettings settings(Path data) {
        return new LogSettings(ORIGIN, root().leaf().headerDigest(), data, false);
    }

    public static Signed root() {
        return root(1, keys());
    }

    public static Signed root(int version, LogKeys keys) {
        RootFacts facts = new RootFacts(
                ORIGIN,
                1,
                List.of(key("holder").publicKey()),
                keys.log().publicKey(),
                keys.cosigner().publicKey(),
                null);
        return signed(
                StatementSigner.header(Subject.ROOT, version, NOW - DAY, NOW + 365 * DAY, List.of(), facts),
                List.of(),
                "holder");
    }

    public static Signed authority(String country) {
        List<AuthorityFacts.Operator> operators = new ArrayList<>();
        for (String name : operators(country)) {
            operators.add(new AuthorityFacts.Operator(name, List.of(key(name).publicKey())));
        }
        Header header = StatementSigner.header(
                Subject.authority(new Country(country)),
                1,
                NOW - DAY,
                NOW + 300 * DAY,
                List.of(),
                new AuthorityFacts(2, operators));
        return signed(header, List.of(), "holder");
    }

    /** Desk {@code country-CSE-n}, signed by both operators. */
    public static Signed desk(String country, int n, int version) {
        return desk(country, n, version, operators(country));
    }

    public static Signed desk(String country, int n, int version, String... signers) {
        String id = country + "-CSE-" + n;
        Part part = new Part(Digest.of(Utf8.encode(id + version)).bytes(), Utf8.encode("{\"desk\":\"" + id + "\"}"));
        Header header = StatementSigner.header(
                new Subject(StatementType.DESK, country, id), version, NOW - DAY, NOW + 300 * DAY, List.of(part));
        return signed(header, List.of(part), signers);
    }

    /** A device of officer {@code name}, with the statement key of that name. */
    public static Signed device(String country, String name, String statementKey) {
        DevicePart device = new DevicePart(
                name,
                key(statementKey).publicKey(),
                key(name + "/mls").publicKey(),
                new byte[XWing.PUBLIC_KEY_LENGTH],
                EnumSet.of(Role.OFFICER));
        Part part = new Part(Digest.of(Utf8.encode(name)).bytes(), device.body());
        Subject subject = Subject.device(new Country(country), device.id());
        Header header = StatementSigner.header(subject, 1, NOW - DAY, NOW + 80 * DAY, List.of(part));
        return signed(header, List.of(part), operators(country));
    }

    /** A persona under both operators of its country; its key has its handle. */
    public static Signed persona(String country, String handle, Role badge, String... topics) {
        PersonaPart persona =
                new PersonaPart(handle, badge, List.of(topics), key(handle).publicKey());
        Part part = new Part(Digest.of(Utf8.encode(handle)).bytes(), persona.body());
        Subject subject = new Subject(StatementType.PERSONA, country, handle);
        Header header = StatementSigner.header(subject, 1, NOW - DAY, NOW + 300 * DAY, List.of(part));
        return signed(header, List.of(part), operators(country));
    }

    public static String[] operators(String country) {
        String low = country.toLowerCase(Locale.ROOT);
        return new String[] {low + "-o-1", low + "-o-2"};
    }

    /** Two capital letters for each number below 676. */
    public static String country(int n) {
        return "" + (char) ('A' + n / 26) + (char) ('A' + n % 26);
    }

    /** Under these signers. */
    public static Signed signed(Header header, List<Part> parts, String... signers) {
        try {
            Envelope envelope = new StatementSigner(key(signers[0])).sign(header);
            for (int i = 1; i < signers.length; i++) {
                envelope = new StatementSigner(key(signers[i])).countersign(envelope);
            }
            return new Signed(envelope, parts);
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
