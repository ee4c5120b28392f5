package org.hublink.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hublink.platform.TestDatabase.await;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hublink.client.Ended;
import org.hublink.client.HttpHome;
import org.hublink.client.Watch;
import org.hublink.platform.DatabaseAddress;
import org.hublink.platform.TestDatabase;
import org.hublink.protocol.CaseState;
import org.hublink.protocol.DeskDoors;
import org.hublink.protocol.RandomId;
import org.hublink.protocol.Urgency;
import org.hublink.transparency.LogWorld;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An emergency to a desk whose page is closed: a duty room's watch and a webhook wake it. */
@Tag("server")
@ExtendWith(TestDatabase.class)
class WatchIT {
    private static final String LINE = "Hublink: emergency for BR-CSE-247, open the Hub";

    private final List<Watch.Ring> rung = new CopyOnWriteArrayList<>();
    private AlertWorld world;
    private Hook hook;
    private Watch watch;

    @BeforeEach
    void open(Vertx vertx, @TempDir Path data) throws Ended {
        DatabaseAddress address = TestDatabase.fresh();
        hook = new Hook(vertx, data);
        world = new AlertWorld(vertx, address, data, AlertWorld.reaching(hook));
        watch = new Watch(HttpHome.at(world.node.origin(), null), LogWorld.TEXT, Watch.Pace.USUAL, rung::add);
    }

    @AfterEach
    void close() {
        watch.close();
        world.close();
        hook.close();
    }

    @Test
    void anEmergencyRingsThereAtOnceAgainAfterTwoMinutesAndStopsOnAcknowledgement(Vertx vertx) {
        CompletableFuture<Boolean> over = watching();
        assertThat(world.doors(
                                AlertWorld.ANSWERS,
                                "br-ana",
                                world.ana,
                                new DeskDoors(List.of(hook.url()), List.of(), null))
                        .statusCode())
                .isEqualTo(201);
        // The first TLS of a JVM costs seconds on a busy machine; it is not what is timed here.
        WebhookDoor warm = new WebhookDoor(vertx, AlertWorld.reaching(hook).webhooks(), InetAddress::getAllByName);
        Alert alert = new Alert(Peer.newId(), AlertWorld.ANSWERS, "emergency", "sent", 1, 1, 1, false);
        AlertWorld.until(() -> await(warm.call(alert, hook.url())).equals(AlertDoor.RUNG));
        await(warm.close());
        int before = hook.called().size();
        RandomId group = world.group();
        long began = System.nanoTime();
        world.tell(group, Urgency.EMERGENCY, CaseState.SENT);
        AlertWorld.until(() -> rung.size() == 1);
        AlertWorld.until(() -> hook.called().size() == before + 1);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        System.out.println("rung by watch and webhook after " + took.toMillis() + " ms");
        assertThat(rung.get(0).text()).isEqualTo(LINE);
        assertThat(hook.called().get(before).getString("text")).isEqualTo(LINE);
        world.settled();
        world.pass(120);
        AlertWorld.until(() -> rung.size() == 2 && hook.called().size() == before + 2);
        world.settled();
        world.tell(group, Urgency.EMERGENCY, CaseState.ACKNOWLEDGED);
        world.pass(3_600);
        await(world.node.messaging.ring());
        assertThat(rung).hasSize(2);
        assertThat(hook.called()).hasSize(before + 2);
        watch.close();
        assertThat(over.join()).isFalse();
    }

    @Test
    void withNobodyThereTheSenderIsTold() {
        world.tell(world.group(), Urgency.EMERGENCY, CaseState.SENT);
        JsonObject reach = world.reach(AlertWorld.ANSWERS);
        assertThat(reach).isEqualTo(new JsonObject().put("connected", 0).putNull("lastConnected"));
    }

    @Test
    void itComesBackAfterABreakAndHearsWhatStillRings() {
        var unused = watching();
        RandomId group = world.group();
        world.tell(group, Urgency.EMERGENCY, CaseState.SENT);
        AlertWorld.until(() -> rung.size() == 1);
        watch.close();
        watch = again();
        var unusedToo = watching();
        AlertWorld.until(() -> rung.size() == 2);
        assertThat(rung.get(1)).isEqualTo(rung.get(0));
    }

    @Test
    void aSessionThatIsOverEndsItAndIsRung() {
        world.node.tokens = token -> null;
        watch = again();
        CompletableFuture<Boolean> over = begin();
        assertThat(over.join()).isTrue();
        assertThat(rung).extracting(Watch.Ring::step).containsExactly("session-over");
    }

    @Test
    void aServerThatIsAwayIsRungOnceAndTriedAgain() throws Ended {
        Watch.Pace soon = new Watch.Pace(Duration.ofMinutes(2), Duration.ofMillis(300));
        watch = new Watch(HttpHome.at("http://127.0.0.1:9", null), LogWorld.TEXT, soon, rung::add);
        CompletableFuture<Boolean> over = begin();
        AlertWorld.until(() -> rung.size() == 1);
        assertThat(rung.get(0).step()).isEqualTo("lost");
        watch.close();
        assertThat(over.join()).isFalse();
        assertThat(rung).hasSize(1);
    }

    private Watch again() {
        try {
            return new Watch(HttpHome.at(world.node.origin(), null), LogWorld.TEXT, Watch.Pace.USUAL, rung::add);
        } catch (Ended impossible) {
            throw new AssertionError(impossible);
        }
    }

    private CompletableFuture<Boolean> watching() {
        CompletableFuture<Boolean> over = begin();
        AlertWorld.until(() -> world.reach(AlertWorld.ANSWERS).getInteger("connected") == 1);
        return over;
    }

    private CompletableFuture<Boolean> begin() {
        Watch begun = watch;
        return CompletableFuture.supplyAsync(() -> {
            try {
                return begun.run(world.ana.hex());
            } catch (Ended ended) {
                throw new AssertionError(ended);
            }
        });
    }
}
