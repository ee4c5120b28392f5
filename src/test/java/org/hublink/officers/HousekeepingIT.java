package org.hublink.officers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hublink.platform.TestDatabase.await;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hublink.engine.Apply;
import org.hublink.engine.Approve;
import org.hublink.engine.Ceremony;
import org.hublink.engine.VaultOwner;
import org.hublink.platform.Database;
import org.hublink.platform.DatabaseAddress;
import org.hublink.platform.LimitSettings;
import org.hublink.platform.Reply;
import org.hublink.platform.TestDatabase;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Application;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.Header;
import org.hublink.protocol.Invitation;
import org.hublink.protocol.RevocationFacts;
import org.hublink.protocol.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What outlives a node and what does not: sessions, statements left behind complete, applications that nobody decided on. */
@Tag("server")
@ExtendWith(TestDatabase.class)
class HousekeepingIT {
    @TempDir
    static Path data;

    private static Hub hub;

    @BeforeAll
    static void open(Vertx vertx, DatabaseAddress address) {
        hub = new Hub(vertx, address, data);
    }

    @AfterAll
    static void close() {
        hub.station.close();
    }

    @Test
    void aStatementLeftBehindCompleteIsLoggedAndItsApplicationErased(Database database) {
        Invitation invitation = hub.invite("fr-op-a", "fr-o-left", Set.of(Role.OFFICER));
        Apply.Made made = hub.apply(invitation);
        assertThat(hub.send(made).status()).isEqualTo(201);
        Application application = made.application();
        Approve.Draft draft =
                Approve.device(application, hub.key("fr-op-a").signing(), hub.now(), hub.now() + 90 * Hub.DAY);
        Envelope both = Hub.trusted(
                Approve.second(application, draft.envelope(), hub.key("fr-op-b").signing(), hub.now()));
        Pending left = pending(both, draft, invitation);
        PendingStore store = new PendingStore();
        boolean put = await(database.inTransaction(tx -> store.put(tx, left)));
        assertThat(put).isTrue();

        await(hub.station.officers.tidy());

        List<Pending> still = await(database.read(tx -> store.complete(tx, hub.now())));
        assertThat(still).isEmpty();
        String operator = hub.token(hub.operator("fr-op-a"));
        assertThat(hub.station
                        .get("/api/v1/officers/applications/" + invitation.id().hex(), operator)
                        .code())
                .isEqualTo("officers.application-unknown");
        assertThat(hub.token((VaultOwner.Device) made.contents().owner())).isNotEmpty();
    }

    @Test
    void anApplicationThatNobodyDecidesOnIsErased(Database database) {
        Invitation invitation = hub.invite("fr-op-a", "fr-o-forgotten", Set.of(Role.OFFICER));
        assertThat(hub.send(hub.apply(invitation)).status()).isEqualTo(201);
        long before = hub.station.clock.get();
        hub.station.clock.addAndGet(Enrolment.APPLICATION_LIFE.toSeconds());
        try {
            String operator = hub.token(hub.operator("fr-op-a"));
            assertThat(Hub.items(hub.station.get("/api/v1/officers/applications", operator), "applications"))
                    .isEmpty();
            hub.station.clock.incrementAndGet();
            await(hub.station.officers.tidy());
            assertThat(await(TableDumpStore.rows(database, "application"))).isEmpty();
        } finally {
            hub.station.clock.set(before);
        }
    }

    @Test
    void aNewNodeKeepsTheSessionsThatWereOpenedAfterALift(Vertx vertx, DatabaseAddress address, @TempDir Path other) {
        VaultOwner.Device device = hub.enrol("fr-o-stays");
        String old = hub.token(device);
        Header hold = hub.revocation("device:" + device.deviceId(), RevocationFacts.Mode.HOLD);
        Hub.logged(hub.pend(
                Ceremony.begin(hold, hub.key("fr-op-a").signing()), Hub.noParts(), hub.token(hub.operator("fr-op-a"))));
        hub.bothSign(
                hub.revocation("device:" + device.deviceId(), RevocationFacts.Mode.LIFT),
                Hub.noParts(),
                "fr-op-a",
                "fr-op-b");
        String token = hub.token(device);
        Station second = new Station(vertx, address, other, hub.logKeys(), Hub.ORIGIN, Ceremony.pin(hub.root));
        try {
            assertThat(second.get("/api/v1/officers/sessions", token).status()).isEqualTo(200);
            assertThat(second.get("/api/v1/officers/sessions", old).code()).isEqualTo("http.session-unknown");
            assertThat(hub.station.get("/api/v1/officers/sessions", token).status())
                    .isEqualTo(200);
        } finally {
            second.close();
        }
    }

    @Test
    void aSessionFromBeforeAHoldStaysEndedThoughItsRowCouldNotBeEnded(Database database) {
        VaultOwner.Device device = hub.enrol("fr-o-uncut");
        String old = hub.token(device);
        String operator = hub.token(hub.operator("fr-op-c"));
        Header hold = hub.revocation("device:" + device.deviceId(), RevocationFacts.Mode.HOLD);
        await(UncutStore.noSessionCanBeEnded(database));
        try {
            Hub.logged(hub.pend(Ceremony.begin(hold, hub.key("fr-op-c").signing()), Hub.noParts(), operator));
            hub.bothSign(
                    hub.revocation("device:" + device.deviceId(), RevocationFacts.Mode.LIFT),
                    Hub.noParts(),
                    "fr-op-a",
                    "fr-op-b");
            assertThat(hub.station.get("/api/v1/officers/sessions", old).code()).isEqualTo("http.session-unknown");
            String token = hub.token(device);
            assertThat(hub.station.get("/api/v1/officers/sessions", token).status())
                    .isEqualTo(200);
        } finally {
            await(UncutStore.sessionsCanBeEnded(database));
        }
        assertThat(hub.station.get("/api/v1/officers/sessions", old).code()).isEqualTo("http.session-unknown");
    }

    @Test
    void signingInHasALimitByName(Vertx vertx, DatabaseAddress address, @TempDir Path other) {
        Station strict = new Station(vertx, address, hub.settings(other), hub.logKeys(), new LimitSettings(Map.of()));
        try {
            List<Integer> answers = new ArrayList<>();
            for (int i = 0; i < 15; i++) {
                answers.add(strict.post("/api/v1/officers/challenge", new JsonObject(), null)
                        .status());
            }
            assertThat(answers).startsWith(201, 201).contains(429);
            Reply refused = strict.post("/api/v1/officers/challenge", new JsonObject(), null);
            assertThat(refused.code()).startsWith("http.");
            assertThat(refused.header("retry-after")).isNotEmpty();
        } finally {
            strict.close();
        }
    }

    @Test
    void operatorsSeeWhenADeviceWasLastThere() {
        VaultOwner.Device device = hub.enrol("fr-o-seen");
        String operator = hub.token(hub.operator("fr-op-b"));
        assertThat(Hub.items(hub.station.get("/api/v1/officers/devices", operator), "devices")
                        .encode())
                .doesNotContain(device.deviceId());
        hub.token(device);
        assertThat(Hub.items(hub.station.get("/api/v1/officers/devices", operator), "devices")
                        .encode())
                .contains(device.deviceId());
        String brazil = hub.token(hub.operator("br-op-a"));
        assertThat(Hub.items(hub.station.get("/api/v1/officers/devices", brazil), "devices"))
                .isEmpty();
    }

    private static Pending pending(Envelope both, Approve.Draft draft, Invitation invitation) {
        try {
            return Pending.of(both, draft.parts(), invitation.id(), true, hub.now(), hub.now() + Hub.DAY);
        } catch (Malformed refused) {
            throw new AssertionError(refused);
        }
    }
}
