package org.hublink.messaging;

import static org.hublink.platform.TestDatabase.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.hublink.platform.DatabaseAddress;
import org.hublink.platform.Network;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Json;
import org.hublink.protocol.CaseHint;
import org.hublink.protocol.CaseParty;
import org.hublink.protocol.CaseState;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.DeskDoors;
import org.hublink.protocol.DeskDuty;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.RandomId;
import org.hublink.protocol.Urgency;
import org.hublink.transparency.LogNode;

/** A French desk asks a Brazilian one that has an alternate; one node or two; clocks that the test moves. */
final class AlertWorld {
    static final String ASKS = "FR-CYB-1";
    static final String ANSWERS = "BR-CSE-247";
    static final String STANDS_IN = "BR-CYB-1";
    static final long MINUTE = 60;

    final List<DeliveryNode> nodes = new ArrayList<>();
    final DeliveryNode node;
    final DeskWorld log;
    final Digest ana;
    final Digest rui;
    final Digest eva;
    final Digest luc;
    final Peer asker;

    AlertWorld(Vertx vertx, DatabaseAddress address, Path data, AlertSettings settings) {
        node = DeliveryNode.open(vertx, address, data, MessagingSettings.DEFAULT.with(settings));
        nodes.add(node);
        log = new DeskWorld(node, "FR", "BR");
        ana = log.device("BR", "br-ana");
        rui = log.device("BR", "br-rui");
        eva = log.device("BR", "br-eva");
        luc = log.device("FR", "fr-luc");
        log.desk(ANSWERS, 1, List.of("br-ana", "br-rui"), List.of(STANDS_IN));
        log.desk(STANDS_IN, 1, "br-eva", "br-bia");
        log.desk(ASKS, 1, "fr-luc", "fr-eve");
        asker = new Peer(node, luc);
    }

    /** Settings under which webhooks may reach this machine. */
    static AlertSettings reaching(Hook hook) {
        return new AlertSettings(
                AlertSettings.DEFAULT.pace(),
                AlertSettings.DEFAULT.reminders(),
                new AlertSettings.Webhooks(
                        List.of(
                                Network.read("127.0.0.0/8").orElseThrow(),
                                Network.read("::1").orElseThrow()),
                        Optional.of(hook.authority)),
                Optional.empty(),
                90);
    }

    void close() {
        nodes.forEach(DeliveryNode::close);
    }

    void pass(long seconds) {
        nodes.forEach(one -> one.clock.addAndGet(seconds));
    }

    /** Begins a case between the desks. */
    RandomId group() {
        RandomId group = Peer.newId();
        Peer.expectTaken(asker.send(new DeliveryFrame.Open(
                Peer.newId(),
                DeliveryFrame.Kind.CASE,
                group,
                List.of(
                        new DeliveryFrame.Place(ASKS, CaseParty.REQUESTER),
                        new DeliveryFrame.Place(ANSWERS, CaseParty.ANSWERER),
                        new DeliveryFrame.Place(STANDS_IN, CaseParty.ALTERNATE)))));
        return group;
    }

    /** A commit that names one more desk. */
    List<DeliveryFrame> widen(RandomId group, long epoch, String desk, CaseParty party) {
        return asker.send(new DeliveryFrame.Commit(
                Peer.newId(),
                group,
                epoch,
                ++asker.counter,
                List.of(),
                List.of(),
                List.of(new DeliveryFrame.Place(desk, party)),
                new byte[] {1},
                null));
    }

    void tell(RandomId group, Urgency urgency, CaseState state, CaseHint.Due... due) {
        tell(group, 0, urgency, state, due);
    }

    void tell(RandomId group, long epoch, Urgency urgency, CaseState state, CaseHint.Due... due) {
        Peer.expectTaken(asker.send(new DeliveryFrame.Send(
                Peer.newId(),
                group,
                epoch,
                ++asker.counter,
                new byte[] {1},
                new CaseHint(urgency, state, List.of(due)))));
    }

    HttpResponse<byte[]> put(String desk, String what, Digest device, Envelope act) {
        return DeliveryNode.send(node.request("/desks/" + desk + "/" + what, device.hex())
                .header("content-type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(act.bytes())));
    }

    HttpResponse<byte[]> doors(String desk, String officer, Digest device, DeskDoors doors) {
        return put(desk, "doors", device, log.act(DeskDoors.KIND, desk, officer, device, doors.body()));
    }

    HttpResponse<byte[]> duty(String desk, String officer, Digest device, long from, long until) {
        Json.Obj body = new DeskDuty(from, until).body();
        return put(desk, "duty", device, log.act(DeskDuty.KIND, desk, officer, device, body));
    }

    JsonArray alerts(String desk, Digest device) {
        return json(node.get("/desks/" + desk + "/alerts", device.hex())).getJsonArray("alerts");
    }

    int rounds(String desk, Digest device) {
        JsonArray alerts = alerts(desk, device);
        return alerts.isEmpty() ? 0 : alerts.getJsonObject(0).getInteger("rounds");
    }

    JsonObject reach(String desk) {
        return json(node.get("/desks/" + desk + "/reach", asker.device.hex()));
    }

    static JsonObject json(HttpResponse<byte[]> answer) {
        return new JsonObject(Buffer.buffer(answer.body()));
    }

    static String code(HttpResponse<byte[]> answer) {
        return answer.statusCode() + " " + json(answer).getString("code", "");
    }

    /**
     * Until what came of each call is written down. Time that passes before would have a call taken for lost with the node that
     * made it, and made again.
     */
    void settled() {
        until(() -> await(node.database.read(tx -> tx.connection()
                        .query("SELECT count(*) FROM alert_call")
                        .execute()
                        .map(rows -> rows.iterator().next().getLong(0))))
                == 0);
    }

    static void until(BooleanSupplier happened) {
        LogNode.until(happened);
    }
}
