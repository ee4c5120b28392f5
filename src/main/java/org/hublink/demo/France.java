package org.hublink.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.hublink.client.Ended;
import org.hublink.client.HttpHome;
import org.hublink.client.OfficerClient;
import org.hublink.client.ServerCalls;
import org.hublink.engine.Revoke;
import org.hublink.engine.VaultOwner;
import org.hublink.engine.VerifiedListing;
import org.hublink.engine.Wish;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Audience;
import org.hublink.protocol.Channel;
import org.hublink.protocol.ChannelKind;
import org.hublink.protocol.Country;
import org.hublink.protocol.Header;
import org.hublink.protocol.Listing;
import org.hublink.protocol.ManifestEntry;
import org.hublink.protocol.ManifestPart;
import org.hublink.protocol.Part;
import org.hublink.protocol.PartJson;
import org.hublink.protocol.RevocationFacts;
import org.hublink.protocol.Standing;
import org.hublink.protocol.StatementSigner;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;

/** The authority of France at work while the attacks go on: it changes a listing and puts a device on hold, honestly. */
final class France {
    private static final Country COUNTRY = new Country("FR");
    private static final Subject MANIFEST = new Subject(StatementType.MANIFEST, COUNTRY.code(), Audience.ALL.name());
    private static final String NEW_PHONE = "+33 1 99 00 99 0";

    private final World world;
    private final Home home;
    private final HttpHome http;
    private final ServerCalls server;
    private final Member member;
    private int manifestVersion;
    private Part manifestPart;
    private Part oldListing;
    private String heldDevice = "";

    France(World world, String origin) throws IOException, Ended {
        this.world = world;
        this.home = world.home();
        this.http = HttpHome.at(origin, null);
        this.server = new ServerCalls(http, home.text());
        var operators = new ArrayList<VaultOwner.Operator>();
        for (var name : ExampleKeys.operators(COUNTRY.code())) {
            operators.add((VaultOwner.Operator) world.vault(name).contents().owner());
        }
        this.member = new Member(COUNTRY, operators);
        this.manifestPart = salted(new byte[0]);
        this.oldListing = manifestPart;
    }

    Member member() {
        return member;
    }

    /** The salted bytes that the desk's listing had before it was changed. */
    Part oldListing() {
        return oldListing;
    }

    String heldDevice() {
        return heldDevice;
    }

    /** Publishes the desk's listing with another telephone number, under a new version of the manifest. */
    void changesListing(String desk) throws IOException, Ended {
        try (var client = operator()) {
            client.must(new Wish.Sync());
            var engine = client.engine();
            var manifest = engine.trust().newest(MANIFEST, engine.moment()).valueOrNull();
            var listing = engine.listings().get(desk);
            var token = engine.token();
            if (manifest == null || listing == null || token == null) {
                throw Ended.refused("demo-broken", "France does not see its own listings.");
            }
            oldListing = fetched(listing, token);
            var body = salted(changed(listing.listing()).body());
            server.post("/api/v1/directory/listings", token, Json.obj().put("listings", PartJson.write(List.of(body))));
            manifestVersion = manifest.header().version() + 1;
            manifestPart = salted(manifestBody(engine.listings().values(), desk, listing, body));
            server.submit(member.signed(manifest(manifestVersion)), List.of(manifestPart));
        }
    }

    private Part fetched(VerifiedListing listing, String token) throws Ended {
        byte[] answer = server.call(
                "POST",
                "/api/v1/directory/listings/fetch",
                token,
                "application/octet-stream",
                listing.digest().bytes());
        try {
            var in = new ByteReader(answer);
            return new Part(in.bytes(Part.SALT_BYTES), in.bytes((int) in.u32()));
        } catch (Malformed malformed) {
            throw Ended.refused("unexpected-answer", "The listing did not come: " + malformed.reason() + ".");
        }
    }

    private static byte[] manifestBody(Iterable<VerifiedListing> all, String desk, VerifiedListing old, Part changed) {
        var entries = new ArrayList<ManifestEntry>();
        for (var one : all) {
            if (one.listing().country().equals(COUNTRY.code())) {
                entries.add(
                        one.listing().id().equals(desk)
                                ? new ManifestEntry(desk, old.listing().version() + 1, changed.digest())
                                : new ManifestEntry(
                                        one.listing().id(), one.listing().version(), one.digest()));
            }
        }
        return new ManifestPart(Audience.ALL, null, entries).body();
    }

    private Listing changed(Listing old) {
        var channels = new ArrayList<Channel>();
        int version = old.version() + 1;
        for (var channel : old.channels()) {
            channels.add(
                    channel.kind() == ChannelKind.PHONE
                            ? new Channel(channel.kind(), NEW_PHONE + version % 10, channel.languages(), channel.key())
                            : channel);
        }
        return new Listing(
                old.id(),
                version,
                old.authority(),
                old.unit(),
                old.scope(),
                old.hours(),
                old.languages(),
                channels,
                old.terms(),
                old.alternates(),
                old.validity());
    }

    /** One operator puts an officer's device on hold: in force at once. Returns its leaf. */
    long holdsDevice(String officer) throws IOException, Ended {
        var device = (VaultOwner.Device) world.vault(officer).contents().owner();
        heldDevice = device.deviceId();
        var header = revocation(Revoke.device(heldDevice), RevocationFacts.Mode.HOLD);
        var signed = new StatementSigner(member.operators().get(0).key().signing()).sign(header);
        return server.submit(signed, List.of()).index();
    }

    /** Both operators lift an officer's hold, of an earlier run that was cut too. Returns the leaf; none if not held. */
    OptionalLong liftsHold(String officer) throws IOException, Ended {
        var device = (VaultOwner.Device) world.vault(officer).contents().owner();
        var target = Revoke.device(device.deviceId());
        if (!held(target)) {
            return OptionalLong.empty();
        }
        var signed = member.signed(revocation(target, RevocationFacts.Mode.LIFT));
        return OptionalLong.of(server.submit(signed, List.of()).index());
    }

    private boolean held(String target) throws IOException, Ended {
        try (var client = operator()) {
            client.must(new Wish.Follow());
            var standing = client.engine()
                    .trust()
                    .standing(target, COUNTRY, client.engine().moment());
            return standing.state() == Standing.State.HELD;
        }
    }

    /** A revocation as France's own client builds it. */
    Header revocation(String target, RevocationFacts.Mode mode) throws IOException, Ended {
        try (var client = operator()) {
            client.must(new Wish.Follow());
            var trust = client.engine().trust();
            return Revoke.header(
                    trust,
                    COUNTRY,
                    target,
                    mode,
                    trust.ledger().size() - 1,
                    null,
                    home.clock().now());
        }
    }

    /** A manifest header {@code steps} versions after the newest that France published. */
    Header manifestAfter(int steps) {
        return manifest(manifestVersion + steps);
    }

    private Header manifest(int version) {
        long now = home.clock().now();
        return StatementSigner.header(MANIFEST, version, now, now + Publishing.MANIFEST_SECONDS, List.of(manifestPart));
    }

    private Part salted(byte[] body) {
        return new Part(home.randomness().bytes(Part.SALT_BYTES), body);
    }

    private OfficerClient operator() throws IOException, Ended {
        return world.client(ExampleKeys.operators(COUNTRY.code()).get(0), http, home);
    }
}
