package org.hublink.messaging;

import static org.hublink.platform.TestDatabase.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.Act;
import org.hublink.protocol.DeskPart;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.Header;
import org.hublink.protocol.Part;
import org.hublink.protocol.StatementSigner;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;
import org.hublink.transparency.Appended;
import org.hublink.transparency.LogWorld;
import org.jspecify.annotations.Nullable;

/** Desks, their members and devices in a node's log, and acts signed by them. */
final class DeskWorld {
    private static final long DAY = 86_400;
    /** No act is judged by it here. */
    private static final Digest TREE = Digest.of(Utf8.encode("tree"));

    private final DeliveryNode node;

    DeskWorld(DeliveryNode node, String... countries) {
        this.node = node;
        append(LogWorld.root());
        for (String country : countries) {
            append(LogWorld.authority(country));
        }
    }

    /** Logs an officer's device; its statement key has the officer's name. */
    Digest device(String country, String officer) {
        LogWorld.Signed device = LogWorld.device(country, officer, officer);
        append(device);
        try {
            return Digest.fromHex(device.leaf().header().id());
        } catch (Malformed impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Logs a desk; its first member is its head. */
    void desk(String id, int version, String... members) {
        desk(id, version, List.of(members), List.of());
    }

    void desk(String id, int version, List<String> members, List<String> alternates) {
        String country = id.substring(0, 2);
        DeskPart roster = new DeskPart(List.of("cyber-24-7"), members, List.of(members.get(0)), alternates);
        Part part = new Part(Digest.of(Utf8.encode(id + version)).bytes(), roster.body());
        Header header = StatementSigner.header(
                new Subject(StatementType.DESK, country, id),
                version,
                LogWorld.NOW - DAY,
                LogWorld.NOW + 300 * DAY,
                List.of(part));
        append(LogWorld.signed(header, List.of(part), LogWorld.operators(country)));
    }

    /** An act by the device of {@code officer}, signed now at the log's head with the key of {@code key}. */
    Envelope act(String kind, String context, String officer, Digest device, Json.Obj body) {
        return act(kind, context, officer, device, body, node.clock.get(), null);
    }

    Envelope act(
            String kind,
            String context,
            String key,
            Digest device,
            Json.Obj body,
            long time,
            @Nullable Digest follows) {
        return await(node.log.judge((trust, moment) -> new Act(
                        kind,
                        Peer.newId().hex(),
                        context,
                        new Act.Signer(Act.SignerType.DEVICE, country(key), device.hex(), 1),
                        moment.size(),
                        TREE,
                        time,
                        follows,
                        body)))
                .signedBy(LogWorld.key(key));
    }

    private static String country(String officer) {
        return officer.substring(0, 2).toUpperCase(Locale.ROOT);
    }

    void append(LogWorld.Signed signed) {
        Appended appended = await(node.log.append(signed.envelope(), new ArrayList<>(signed.parts())));
        if (!(appended instanceof Appended.Logged)) {
            throw new AssertionError(appended);
        }
    }
}
