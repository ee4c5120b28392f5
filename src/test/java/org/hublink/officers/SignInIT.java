package org.hublink.officers;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.hublink.engine.Ceremony;
import org.hublink.engine.VaultOwner;
import org.hublink.jvm.JvmHome;
import org.hublink.platform.DatabaseAddress;
import org.hublink.platform.Reply;
import org.hublink.platform.TestDatabase;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Hex;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.Act;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.Header;
import org.hublink.protocol.RevocationFacts;
import org.hublink.protocol.SignIn;
import org.hublink.protocol.Signature;
import org.hublink.protocol.SignedCheckpoint;
import org.hublink.protocol.SigningKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** V5: each way in which a sign-in is refused, by its code; K1 where a key serves another purpose. */
@Tag("server")
@ExtendWith(TestDatabase.class)
class SignInIT {
    @TempDir
    static Path data;

    private static Hub hub;
    private static VaultOwner.Device device;
    private final long before = Station.NOW;

    @BeforeAll
    static void open(Vertx vertx, DatabaseAddress address) {
        hub = new Hub(vertx, address, data);
        device = hub.enrol("fr-o-sign");
    }

    @AfterAll
    static void close() {
        hub.station.close();
    }

    @AfterEach
    void clockBack() {
        hub.station.clock.set(before);
    }

    @Test
    void aNonceServesOnceAndForAMinute() {
        byte[] nonce = hub.nonce();
        assertThat(send(nonce).status()).isEqualTo(201);
        assertThat(code(send(nonce))).isEqualTo("officers.nonce-used");
        assertThat(code(send(new byte[32]))).isEqualTo("officers.nonce-unknown");
        byte[] late = hub.nonce();
        hub.station.clock.addAndGet(60);
        assertThat(code(send(late))).isEqualTo("officers.nonce-stale");
    }

    @Test
    void anActForAnotherServerIsRefused() {
        for (String origin : List.of("https://evil.example", hub.station.door.origin() + "/", "http://localhost:1")) {
            assertThat(code(hub.send(act(
                            signer(), origin, hub.nonce(), device.statementKey().signing()))))
                    .isEqualTo("officers.foreign-origin");
        }
    }

    @Test
    void anUnknownDeviceIsRefused() {
        Act.Signer stranger = new Act.Signer(Act.SignerType.DEVICE, "FR", "0".repeat(64), 1);
        assertThat(code(hub.send(act(stranger)))).isEqualTo("officers.not-logged");
        Act.Signer abroad = new Act.Signer(Act.SignerType.DEVICE, "BR", device.deviceId(), 1);
        assertThat(code(hub.send(act(abroad)))).isEqualTo("officers.not-logged");
        Act.Signer persona = new Act.Signer(Act.SignerType.PERSONA, "FR", "lynx-27", 1);
        assertThat(code(hub.send(act(persona)))).isEqualTo("officers.act-signer");
    }

    @Test
    void aHeldDeviceIsRefusedAndAnEndedOneForGood() {
        VaultOwner.Device other = hub.enrol("fr-o-held");
        SignedCheckpoint head = hub.follow();
        Header hold = hub.revocation("device:" + other.deviceId(), RevocationFacts.Mode.HOLD);
        String operator = hub.token(hub.operator("fr-op-a"));
        Hub.logged(hub.pend(Ceremony.begin(hold, hub.key("fr-op-a").signing()), Hub.noParts(), operator));
        Act.Signer held = new Act.Signer(Act.SignerType.DEVICE, "FR", other.deviceId(), 1);
        SigningKey key = other.statementKey().signing();
        assertThat(code(hub.send(act(held, hub.station.door.origin(), hub.nonce(), key))))
                .isEqualTo("officers.on-hold");
        // Not knowing of the hold yet does not help either.
        Act old = SignIn.act(
                "0".repeat(32), held, head.size(), head.root(), hub.now(), hub.station.door.origin(), hub.nonce());
        assertThat(code(hub.send(old.signedBy(key)))).isEqualTo("officers.on-hold");
        Header end = hub.revocation("device:" + other.deviceId(), RevocationFacts.Mode.FINAL);
        hub.bothSign(end, Hub.noParts(), "fr-op-a", "fr-op-b");
        assertThat(code(hub.send(act(held, hub.station.door.origin(), hub.nonce(), key))))
                .isEqualTo("officers.revoked");
    }

    @Test
    void anExpiredDeviceIsRefused() {
        hub.station.clock.addAndGet(90 * Hub.DAY);
        assertThat(code(send(hub.nonce()))).isEqualTo("officers.expired");
    }

    @Test
    void anOperatorsKeyIsNoDevicesKeyAndViceVersa() {
        SigningKey operator = hub.key("fr-op-a").signing();
        assertThat(code(hub.send(act(signer(), hub.station.door.origin(), hub.nonce(), operator))))
                .isEqualTo("officers.act-signer");
        Act.Signer asOperator = new Act.Signer(Act.SignerType.OPERATOR, "FR", "fr-op-a", 1);
        SigningKey own = device.statementKey().signing();
        assertThat(code(hub.send(act(asOperator, hub.station.door.origin(), hub.nonce(), own))))
                .isEqualTo("officers.act-signer");
        Act.Signer abroad = new Act.Signer(Act.SignerType.OPERATOR, "BR", "fr-op-a", 1);
        assertThat(code(hub.send(act(abroad, hub.station.door.origin(), hub.nonce(), operator))))
                .isEqualTo("officers.act-signer");
        VaultOwner.RootHolder holder = new VaultOwner.RootHolder(hub.rootKeys.get(0));
        assertThat(org.hublink.engine.SignIn.act(
                                holder, hub.trust, 1, Hub.digest("x"), "http://a", new byte[32], hub.station.home)
                        .code())
                .isEqualTo("act-signer");
    }

    @Test
    void theMlsKeySignsNoActAndAnActsSignatureIsBoundToItsKind() throws Exception {
        SigningKey mls = device.mlsKey().signing();
        assertThat(code(hub.send(act(signer(), hub.station.door.origin(), hub.nonce(), mls))))
                .isEqualTo("officers.act-signer");
        Envelope good = act(signer());
        byte[] mlsForm = new ByteWriter()
                .vector(Utf8.encode("MLS 1.0 HublinkApplication"))
                .vector(good.payload())
                .toBytes();
        SigningKey own = device.statementKey().signing();
        for (byte[] signed : List.of(
                mlsForm,
                good.payload(),
                Envelope.pae(Act.payloadType("post"), good.payload()),
                Envelope.pae("application/vnd.hublink.statement.device.v1+json", good.payload()))) {
            Envelope other = new Envelope(
                    good.payloadType(), good.payload(), List.of(new Signature(own.keyId(), own.sign(signed))));
            assertThat(code(hub.send(other))).isIn("officers.bad-signature", "officers.nonce-used");
        }
    }

    @Test
    void aSignatureUnderAnotherPurposeIsRefusedWithAFreshNonceToo() {
        SigningKey own = device.statementKey().signing();
        Envelope good = act(signer());
        byte[] signed = Envelope.pae(Act.payloadType("post"), good.payload());
        Envelope other =
                new Envelope(good.payloadType(), good.payload(), List.of(new Signature(own.keyId(), own.sign(signed))));
        assertThat(code(hub.send(other))).isEqualTo("officers.bad-signature");
        Envelope asPost = new Envelope(
                Act.payloadType("post"), good.payload(), List.of(new Signature(own.keyId(), own.sign(signed))));
        assertThat(code(hub.send(asPost))).isEqualTo("officers.unknown-type");
    }

    @Test
    void anOldClockIsToldSo() {
        SignedCheckpoint head = hub.follow();
        byte[] nonce = hub.nonce();
        for (long off : new long[] {-400, 400}) {
            Act act = SignIn.act(
                    id(), signer(), head.size(), head.root(), hub.now() + off, hub.station.door.origin(), nonce);
            assertThat(code(hub.send(act.signedBy(device.statementKey().signing()))))
                    .isIn("officers.clock-off", "officers.not-yet-valid");
            nonce = hub.nonce();
        }
    }

    @Test
    void aSessionEndsByItsOwnerByIdlenessAndByAge() {
        String token = hub.token(device);
        assertThat(hub.station.delete("/api/v1/officers/sessions", token).status())
                .isEqualTo(200);
        assertThat(alive(token)).isFalse();
        String idle = hub.token(device);
        hub.station.clock.addAndGet(OfficersSettings.SESSION_IDLE.toSeconds() - 1);
        assertThat(alive(idle)).isTrue();
        hub.station.clock.addAndGet(OfficersSettings.SESSION_IDLE.toSeconds());
        assertThat(alive(idle)).isFalse();
        String old = hub.token(device);
        for (int i = 0; i < 13; i++) {
            assertThat(alive(old)).isTrue();
            hub.station.clock.addAndGet(Duration.ofMinutes(59).toSeconds());
        }
        assertThat(alive(old)).isFalse();
        assertThat(alive("")).isFalse();
        assertThat(alive("x".repeat(500))).isFalse();
    }

    @Test
    void theNinthSessionEndsTheOldest() {
        VaultOwner.Device busy = hub.enrol("fr-o-busy");
        String first = hub.token(busy);
        for (int i = 0; i < SessionService.SESSIONS_MAX; i++) {
            hub.station.clock.incrementAndGet();
            assertThat(alive(hub.token(busy))).isTrue();
        }
        assertThat(alive(first)).isFalse();
    }

    @Test
    void whatIsNoSignInIsRefusedByReason() {
        JsonObject act = Hub.json(act(signer()));
        assertThat(hub.station
                        .post(
                                "/api/v1/officers/sessions",
                                new JsonObject().put("act", act.copy().put("more", 1)),
                                null)
                        .status())
                .isEqualTo(400);
        Reply broken = hub.station.post(
                "/api/v1/officers/sessions",
                new JsonObject().put("act", act.copy().put("payload", "AAAA")),
                null);
        assertThat(broken.status()).isEqualTo(401);
        assertThat(broken.code()).startsWith("officers.");
        assertThat(broken.header("set-cookie")).isEmpty();
    }

    @Test
    void settingsAndOutcomesDoNotPrintTokens() {
        assertThat(new SignedIn.Opened("secret-token", 1, 1)).hasToString("[hidden]");
        assertThat(OfficersSettings.at("https://hub.example").tls()).isTrue();
        assertThat(OfficersSettings.at("http://127.0.0.1:8080").tls()).isFalse();
    }

    private static boolean alive(String token) {
        return hub.station.get("/api/v1/officers/sessions", token).status() == 200;
    }

    private static Act.Signer signer() {
        return new Act.Signer(Act.SignerType.DEVICE, "FR", device.deviceId(), 1);
    }

    private static Reply send(byte[] nonce) {
        return hub.send(act(
                signer(),
                hub.station.door.origin(),
                nonce,
                device.statementKey().signing()));
    }

    private static Envelope act(Act.Signer signer) {
        return act(
                signer,
                hub.station.door.origin(),
                hub.nonce(),
                device.statementKey().signing());
    }

    private static Envelope act(Act.Signer signer, String origin, byte[] nonce, SigningKey key) {
        SignedCheckpoint head = hub.follow();
        return SignIn.act(id(), signer, head.size(), head.root(), hub.now(), origin, nonce)
                .signedBy(key);
    }

    private static String id() {
        return Hex.encode(JvmHome.randomness().bytes(16));
    }

    private static String code(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(401);
        return reply.code();
    }
}
