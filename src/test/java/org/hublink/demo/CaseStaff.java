package org.hublink.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.hublink.client.Ended;
import org.hublink.client.HttpHome;
import org.hublink.client.ServerCalls;
import org.hublink.engine.OwnKey;
import org.hublink.engine.VaultContents;
import org.hublink.engine.VaultOwner;
import org.hublink.primitives.Home;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.XWing;
import org.hublink.protocol.CardPart;
import org.hublink.protocol.Country;
import org.hublink.protocol.DeskPart;
import org.hublink.protocol.DevicePart;
import org.hublink.protocol.Part;
import org.hublink.protocol.PersonaPart;
import org.hublink.protocol.Role;
import org.hublink.protocol.StatementSigner;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;
import org.jspecify.annotations.Nullable;

/** A country's operators who enlist more officers and change desks' rosters. */
final class CaseStaff {
    private static final long DAY_SECONDS = 86_400;

    private final World world;
    private final Home home;
    private final String origin;
    private final ServerCalls server;
    private final Member member;
    private long lastLeaf;

    CaseStaff(World world, String origin, String country) throws IOException, Ended {
        this.world = world;
        this.home = world.home();
        this.origin = origin;
        this.server = new ServerCalls(HttpHome.at(origin, null), home.text());
        var operators = new ArrayList<VaultOwner.Operator>();
        for (var name : ExampleKeys.operators(country)) {
            operators.add((VaultOwner.Operator) world.vault(name).contents().owner());
        }
        this.member = new Member(new Country(country), operators);
    }

    /** A new officer's device in the log; what his vault would hold. */
    VaultContents officer(String pseudonym) throws IOException, Ended {
        return officer(pseudonym, null);
    }

    /** The same with a persona of the same name in the forum, if it has a badge. */
    VaultContents officer(String pseudonym, @Nullable Role badge) throws IOException, Ended {
        var statementKey = OwnKey.ed25519(home.randomness());
        var mlsKey = OwnKey.ed25519(home.randomness());
        byte[] seed = home.randomness().bytes(XWing.SEED_LENGTH);
        var device = new DevicePart(
                pseudonym, statementKey.publicKey(), mlsKey.publicKey(), XWing.publicKey(seed), Set.of(Role.OFFICER));
        var card = new CardPart("Noor Voorbeeld", "A desk of the tests", List.of("fr"), "+33 1 99 00 00 77");
        var owner = new VaultOwner.Device(
                member.country().code(),
                statementKey,
                mlsKey,
                seed,
                part(device.body()),
                part(card.body()),
                badge == null ? null : persona(pseudonym, badge));
        long now = home.clock().now();
        var header = StatementSigner.header(
                Subject.device(member.country(), device.id()),
                1,
                now,
                now + 80 * DAY_SECONDS,
                List.of(owner.device(), owner.card()));
        lastLeaf = server.submit(member.signed(header), Arrays.asList(owner.device(), null))
                .index();
        var pin = world.vault(ExampleKeys.officers(member.country().code()).get(0))
                .contents()
                .root();
        return VaultContents.fresh(owner, pin, origin, home.randomness());
    }

    private VaultOwner.Persona persona(String handle, Role badge) throws Ended {
        var key = OwnKey.ed25519(home.randomness());
        var part = part(new PersonaPart(handle, badge, List.of(), key.publicKey()).body());
        long now = home.clock().now();
        var subject = new Subject(StatementType.PERSONA, member.country().code(), handle);
        server.submit(
                member.signed(StatementSigner.header(subject, 1, now, now + 80 * DAY_SECONDS, List.of(part))),
                List.of(part));
        return new VaultOwner.Persona(key, part);
    }

    /** Returns the leaf. */
    long desk(String id, int version, List<String> officers, List<String> alternates) throws Ended {
        long now = home.clock().now();
        var part =
                part(new DeskPart(List.of("child-exploitation"), officers, officers.subList(0, 1), alternates).body());
        var subject = new Subject(StatementType.DESK, member.country().code(), id);
        var header = StatementSigner.header(subject, version, now, now + 300 * DAY_SECONDS, List.of(part));
        return server.submit(member.signed(header), List.of(part)).index();
    }

    long lastLeaf() {
        return lastLeaf;
    }

    static String pseudonym(VaultOwner.Device device, Home home) {
        try {
            return DevicePart.read(device.device().body(), home.text()).officer();
        } catch (Malformed broken) {
            throw new IllegalStateException(broken);
        }
    }

    private Part part(byte[] body) {
        return new Part(home.randomness().bytes(Part.SALT_BYTES), body);
    }
}
