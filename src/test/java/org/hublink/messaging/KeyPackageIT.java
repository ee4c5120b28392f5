package org.hublink.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hublink.platform.TestDatabase.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.hublink.platform.Caller;
import org.hublink.platform.TestDatabase;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.DeskPart;
import org.hublink.protocol.Header;
import org.hublink.protocol.Part;
import org.hublink.protocol.StatementSigner;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;
import org.hublink.transparency.Appended;
import org.hublink.transparency.LogWorld;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** KeyPackages of a desk whose members and devices stand in the log. */
@Tag("server")
@ExtendWith(TestDatabase.class)
class KeyPackageIT {
    private static final String DESK = "BR-CSE-247";
    private static final long DAY = 86_400;

    private DeliveryNode node;
    private Peer answerer;

    @BeforeEach
    void open(Vertx vertx, @TempDir Path data) throws Malformed {
        node = DeliveryNode.open(vertx, TestDatabase.fresh(), data);
        append(LogWorld.root());
        append(LogWorld.authority("BR"));
        LogWorld.Signed device = LogWorld.device("BR", "br-officer-1", "br-officer-1");
        append(device);
        append(LogWorld.device("BR", "br-stranger", "br-stranger"));
        append(desk("br-officer-1", "br-officer-2"));
        answerer = new Peer(node, Digest.fromHex(device.leaf().header().id()));
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void eachPackageIsHandedOutOnceHoweverManyAskAtOnce() {
        assertThat(answerer.putPackages(20, false).statusCode()).isEqualTo(201);
        List<CompletableFuture<List<String>>> asked = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Peer asker = new Peer(node, "asker " + i);
            asked.add(CompletableFuture.supplyAsync(() -> List.of(packageOf(asker), packageOf(asker))));
        }
        List<String> got = new ArrayList<>();
        asked.forEach(one -> got.addAll(one.join()));
        assertThat(got).hasSize(20).doesNotHaveDuplicates().doesNotContainNull();
        assertThat(packageOf(new Peer(node, "late"))).isNull();
    }

    @Test
    void aBundleNamesTheDevicesOfMembersAloneWithTheirLeaves() {
        JsonArray devices = new Peer(node, "asker").bundle(DESK).getJsonArray("devices");
        assertThat(devices).hasSize(1);
        assertThat(devices.getJsonObject(0).getString("device")).isEqualTo(answerer.device.hex());
        assertThat(devices.getJsonObject(0).getLong("leaf")).isEqualTo(2);
        assertThat(node.get("/desks/BR-CSE-1/bundle", answerer.device.hex()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void theLastResortServesAgainAndAgainAndItsOwnerSeesIt() {
        answerer.putPackages(1, true);
        Peer asker = new Peer(node, "asker");
        String only = packageOf(asker);
        String last = packageOf(asker);
        assertThat(last).isNotEqualTo(only);
        assertThat(packageOf(asker)).isEqualTo(last);
        JsonObject counts = new JsonObject(
                Buffer.buffer(node.get("/key-packages", answerer.device.hex()).body()));
        assertThat(counts)
                .isEqualTo(new JsonObject()
                        .put("packages", 0)
                        .put("lastResort", true)
                        .put("lastResortUses", 2));
    }

    @Test
    void oneAskerGetsFiveOfADeviceInAnHour() {
        answerer.putPackages(20, false);
        Peer asker = new Peer(node, "asker");
        for (int i = 0; i < 5; i++) {
            assertThat(packageOf(asker)).isNotNull();
        }
        assertThat(packageOf(asker)).isNull();
        assertThat(isLimited(asker)).isTrue();
        assertThat(packageOf(new Peer(node, "another"))).isNotNull();
        node.clock.addAndGet(3_600);
        assertThat(packageOf(asker)).isNotNull();
    }

    @Test
    void aColleagueGetsOneDevicesPackagesForAllTheCasesThatAreOpen() throws Malformed {
        LogWorld.Signed second = LogWorld.device("BR", "br-officer-2", "br-officer-2");
        append(second);
        answerer.putPackages(20, false);
        String device = answerer.device.hex();
        Peer colleague = new Peer(node, Digest.fromHex(second.leaf().header().id()));
        for (int i = 0; i < 20; i++) {
            JsonArray devices = colleague.bundle(DESK, "?device=" + device).getJsonArray("devices");
            assertThat(devices).hasSize(1);
            assertThat(devices.getJsonObject(0).getString("device")).isEqualTo(device);
            assertThat(devices.getJsonObject(0).getString("keyPackage")).isNotNull();
        }
    }

    @Test
    void packagesOfAReplacedInstanceAreGoneAndItStoresNoMore() {
        answerer.putPackages(5, true);
        Peer again = new Peer(node, answerer.device);
        Peer asker = new Peer(node, "asker");
        assertThat(packageOf(asker)).isNull();
        assertThat(isLimited(asker)).isFalse();
        assertThat(answerer.putPackages(5, false).statusCode()).isEqualTo(409);
        assertThat(again.putPackages(5, false).statusCode()).isEqualTo(201);
    }

    @Test
    void howOftenADesksBundleWasAskedForIsReadByItsOwnCountrysOperatorsAlone() {
        Peer asker = new Peer(node, "asker");
        asker.bundle(DESK);
        asker.bundle(DESK);
        node.clock.addAndGet(2 * DAY);
        new Peer(node, "another").bundle(DESK);
        String path = "/desks/" + DESK + "/bundles";
        assertThat(node.get(path, "officer").statusCode()).isEqualTo(403);
        node.tokens = token -> new Caller(token, "operator", "o-1", Set.of("operator"));
        assertThat(node.get(path, "FR").statusCode()).isEqualTo(403);
        assertThat(new JsonObject(Buffer.buffer(node.get(path, "BR").body())))
                .isEqualTo(new JsonObject()
                        .put("desk", DESK)
                        .put("lastDay", 1)
                        .put("kept", 3)
                        .put("askers", 2));
    }

    @Test
    void whatIsOverIsErased() {
        answerer.putPackages(5, true);
        node.clock.addAndGet(29 * DAY);
        await(node.messaging.tidy());
        JsonObject counts = new JsonObject(
                Buffer.buffer(node.get("/key-packages", answerer.device.hex()).body()));
        assertThat(counts.getInteger("packages")).isZero();
    }

    private static String packageOf(Peer asker) {
        return asker.bundle(DESK).getJsonArray("devices").getJsonObject(0).getString("keyPackage");
    }

    private static boolean isLimited(Peer asker) {
        return asker.bundle(DESK).getJsonArray("devices").getJsonObject(0).getBoolean("limited");
    }

    private void append(LogWorld.Signed signed) {
        Appended appended = await(node.log.append(signed.envelope(), new ArrayList<>(signed.parts())));
        assertThat(appended).isInstanceOf(Appended.Logged.class);
    }

    private static LogWorld.Signed desk(String... members) throws Malformed {
        DeskPart roster = new DeskPart(List.of("cyber-24-7"), List.of(members), List.of(members[0]), List.of());
        Part part = new Part(Digest.of(Utf8.encode(DESK)).bytes(), roster.body());
        Header header = StatementSigner.header(
                new Subject(StatementType.DESK, "BR", DESK),
                1,
                LogWorld.NOW - DAY,
                LogWorld.NOW + 300 * DAY,
                List.of(part));
        String[] operators = LogWorld.operators("BR");
        return new LogWorld.Signed(
                new StatementSigner(LogWorld.key(operators[1]))
                        .countersign(new StatementSigner(LogWorld.key(operators[0])).sign(header)),
                List.of(part));
    }
}
