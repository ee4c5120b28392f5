package org.hublink.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.hublink.platform.TestDatabase;
import org.hublink.primitives.Json;
import org.hublink.protocol.DeskDoors;
import org.hublink.protocol.DeskDuty;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.Signature;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a desk says of itself counts by a signed act of the right person, and by the newest one. */
@Tag("server")
@ExtendWith(TestDatabase.class)
class DeskActIT {
    private static final DeskDoors DOORS =
            new DeskDoors(List.of("https://alarm.example/hub"), List.of("duty@police.example"), null);

    private AlertWorld world;

    @BeforeEach
    void open(Vertx vertx, @TempDir Path data) {
        world = new AlertWorld(vertx, TestDatabase.fresh(), data, AlertSettings.DEFAULT);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aHeadSetsTheDoorsAndTheDeskReadsHisAct() {
        Envelope act = act(DeskDoors.KIND, AlertWorld.ANSWERS, "br-ana", DOORS.body());
        assertThat(put(act)).isEqualTo("201 ");
        assertThat(put(act)).isEqualTo("200 ");
        JsonObject read = AlertWorld.json(world.node.get("/desks/BR-CSE-247/doors", world.rui.hex()));
        assertThat(read.getJsonObject("act").toBuffer().getBytes()).isEqualTo(act.bytes());
        assertThat(AlertWorld.code(world.node.get("/desks/BR-CSE-247/doors", world.luc.hex())))
                .isEqualTo("403 messaging.not-rostered");
    }

    @Test
    void aMemberWhoIsNoHeadDoesNot() {
        assertThat(AlertWorld.code(world.doors(AlertWorld.ANSWERS, "br-rui", world.rui, DOORS)))
                .isEqualTo("403 messaging.not-a-head");
    }

    @Test
    void aForeignDeviceSpeaksForNoDesk() {
        assertThat(AlertWorld.code(world.doors(AlertWorld.ANSWERS, "fr-luc", world.luc, DOORS)))
                .isEqualTo("403 messaging.not-rostered");
        long now = world.node.clock.get();
        assertThat(AlertWorld.code(world.duty(AlertWorld.ANSWERS, "fr-luc", world.luc, now, now + 60)))
                .isEqualTo("403 messaging.not-rostered");
    }

    @Test
    void aForgedActIsRefused() {
        Json.Obj body = DOORS.body();
        Envelope byAnotherKey = world.log.act(
                DeskDoors.KIND, AlertWorld.ANSWERS, "br-rui", world.ana, body, world.node.clock.get(), null);
        assertThat(put(byAnotherKey)).isEqualTo("403 messaging.act-signer");
        Envelope good = act(DeskDoors.KIND, AlertWorld.ANSWERS, "br-ana", body);
        byte[] altered = good.signatures().get(0).value();
        altered[5] ^= 1;
        Envelope broken = new Envelope(
                good.payloadType(),
                good.payload(),
                List.of(new Signature(good.signatures().get(0).keyId(), altered)));
        assertThat(put(broken)).isEqualTo("403 messaging.bad-signature");
    }

    @Test
    void anActForAnotherDeskOrOfAnotherKindIsRefused() {
        assertThat(put(act(DeskDoors.KIND, AlertWorld.STANDS_IN, "br-ana", DOORS.body())))
                .isEqualTo("403 messaging.act-context");
        assertThat(put(act(DeskDuty.KIND, AlertWorld.ANSWERS, "br-ana", new DeskDuty(0, 60).body())))
                .isEqualTo("403 messaging.act-context");
    }

    @Test
    void anActOfAnHourAgoAndOneThatALaterOneReplacedAreStale() {
        Envelope first = act(DeskDoors.KIND, AlertWorld.ANSWERS, "br-ana", DOORS.body());
        assertThat(put(first)).isEqualTo("201 ");
        world.pass(10);
        assertThat(put(act(
                        DeskDoors.KIND,
                        AlertWorld.ANSWERS,
                        "br-ana",
                        new DeskDoors(List.of(), List.of(), null).body())))
                .isEqualTo("201 ");
        assertThat(put(first)).isEqualTo("409 messaging.act-stale");
        Envelope old = act(DeskDoors.KIND, AlertWorld.ANSWERS, "br-ana", DOORS.body());
        world.pass(3_600);
        assertThat(put(old)).isEqualTo("409 messaging.act-stale");
    }

    @Test
    void whatTheBodySaysIsBounded() {
        for (String webhook : List.of(
                "http://alarm.example/",
                "https://user@alarm.example/",
                "https://alarm.example:0/",
                "https://alarm.example/ x",
                "https://[::1]/",
                "https:///x")) {
            Json.Obj body = Json.obj()
                    .putTexts("webhooks", List.of(webhook))
                    .putTexts("mails", List.of())
                    .build();
            assertThat(put(act(DeskDoors.KIND, AlertWorld.ANSWERS, "br-ana", body)))
                    .as(webhook)
                    .isEqualTo("403 messaging.doors-webhook");
        }
        for (String mail :
                List.of("duty", "@x.example", "a b@x.example", "a@x", "-a@x.example", "a@x.example,b@x.example")) {
            Json.Obj body = Json.obj()
                    .putTexts("webhooks", List.of())
                    .putTexts("mails", List.of(mail))
                    .build();
            assertThat(put(act(DeskDoors.KIND, AlertWorld.ANSWERS, "br-ana", body)))
                    .as(mail)
                    .startsWith("403 messaging.");
        }
        Json.Obj long8 = Json.obj().put("from", 0).put("until", 8 * 86_400).build();
        Envelope duty = act(DeskDuty.KIND, AlertWorld.ANSWERS, "br-ana", long8);
        assertThat(AlertWorld.code(world.put(AlertWorld.ANSWERS, "duty", world.ana, duty)))
                .isEqualTo("403 messaging.duty-times");
    }

    private String put(Envelope act) {
        return AlertWorld.code(world.put(AlertWorld.ANSWERS, "doors", world.ana, act));
    }

    private Envelope act(String kind, String desk, String officer, Json.Obj body) {
        return world.log.act(kind, desk, officer, world.ana, body);
    }
}
