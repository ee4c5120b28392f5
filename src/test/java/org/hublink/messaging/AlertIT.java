package org.hublink.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hublink.platform.TestDatabase.await;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hublink.platform.DatabaseAddress;
import org.hublink.platform.TestDatabase;
import org.hublink.primitives.Digest;
import org.hublink.protocol.CaseClocks;
import org.hublink.protocol.CaseHint;
import org.hublink.protocol.CaseParty;
import org.hublink.protocol.CaseState;
import org.hublink.protocol.DeliveryRefusal;
import org.hublink.protocol.DeskDoors;
import org.hublink.protocol.Hours;
import org.hublink.protocol.RandomId;
import org.hublink.protocol.Urgency;
import org.hublink.protocol.WeekSpan;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Who is woken, when, how often, and by which door; the clocks are the test's. */
@Tag("server")
@ExtendWith(TestDatabase.class)
class AlertIT {
    private static final long MINUTE = 60;
    private static final long HOUR = 3_600;
    private static final long DAY = 86_400;

    private final List<Runnable> after = new ArrayList<>();
    private DatabaseAddress address;
    private AlertWorld world;
    private Hook hook;

    @BeforeEach
    void open(Vertx vertx, @TempDir Path data) {
        address = TestDatabase.fresh();
        hook = new Hook(vertx, data);
        world = new AlertWorld(vertx, address, data, AlertWorld.reaching(hook));
    }

    @AfterEach
    void close() {
        after.forEach(Runnable::run);
        world.close();
        hook.close();
    }

    @Test
    void anEmergencyRingsEveryTwoMinutesUntilItIsAcknowledged(Vertx vertx) {
        WatchEar watch = watch(vertx, world.node, world.ana);
        RandomId group = world.group();
        world.tell(group, Urgency.EMERGENCY, CaseState.SENT);
        AlertWorld.until(() -> watch.heard().equals(List.of("BR-CSE-247 sent 1")));
        assertThat(watch.told().get(0).getString("text")).isEqualTo("Hublink: emergency for BR-CSE-247, open the Hub");
        for (int round = 2; round <= 4; round++) {
            world.pass(119);
            hold();
            assertThat(watch.heard()).hasSize(round - 1);
            world.pass(1);
            int wanted = round;
            AlertWorld.until(() -> watch.heard().size() == wanted);
        }
        world.tell(group, Urgency.EMERGENCY, CaseState.ACKNOWLEDGED);
        AlertWorld.until(() -> watch.heard().size() == 5);
        assertThat(watch.heard().get(4)).isEqualTo("BR-CSE-247 sent 4 over");
        world.pass(HOUR);
        hold();
        assertThat(watch.heard()).hasSize(5);
        assertThat(world.rounds(AlertWorld.STANDS_IN, world.eva)).isZero();
    }

    @Test
    void afterTenMinutesTheAlternateRingsAsWell(Vertx vertx) {
        WatchEar first = watch(vertx, world.node, world.ana);
        WatchEar alternate = watch(vertx, world.node, world.eva);
        RandomId group = world.group();
        world.tell(group, Urgency.EMERGENCY, CaseState.SENT);
        AlertWorld.until(() -> first.heard().size() == 1);
        world.pass(599);
        AlertWorld.until(() -> first.heard().size() == 2);
        hold();
        assertThat(alternate.heard()).isEmpty();
        world.pass(1);
        AlertWorld.until(() -> alternate.heard().equals(List.of("BR-CYB-1 sent 1")));
        world.tell(group, Urgency.EMERGENCY, CaseState.ACCEPTED);
        AlertWorld.until(() -> alternate.heard().contains("BR-CYB-1 sent 1 over"));
    }

    @Test
    void whoIsOnDutyIsRungFirstAndAllMembersAfterTwoMinutes(Vertx vertx) {
        WatchEar ana = watch(vertx, world.node, world.ana);
        WatchEar rui = watch(vertx, world.node, world.rui);
        long now = world.node.clock.get();
        assertThat(AlertWorld.code(world.duty(AlertWorld.ANSWERS, "br-rui", world.rui, now, now + 8 * HOUR)))
                .isEqualTo("201 ");
        world.tell(world.group(), Urgency.EMERGENCY, CaseState.SENT);
        AlertWorld.until(() -> rui.heard().size() == 1);
        hold();
        assertThat(ana.heard()).isEmpty();
        world.pass(2 * MINUTE);
        AlertWorld.until(() -> rui.heard().size() == 2 && ana.heard().size() == 1);
    }

    @Test
    void twoNodesRingEachAlertOnceARoundAndReachTheStreamsOfBoth(Vertx vertx, @TempDir Path data) {
        DeliveryNode other =
                DeliveryNode.open(vertx, address, data, MessagingSettings.DEFAULT.with(AlertWorld.reaching(hook)));
        world.nodes.add(other);
        assertThat(world.doors(AlertWorld.ANSWERS, "br-ana", world.ana, doors()).statusCode())
                .isEqualTo(201);
        WatchEar here = watch(vertx, world.node, world.ana);
        WatchEar there = watch(vertx, other, world.rui);
        int cases = 12;
        for (int i = 0; i < cases; i++) {
            world.tell(world.group(), Urgency.EMERGENCY, CaseState.SENT);
        }
        for (int round = 1; round <= 4; round++) {
            int all = cases * round;
            AlertWorld.until(() -> hook.called().size() >= all
                    && here.heard().size() >= all
                    && there.heard().size() >= all);
            hold();
            assertThat(hook.called()).as("webhooks of round " + round).hasSize(all);
            assertThat(here.told().stream()
                            .map(one -> one.getString("alert") + one.getInteger("round"))
                            .distinct())
                    .hasSize(all);
            assertThat(here.heard()).hasSize(all);
            assertThat(there.heard()).hasSize(all);
            world.settled();
            world.pass(2 * MINUTE);
        }
    }

    @Test
    void aDeskThatACaseIsForwardedToIsRungAndTheOneThatForwardsItIsNot(Vertx vertx) {
        world.log.desk("FR-CYB-9", 1, "fr-luc", "fr-eve");
        WatchEar first = watch(vertx, world.node, world.ana);
        WatchEar second = watch(vertx, world.node, world.luc);
        RandomId group = world.group();
        world.tell(group, Urgency.EMERGENCY, CaseState.SENT);
        AlertWorld.until(() -> first.heard().equals(List.of("BR-CSE-247 sent 1")));
        world.tell(group, Urgency.EMERGENCY, CaseState.ACKNOWLEDGED);
        Peer.expectTaken(world.widen(group, 0, "FR-CYB-9", CaseParty.ANSWERER));
        assertThat(Peer.refusal(world.widen(group, 1, "FR-CYB-9", CaseParty.ANSWERER)))
                .as("no desk twice")
                .isEqualTo(DeliveryRefusal.ROUTING);
        world.tell(group, 1, Urgency.EMERGENCY, CaseState.FORWARDED);
        AlertWorld.until(() -> second.heard().equals(List.of("FR-CYB-9 forwarded 1")));
        hold();
        assertThat(first.heard()).containsExactly("BR-CSE-247 sent 1", "BR-CSE-247 sent 1 over");
    }

    @Test
    void aDeskThatIsBroughtInToStandInIsRungAtOnce(Vertx vertx) {
        world.log.desk("FR-CYB-9", 1, "fr-luc", "fr-eve");
        WatchEar stands = watch(vertx, world.node, world.luc);
        RandomId group = world.group();
        world.tell(group, Urgency.ROUTINE, CaseState.SENT);
        Peer.expectTaken(world.widen(group, 0, "FR-CYB-9", CaseParty.ALTERNATE));
        world.tell(group, 1, Urgency.ROUTINE, CaseState.SENT);
        AlertWorld.until(() -> stands.heard().equals(List.of("FR-CYB-9 sent 1")));
    }

    /** A case whose first call was answered with 503. */
    private RandomId emergencyAtAHookThatFails() {
        assertThat(world.doors(AlertWorld.ANSWERS, "br-ana", world.ana, doors()).statusCode())
                .isEqualTo(201);
        hook.status = 503;
        RandomId group = world.group();
        world.tell(group, Urgency.EMERGENCY, CaseState.SENT);
        AlertWorld.until(() -> outcomes().size() == 1);
        return group;
    }

    @Test
    void aWebhookThatFailsIsCalledAgainAndEachTryCanBeReadByTheDeskAlone() {
        emergencyAtAHookThatFails();
        assertThat(hook.called().get(0).fieldNames()).containsExactly("alert", "text");
        world.pass(5);
        AlertWorld.until(() -> outcomes().size() == 2);
        hook.status = 302;
        world.pass(15);
        AlertWorld.until(() -> outcomes().size() == 3);
        hook.status = 204;
        world.pass(45);
        AlertWorld.until(() -> outcomes().size() == 4);
        assertThat(outcomes()).containsExactly("http-503", "http-503", "http-302", "rung");
        assertThat(hook.called()).as("no redirect is followed").hasSize(4);
        assertThat(AlertWorld.code(world.node.get("/desks/BR-CSE-247/alerts", world.luc.hex())))
                .isEqualTo("403 messaging.not-rostered");
    }

    @Test
    void aDoorThatIsToBeTriedAgainIsLeftInPeaceOnceTheCaseIsAcknowledged() {
        RandomId group = emergencyAtAHookThatFails();
        world.tell(group, Urgency.EMERGENCY, CaseState.ACKNOWLEDGED);
        hook.status = 204;
        world.pass(5);
        // What is due is called in its order: the call for another case comes after one for this.
        world.tell(world.group(), Urgency.EMERGENCY, CaseState.SENT);
        AlertWorld.until(() -> hook.called().stream()
                        .map(one -> one.getString("alert"))
                        .distinct()
                        .count()
                == 2);
        assertThat(hook.called()).hasSize(2);
    }

    @Test
    void whatIsNoEmergencyWaitsForTheDesksHoursOverTheChangeToSummerTime(Vertx vertx) {
        WatchEar watch = watch(vertx, world.node, world.ana);
        world.pass(70 * DAY + 12 * HOUR); // Friday, 26 March 2027, 20:00 UTC; Lisbon puts its clocks on that Sunday
        Hours hours = new Hours(false, "Europe/Lisbon", List.of(new WeekSpan(1, 9 * 60, 17 * 60)), List.of());
        DeskDoors doors = new DeskDoors(List.of(), List.of(), hours);
        assertThat(world.doors(AlertWorld.ANSWERS, "br-ana", world.ana, doors).statusCode())
                .isEqualTo(201);
        world.tell(world.group(), Urgency.ROUTINE, CaseState.SENT);
        world.pass(60 * HOUR - 1);
        hold();
        assertThat(watch.heard()).isEmpty();
        world.tell(world.group(), Urgency.EMERGENCY, CaseState.SENT);
        AlertWorld.until(() -> watch.heard().size() == 1);
        world.pass(1); // Monday, 8:00 UTC, which is 9:00 there by now
        AlertWorld.until(() -> watch.heard().equals(List.of("BR-CSE-247 sent 1", "BR-CSE-247 sent 1")));
        world.pass(10 * MINUTE);
        hold();
        assertThat(watch.told().stream().filter(one -> one.getString("urgency").equals("routine")))
                .hasSize(1);
    }

    @Test
    void anAnswersClockRemindsBeforeAndWhenItIsDue(Vertx vertx) {
        WatchEar watch = watch(vertx, world.node, world.ana);
        remind(watch, Urgency.EMERGENCY, 8 * HOUR, HOUR);
        remind(watch, Urgency.URGENT, 3 * DAY, 12 * HOUR);
        remind(watch, Urgency.ROUTINE, 7 * DAY, DAY);
    }

    private void remind(WatchEar watch, Urgency urgency, long term, long before) {
        RandomId group = world.group();
        long due = world.node.clock.get() + term;
        int heard = watch.heard().size();
        world.tell(group, urgency, CaseState.ACCEPTED, new CaseHint.Due(CaseClocks.Kind.ANSWER, due));
        world.pass(term - before - 1);
        hold();
        assertThat(watch.heard()).hasSize(heard);
        world.pass(1);
        AlertWorld.until(() -> watch.heard().size() == heard + 1);
        assertThat(watch.heard().get(heard)).isEqualTo("BR-CSE-247 answer 1");
        world.pass(before - 1);
        hold();
        assertThat(watch.heard()).hasSize(heard + 1);
        world.pass(1);
        AlertWorld.until(() -> watch.heard().size() == heard + 2);
        world.pass(DAY);
        hold();
        assertThat(watch.heard()).hasSize(heard + 2);
    }

    @Test
    void aClockThatMovedOnRemindsNobody(Vertx vertx) {
        WatchEar watch = watch(vertx, world.node, world.ana);
        RandomId group = world.group();
        long due = world.node.clock.get() + 8 * HOUR;
        world.tell(group, Urgency.EMERGENCY, CaseState.ACCEPTED, new CaseHint.Due(CaseClocks.Kind.ANSWER, due));
        world.tell(
                group, Urgency.EMERGENCY, CaseState.IN_PROGRESS, new CaseHint.Due(CaseClocks.Kind.ANSWER, due + DAY));
        world.pass(9 * HOUR);
        hold();
        assertThat(watch.heard()).isEmpty();
        world.tell(group, Urgency.EMERGENCY, CaseState.ANSWERED);
        world.pass(3 * DAY);
        hold();
        assertThat(watch.heard()).isEmpty();
    }

    @Test
    void aPreservationsEndIsToldToWhoAskedFourteenAndThreeDaysBefore(Vertx vertx) {
        WatchEar watch = watch(vertx, world.node, world.luc);
        world.pass(15 * DAY); // so that the sixty days go over a change to summer time
        RandomId group = world.group();
        long end = world.node.clock.get() + 60 * DAY;
        world.tell(
                group,
                Urgency.ROUTINE,
                CaseState.ANSWERED,
                new CaseHint.Due(CaseClocks.Kind.REMIND_PRESERVATION, end - 14 * DAY),
                new CaseHint.Due(CaseClocks.Kind.END_PRESERVATION, end));
        for (long days : new long[] {46, 11, 3}) {
            int heard = watch.heard().size();
            world.pass(days * DAY - 1);
            hold();
            assertThat(watch.heard()).hasSize(heard);
            world.pass(1);
            AlertWorld.until(() -> watch.heard().size() == heard + 1);
        }
        assertThat(watch.heard()).containsOnly("FR-CYB-1 end-preservation 1");
    }

    @Test
    void theSenderIsToldAtOnceWhetherAnybodyIsThere(Vertx vertx) {
        assertThat(world.reach(AlertWorld.ANSWERS))
                .isEqualTo(new JsonObject().put("connected", 0).putNull("lastConnected"));
        WatchEar watch = watch(vertx, world.node, world.ana);
        AlertWorld.until(() -> world.reach(AlertWorld.ANSWERS).getInteger("connected") == 1);
        world.pass(30);
        watch.close();
        after.clear();
        AlertWorld.until(() -> world.reach(AlertWorld.ANSWERS).getInteger("connected") == 0);
        assertThat(world.reach(AlertWorld.ANSWERS).getLong("lastConnected")).isEqualTo(world.node.clock.get());
        assertThat(AlertWorld.code(world.node.get("/desks/BR-CSE-9/reach", world.luc.hex())))
                .isEqualTo("404 messaging.desk-unknown");
    }

    @Test
    void aGroupTakesNothingMoreSevenDaysAfterItsCaseWasClosed() {
        RandomId group = world.group();
        world.tell(group, Urgency.ROUTINE, CaseState.CLOSED);
        world.pass(7 * DAY - 1);
        await(world.node.messaging.tidy());
        Peer.expectTaken(world.asker.send(world.asker.message(group, 0, "a last word")));
        world.pass(1);
        await(world.node.messaging.tidy());
        assertThat(Peer.refusal(world.asker.send(world.asker.message(group, 0, "too late"))))
                .isEqualTo(DeliveryRefusal.GROUP_CLOSED);
    }

    @Test
    void whatWasRungIsErasedAfterItsTime() {
        RandomId group = world.group();
        world.tell(group, Urgency.ROUTINE, CaseState.SENT);
        AlertWorld.until(() -> world.rounds(AlertWorld.ANSWERS, world.ana) == 1);
        world.pass(75 * DAY);
        await(world.node.messaging.tidy());
        assertThat(world.alerts(AlertWorld.ANSWERS, world.ana)).hasSize(1);
        world.pass(16 * DAY);
        await(world.node.messaging.tidy());
        long left = await(world.node.database.read(tx -> tx.connection()
                .query("SELECT count(*) FROM alert")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0))));
        assertThat(left).isZero();
    }

    private List<String> outcomes() {
        JsonArray alerts = world.alerts(AlertWorld.ANSWERS, world.rui);
        return alerts.stream()
                .flatMap(one -> ((JsonObject) one).getJsonArray("tries").stream())
                .map(one -> ((JsonObject) one).getString("outcome"))
                .toList();
    }

    private DeskDoors doors() {
        return new DeskDoors(List.of(hook.url()), List.of(), null);
    }

    private WatchEar watch(Vertx vertx, DeliveryNode node, Digest device) {
        WatchEar ear = new WatchEar(vertx, node, device);
        after.add(ear::close);
        return ear;
    }

    /** Every node has looked: what must not happen has not. */
    private void hold() {
        world.nodes.forEach(node -> await(node.messaging.ring()));
    }
}
