package org.hublink.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import org.hublink.app.TestHub;
import org.hublink.client.DeskReach;
import org.hublink.client.Ended;
import org.hublink.client.HttpHome;
import org.hublink.client.Watch;
import org.hublink.engine.CaseBook;
import org.hublink.engine.Wish;
import org.hublink.messaging.Hook;
import org.hublink.platform.TestCertificate;
import org.hublink.protocol.CaseState;
import org.hublink.protocol.CaseStep;
import org.hublink.protocol.DeskDoors;
import org.hublink.protocol.Transition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An emergency to a desk whose page is closed, with clients that seal and open it and a server that counts the minutes, all over TLS:
 * watch and webhook ring, and after ten minutes the desk that stands in is rung, reads the request and takes it up.
 */
@Tag("server")
class AlternateIT {
    private static final String STANDS_IN = "BR-CYB-1";
    private static final Duration RUNG_MAX = Duration.ofSeconds(5);
    private static final Duration TOLD_MAX = Duration.ofSeconds(2);
    private static final long WAIT_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final List<Watch.Ring> rung = new CopyOnWriteArrayList<>();
    private final List<Watch.Ring> rungThere = new CopyOnWriteArrayList<>();
    private final Vertx vertx = Vertx.vertx();
    private SSLContext usual;
    private Hook hook;
    private CaseWorld world;
    private CaseWorld.Officer paris;
    private CaseWorld.Officer rio;
    private CaseWorld.Officer natal;

    @BeforeEach
    void found(@TempDir Path data, @TempDir Path tls) throws Exception {
        usual = SSLContext.getDefault();
        hook = new Hook(vertx, Files.createDirectory(tls.resolve("hook")));
        var certificate = TestCertificate.selfSigned(Files.createDirectory(tls.resolve("hub")), "ip:127.0.0.1");
        // What the machine trusts, as where an officer's own has the ministry's authority installed.
        SSLContext.setDefault(certificate.trusting());
        world = new CaseWorld(
                data,
                Map.of("FR", List.of(), "BR", List.of()),
                clock -> TestHub.withExampleKeys(clock, hook.settings(), certificate));
        assertThat(world.server.origin()).startsWith("https://");
        paris = world.officer("FR-officer-1");
        rio = world.officer("BR-officer-1");
        var recife = world.officer("BR-officer-2");
        natal = world.newcomer("BR", "br-natal");
        world.newcomer("BR", "br-olinda").run(new Wish.Connect());
        world.desk(STANDS_IN, 1, List.of("br-natal", "br-olinda"), List.of());
        world.desk(
                CaseWorld.BRAZILIAN,
                2,
                List.of(world.pseudonym("BR-officer-1"), world.pseudonym("BR-officer-2")),
                List.of(STANDS_IN));
        for (CaseWorld.Officer one : List.of(paris, rio, recife, natal)) {
            assertThat(one.run(new Wish.Connect()).clean()).as("%s", one.shown).isTrue();
        }
        assertThat(rio.run(new Wish.Doors(CaseWorld.BRAZILIAN, new DeskDoors(List.of(hook.url()), List.of(), null)))
                        .clean())
                .as("%s", rio.shown)
                .isTrue();
    }

    @AfterEach
    void end() throws IOException {
        SSLContext.setDefault(usual);
        world.close();
        hook.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void afterTenMinutesWhoStandsInIsRungAndReadsTheRequest() throws Exception {
        List<CompletableFuture<Boolean>> over = new ArrayList<>();
        try (Watch watch = new Watch(way(), world.home.text(), Watch.Pace.USUAL, rung::add);
                Watch there = new Watch(way(), world.home.text(), Watch.Pace.USUAL, rungThere::add)) {
            over.add(watching(watch, rio));
            over.add(watching(there, natal));
            until(() -> connected(CaseWorld.BRAZILIAN) == 1 && connected(STANDS_IN) == 1);
            long began = System.nanoTime();
            opens();
            long sent = System.nanoTime();
            until(() -> rung.size() == 1 && hook.called().size() == 1);
            var took = Duration.ofNanos(System.nanoTime() - sent);
            System.out.println(
                    "sealed and sent in " + Duration.ofNanos(sent - began).toMillis()
                            + " ms, rung by watch and webhook " + took.toMillis() + " ms after it");
            assertThat(took).isLessThan(RUNG_MAX);
            // A second one, which nobody takes up, to see by that the server has gone round.
            opens();
            until(() -> rung.size() == 2 && hook.called().size() == 2);
            minutes(2);
            until(() -> rung.size() == 4 && hook.called().size() == 4);
            assertThat(rungThere).isEmpty();

            assertThat(natal.until(() -> natal.book().conversations().size() == 2))
                    .isTrue();
            assertThat(request(natal)).isNull();
            minutes(8);
            until(() -> rungThere.size() == 2 && rung.size() == 6);
            assertThat(rungThere).extracting(Watch.Ring::desk).containsOnly(STANDS_IN);
            step(natal, CaseStep.ESCALATE);
            assertThat(request(natal).encode()).contains(CaseSamples.FACTS).contains(CaseSamples.ADDRESS);
            step(natal, CaseStep.ACKNOWLEDGE);
            for (int round = 1; round <= 2; round++) {
                int wanted = 6 + round;
                minutes(2);
                until(() -> rung.size() == wanted && hook.called().size() == wanted);
            }
            assertThat(rung.get(7).alert()).isEqualTo(rung.get(6).alert());
            String conversation = natal.conversation();
            assertThat(paris.until(
                            () -> paris.book().story(conversation).position().state() == CaseState.ACKNOWLEDGED))
                    .isTrue();
        }
        for (CompletableFuture<Boolean> one : over) {
            assertThat(one.join()).as("a session was over").isFalse();
        }
    }

    @Test
    void withNobodyThereTheSenderIsToldAtOnce() throws Exception {
        opens();
        long began = System.nanoTime();
        DeskReach reach = paris.client.reach(CaseWorld.BRAZILIAN);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(TOLD_MAX);
        assertThat(reach.connected()).isZero();
    }

    private void opens() throws IOException, Ended {
        var request =
                CaseSamples.emergency(CaseWorld.BRAZILIAN, world.home.clock().now());
        var finished = paris.run(new Wish.OpenCase(request, CaseWorld.FRENCH));
        assertThat(finished.clean()).as("%s in %s", finished, paris.shown).isTrue();
    }

    private HttpHome way() throws Ended {
        return HttpHome.at(world.server.origin(), null);
    }

    /** A watch in the name of an officer whose own client is silent. */
    private static CompletableFuture<Boolean> watching(Watch watch, CaseWorld.Officer officer) {
        var token = String.valueOf(officer.client.engine().token());
        return CompletableFuture.supplyAsync(() -> {
            try {
                return watch.run(token);
            } catch (Ended ended) {
                throw new AssertionError(ended);
            }
        });
    }

    private int connected(String desk) {
        try {
            return paris.client.reach(desk).connected();
        } catch (Ended away) {
            throw new AssertionError(away);
        }
    }

    /**
     * Once everything that is due was called and written down: what is under way while time passes is taken for lost. Ends when the
     * log is signed anew, as nobody acts by an old head.
     */
    private void minutes(int minutes) throws Exception {
        settled();
        world.pass(60L * minutes, paris);
    }

    private void settled() throws Exception {
        var calls = HttpHome.at(world.server.origin(), null);
        until(() -> {
            var answer = calls.call(
                    "GET",
                    "/api/v1/messaging/desks/" + CaseWorld.BRAZILIAN + "/alerts",
                    Map.of("Authorization", "Bearer " + rio.client.engine().token()),
                    null);
            JsonArray alerts = new JsonObject(Buffer.buffer(answer.body())).getJsonArray("alerts");
            return alerts.stream().map(JsonObject.class::cast).allMatch(AlternateIT::written);
        });
    }

    private static boolean written(JsonObject alert) {
        return alert.getJsonArray("tries").size() >= alert.getInteger("rounds");
    }

    private static JsonObject request(CaseWorld.Officer one) throws Exception {
        CaseBook book = one.book();
        return new JsonObject(Buffer.buffer(book.json(one.conversation()))).getJsonObject("request");
    }

    private static void step(CaseWorld.Officer one, CaseStep step) throws IOException, Ended {
        var finished = one.run(new Wish.Step(one.conversation(), step, Transition.Words.NONE));
        assertThat(finished.clean())
                .as("%s: %s in %s", step, finished, one.shown)
                .isTrue();
    }

    private static void until(BooleanSupplier happened) {
        long end = System.nanoTime() + WAIT_NANOS;
        while (!happened.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it never came").isLessThan(end);
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
