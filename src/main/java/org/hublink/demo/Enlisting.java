package org.hublink.demo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hublink.client.Ended;
import org.hublink.client.ServerCalls;
import org.hublink.engine.VaultOwner;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.DeskPart;
import org.hublink.protocol.DevicePart;
import org.hublink.protocol.Header;
import org.hublink.protocol.Part;
import org.hublink.protocol.PartJson;
import org.hublink.protocol.StatementSigner;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;
import org.jspecify.annotations.Nullable;

/** Makes the example officers' devices count, as two operators do it: one proposes and signs, the other signs too. */
final class Enlisting {
    private static final long DEVICE_SECONDS = 89L * 86_400;
    private static final long DESK_SECONDS = 380L * 86_400;
    private static final String PENDING = "/api/v1/officers/pending";

    private final Home home;
    private final ServerCalls server;
    private final Sessions sessions;

    Enlisting(Home home, ServerCalls server, Sessions sessions) {
        this.home = home;
        this.server = server;
        this.sessions = sessions;
    }

    /** Logs one device. Its card, with the officer's name, never leaves: the header has its salted hash. */
    void device(Member member, VaultOwner.Device device) throws Ended {
        long now = home.clock().now();
        var header = StatementSigner.header(
                Subject.device(member.country(), device.deviceId()),
                1,
                now,
                now + DEVICE_SECONDS,
                List.of(device.device(), device.card()));
        gather(member, header, Arrays.asList(device.device(), null));
    }

    /** Logs a desk whose members and heads are these officers. */
    void desk(Member member, String id, List<String> functions, List<String> officers) throws Ended {
        long now = home.clock().now();
        var part = new Part(
                home.randomness().bytes(Part.SALT_BYTES),
                new DeskPart(functions, officers, officers.subList(0, 1), List.of()).body());
        var subject = new Subject(StatementType.DESK, member.country().code(), id);
        server.submit(
                member.signed(StatementSigner.header(subject, 1, now, now + DESK_SECONDS, List.of(part))),
                List.of(part));
    }

    /** The first operator proposes, the second one's signature makes it a leaf. */
    private void gather(Member member, Header header, List<@Nullable Part> parts) throws Ended {
        var first = member.operators().get(0);
        var second = member.operators().get(1);
        var proposed = new StatementSigner(first.key().signing()).sign(header);
        server.post(
                PENDING,
                sessions.token(first),
                Json.obj().put("envelope", proposed.json()).put("parts", PartJson.write(parts)));
        try {
            var both = new StatementSigner(second.key().signing()).countersign(proposed);
            var signature = both.signatures().get(1);
            server.post(
                    PENDING + "/" + header.digest().hex() + "/signatures",
                    sessions.token(second),
                    Json.obj().put("keyid", signature.keyId()).putBase64("sig", signature.value()));
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Pseudonym of the officer behind a device. */
    String officer(VaultOwner.Device device) {
        try {
            return DevicePart.read(device.device().body(), home.text()).officer();
        } catch (Malformed broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** Ids of desks in the form that all demo listings use. */
    static List<String> desks(String country) {
        return new ArrayList<>(List.of(country + "-CSE-247", country + "-NCB-1", country + "-MLA-1"));
    }
}
