package org.hublink.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hublink.client.Ended;
import org.hublink.client.ServerCalls;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import org.hublink.protocol.Audience;
import org.hublink.protocol.Header;
import org.hublink.protocol.Listing;
import org.hublink.protocol.ManifestEntry;
import org.hublink.protocol.ManifestPart;
import org.hublink.protocol.Part;
import org.hublink.protocol.PartJson;
import org.hublink.protocol.StatementSigner;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;

/** Puts a country's listings before the world: salted bodies to the server, then one manifest that names them all. */
final class Publishing {
    static final long MANIFEST_SECONDS = 380L * 86_400;
    private static final String LISTINGS = "/api/v1/directory/listings";

    private final Home home;
    private final ServerCalls server;
    private final Map<String, Part> published = new ConcurrentHashMap<>();

    Publishing(Home home, ServerCalls server) {
        this.home = home;
        this.server = server;
    }

    /** Uploads and publishes as version {@code version} of the country's manifest for all; returns the manifest's leaf. */
    long publish(Member member, String token, int version, List<Listing> listings) throws Ended {
        var entries = new ArrayList<ManifestEntry>();
        var bodies = new ArrayList<Part>();
        var ordered = new ArrayList<>(listings);
        ordered.sort(Comparator.comparing(Listing::id));
        for (var listing : ordered) {
            var part = published.get(key(listing));
            if (part == null) {
                part = salted(listing.body());
                published.put(key(listing), part);
                bodies.add(part);
            }
            entries.add(new ManifestEntry(listing.id(), listing.version(), part.digest()));
        }
        if (!bodies.isEmpty()) {
            server.post(LISTINGS, token, Json.obj().put("listings", PartJson.write(bodies)));
        }
        var manifest = salted(new ManifestPart(Audience.ALL, null, entries).body());
        return server.submit(member.signed(header(member, version, manifest)), List.of(manifest))
                .index();
    }

    Header header(Member member, int version, Part manifest) {
        long now = home.clock().now();
        var subject = new Subject(StatementType.MANIFEST, member.country().code(), Audience.ALL.name());
        return StatementSigner.header(subject, version, now, now + MANIFEST_SECONDS, List.of(manifest));
    }

    Part salted(byte[] body) {
        return new Part(home.randomness().bytes(Part.SALT_BYTES), body);
    }

    private static String key(Listing listing) {
        return listing.id() + " " + listing.version();
    }
}
