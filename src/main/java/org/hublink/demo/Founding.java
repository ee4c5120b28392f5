package org.hublink.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hublink.client.Ended;
import org.hublink.client.ServerCalls;
import org.hublink.client.ServerKeys;
import org.hublink.engine.Ceremony;
import org.hublink.engine.OwnKey;
import org.hublink.engine.VaultOwner;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Home;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Country;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.Header;
import org.hublink.protocol.RootFacts;
import org.hublink.protocol.SigningKey;

/** The ceremony of the demo: a root under two of three example shares, and an authority of two operators for each member state. */
final class Founding {
    /** Name of the demo's log. */
    static final String LOG = "hublink.example/demo";

    static final long ROOT_SECONDS = 395L * 86_400;
    static final long AUTHORITY_SECONDS = 380L * 86_400;
    private static final int THRESHOLD = 2;
    private static final char[] PSEUDONYM_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789".toCharArray();
    private static final int PSEUDONYM_CHARS = 6;

    private final Home home;
    private final ExampleKeys keys;
    private final List<SigningKey> shares = new ArrayList<>();

    Founding(Home home, ExampleKeys keys) throws IOException, Ended {
        this.home = home;
        this.keys = keys;
        for (var name : ExampleKeys.ROOTS) {
            shares.add(keys.rootHolder(name).key().signing());
        }
    }

    /** The first root's statement: two of the three shares sign what each built for himself. */
    Envelope root(ServerKeys server) throws Ended {
        long now = home.clock().now();
        var facts = new RootFacts(
                LOG,
                THRESHOLD,
                shares.stream().map(SigningKey::publicKey).toList(),
                server.log().publicKey(),
                server.cosigner().publicKey(),
                null);
        return underTwoShares(Ceremony.root(1, facts, now, now + ROOT_SECONDS));
    }

    /** What the server and every vault of the demo pin. */
    static Digest pin(Envelope root) {
        return Digest.of(root.payload());
    }

    /** The member with its example keys, or with keys that live as long as this process. */
    Member member(Country country) throws IOException, Ended {
        var operators = new ArrayList<VaultOwner.Operator>();
        if (ExampleKeys.COUNTRIES.contains(country.code())) {
            for (var name : ExampleKeys.operators(country.code())) {
                operators.add(keys.operator(name));
            }
        } else {
            for (int i = 0; i < THRESHOLD; i++) {
                operators.add(
                        new VaultOwner.Operator(country.code(), pseudonym(country), OwnKey.ed25519(home.randomness())));
            }
        }
        return new Member(country, operators);
    }

    /** Logs a member's authority statement. */
    long admit(ServerCalls server, Member member) throws Ended {
        long now = home.clock().now();
        var header = Ceremony.authority(member.country(), 1, member.facts(), now, now + AUTHORITY_SECONDS);
        return server.submit(underTwoShares(header), List.of()).index();
    }

    private Envelope underTwoShares(Header header) throws Ended {
        try {
            return Ceremony.join(Ceremony.begin(header, shares.get(0)), header, shares.get(1));
        } catch (Malformed refused) {
            throw Ended.refused(refused.reason(), "The root shares do not sign the same statement.");
        }
    }

    private String pseudonym(Country country) {
        var name = new StringBuilder(home.text().lower(country.code())).append("-o-");
        for (byte b : home.randomness().bytes(PSEUDONYM_CHARS)) {
            name.append(PSEUDONYM_LETTERS[(b & 0xff) % PSEUDONYM_LETTERS.length]);
        }
        return name.toString();
    }

    /** Makes the server's keys and tells it its root. */
    static ServerKeys serverKeys(Path data, Home home) throws IOException, Ended {
        return ServerKeys.make(data, home.randomness());
    }
}
