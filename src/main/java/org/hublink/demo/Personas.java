package org.hublink.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.client.Ended;
import org.hublink.client.ServerCalls;
import org.hublink.engine.OwnKey;
import org.hublink.engine.VaultContents;
import org.hublink.engine.VaultOwner;
import org.hublink.primitives.Home;
import org.hublink.protocol.Part;
import org.hublink.protocol.PersonaPart;
import org.hublink.protocol.Role;
import org.hublink.protocol.StatementSigner;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;
import org.jspecify.annotations.Nullable;

/** The demo's faces in the forum: four in the example officers' vaults, the others with keys that live as long as this process. */
final class Personas {
    /** Which example officer is whom: one who asks, an expert, a moderator who is an expert too, a moderator. */
    private static final Map<String, String> VAULTS = Map.of(
            "FR-officer-1", "harbour-17",
            "FR-officer-2", "sorbier-31",
            "BR-officer-1", "ipe-22",
            "BR-officer-2", "farol-2");

    private static final long SECONDS = 380L * 86_400;

    private final Home home;
    private final Map<String, Face> faces = new LinkedHashMap<>();

    /** A persona with its key. */
    record Face(ForumContent.Persona persona, VaultOwner.Persona key) {}

    Personas(Home home, ForumContent content) {
        this.home = home;
        for (var persona : content.personas()) {
            var key = OwnKey.ed25519(home.randomness());
            var part = new PersonaPart(persona.handle(), persona.badge(), persona.topics(), key.publicKey());
            faces.put(
                    persona.handle(),
                    new Face(
                            persona,
                            new VaultOwner.Persona(
                                    key, new Part(home.randomness().bytes(Part.SALT_BYTES), part.body()))));
        }
    }

    @Nullable
    Face face(String handle) {
        return faces.get(handle);
    }

    /** The moderators' keys. */
    List<OwnKey> moderators() {
        return faces.values().stream()
                .filter(face -> face.persona().badge() == Role.MODERATOR)
                .map(face -> face.key().key())
                .toList();
    }

    /** The contents of an example vault with the persona of that officer, if he has one. */
    VaultContents with(String vault, VaultContents contents) {
        var handle = VAULTS.get(vault);
        var face = handle == null ? null : faces.get(handle);
        if (face == null || !(contents.owner() instanceof VaultOwner.Device device)) {
            return contents;
        }
        var owner = new VaultOwner.Device(
                device.country(),
                device.statementKey(),
                device.mlsKey(),
                device.sealingSeed(),
                device.device(),
                device.card(),
                face.key());
        return new VaultContents(owner, contents.root(), contents.origin(), contents.storeKey(), null);
    }

    /** Logs the personas of these members, each under both its operators; the last leaf, or -1. */
    long enlist(ServerCalls server, List<Member> members) throws Ended {
        long now = home.clock().now();
        long last = -1;
        for (var member : members) {
            for (var face : faces.values()) {
                var country = member.country().code();
                if (face.persona().country().equals(country)) {
                    var subject = new Subject(
                            StatementType.PERSONA, country, face.persona().handle());
                    var header = StatementSigner.header(
                            subject, 1, now, now + SECONDS, List.of(face.key().part()));
                    last = Math.max(
                            last,
                            server.submit(
                                            member.signed(header),
                                            List.of(face.key().part()))
                                    .index());
                }
            }
        }
        return last;
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
