package org.hublink.officers;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hublink.engine.Apply;
import org.hublink.engine.Approve;
import org.hublink.engine.Ceremony;
import org.hublink.engine.Invite;
import org.hublink.engine.VaultOwner;
import org.hublink.platform.DatabaseAddress;
import org.hublink.platform.Reply;
import org.hublink.platform.TestDatabase;
import org.hublink.primitives.Base64;
import org.hublink.protocol.Application;
import org.hublink.protocol.Country;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.Header;
import org.hublink.protocol.Invitation;
import org.hublink.protocol.Moment;
import org.hublink.protocol.PersonaPart;
import org.hublink.protocol.RevocationFacts;
import org.hublink.protocol.Role;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** From the ceremony to the end of a device, as people do it: V3, V4, V5, S4 over HTTP. */
@Tag("server")
@ExtendWith(TestDatabase.class)
class EnrolmentIT {
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
    void anOfficerIsInvitedApprovedSignsInIsHeldLiftedAndEnded() {
        Invitation invitation = hub.invite("fr-op-a", "fr-o-story", Set.of(Role.OFFICER, Role.EXPERT));
        Apply.Made made = hub.apply(invitation, new Apply.Face("lynx-27", Role.EXPERT, List.of("cryptocurrency")));
        assertThat(hub.send(made).status()).isEqualTo(201);

        String first = hub.token(hub.operator("fr-op-a"));
        Application opened = hub.fetch(invitation, first);
        assertThat(opened.digits()).isEqualTo(made.application().digits());
        assertThat(opened.card().value()).isEqualTo(Hub.CARD);
        long issued = hub.now();
        long expires = issued + 90 * Hub.DAY;
        Approve.Draft device = Approve.device(opened, hub.key("fr-op-a").signing(), issued, expires);
        Approve.Draft persona = Approve.persona(opened, hub.key("fr-op-a").signing(), issued, expires);
        Reply waits = hub.pend(device, invitation, first);
        assertThat(waits.json().getString("state")).isEqualTo("waiting");
        assertThat(waits.json().getJsonArray("signed")).containsExactly("fr-op-a");
        assertThat(hub.pend(persona.envelope(), persona.parts(), first).json().getString("state"))
                .isEqualTo("waiting");

        String second = hub.token(hub.operator("fr-op-b"));
        JsonArray pending = Hub.items(hub.station.get("/api/v1/officers/pending", second), "pending");
        assertThat(pending).hasSizeGreaterThanOrEqualTo(2);
        Application again = hub.fetch(invitation, second);
        Envelope face = Hub.trusted(
                Approve.second(again, persona.envelope(), hub.key("fr-op-b").signing(), hub.now()));
        Hub.logged(hub.countersign(face, Approve.personaHeader(again, issued, expires), hub.key("fr-op-b"), second));
        Envelope both = Hub.trusted(
                Approve.second(again, device.envelope(), hub.key("fr-op-b").signing(), hub.now()));
        Hub.logged(hub.countersign(both, Approve.deviceHeader(again, issued, expires), hub.key("fr-op-b"), second));
        Reply erased = hub.station.get(
                "/api/v1/officers/applications/" + invitation.id().hex(), second);
        assertThat(erased.code()).isEqualTo("officers.application-unknown");

        VaultOwner.Device owner = (VaultOwner.Device) made.contents().owner();
        hub.follow();
        Moment moment = new Moment(hub.trust.ledger().size(), hub.now());
        PersonaPart worn = Objects.requireNonNull(again.persona()).value();
        assertThat(hub.trust
                        .newest(new Subject(StatementType.PERSONA, "FR", worn.handle()), moment)
                        .code())
                .isEqualTo("trusted");

        String token = hub.token(owner);
        assertThat(whoAmI(token).getJsonArray("roles")).containsExactly("expert", "officer");
        Header hold = hub.revocation("device:" + owner.deviceId(), RevocationFacts.Mode.HOLD);
        Hub.logged(hub.pend(Ceremony.begin(hold, hub.key("fr-op-c").signing()), Hub.noParts(), first));
        assertThat(session(token)).isEqualTo("http.session-unknown");

        Header lift = hub.revocation("device:" + owner.deviceId(), RevocationFacts.Mode.LIFT);
        hub.bothSign(lift, Hub.noParts(), "fr-op-a", "fr-op-b");
        assertThat(session(token)).isEqualTo("http.session-unknown");
        String later = hub.token(owner);
        assertThat(whoAmI(later).getString("id")).isEqualTo(owner.deviceId());

        Header end = hub.revocation("officer:fr-o-story", RevocationFacts.Mode.FINAL);
        hub.bothSign(end, Hub.noParts(), "fr-op-b", "fr-op-c");
        assertThat(session(later)).isEqualTo("http.session-unknown");
    }

    @Test
    void aSecondDeviceOfAnOfficerGoesTheSameWay() {
        VaultOwner.Device laptop = hub.enrol("fr-o-two");
        VaultOwner.Device phone = hub.enrol("fr-o-two");
        assertThat(phone.deviceId()).isNotEqualTo(laptop.deviceId());
        String onLaptop = hub.token(laptop);
        String onPhone = hub.token(phone);
        Header hold = hub.revocation("device:" + laptop.deviceId(), RevocationFacts.Mode.HOLD);
        Hub.logged(hub.pend(
                Ceremony.begin(hold, hub.key("fr-op-a").signing()), Hub.noParts(), hub.token(hub.operator("fr-op-a"))));
        assertThat(session(onLaptop)).isEqualTo("http.session-unknown");
        assertThat(whoAmI(onPhone).getString("id")).isEqualTo(phone.deviceId());
    }

    @Test
    void anInvitationIsUsedOnceAndForThreeDays() {
        Invitation invitation = hub.invite("fr-op-a", "fr-o-once", Set.of(Role.OFFICER));
        Apply.Made made = hub.apply(invitation);
        assertThat(hub.send(made).status()).isEqualTo(201);
        assertThat(hub.send(hub.apply(invitation)).code()).isEqualTo("officers.invitation-used");
        Invitation old = hub.invite("fr-op-a", "fr-o-old", Set.of(Role.OFFICER));
        Apply.Made late = hub.apply(old);
        long before = hub.station.clock.get();
        hub.station.clock.addAndGet(Invitation.LIFE_SECONDS_MAX);
        try {
            assertThat(hub.send(late).code()).isEqualTo("officers.invitation-over");
            assertThat(Invite.check(hub.trust, old, hub.now()).code()).isEqualTo("expired");
        } finally {
            hub.station.clock.set(before);
        }
        Reply unknown = hub.station.post(
                "/api/v1/officers/applications",
                new JsonObject().put("token", Base64.encode(new byte[32])).put("sealed", Base64.encode(made.sealed())),
                null);
        assertThat(unknown.code()).isEqualTo("officers.invitation-unknown");
    }

    @Test
    void invitationsBelongToTheirCountry() {
        Invitation invitation = hub.invite("fr-op-a", "fr-o-mine", Set.of(Role.OFFICER));
        assertThat(hub.send(hub.apply(invitation)).status()).isEqualTo(201);
        String brazil = hub.token(hub.operator("br-op-a"));
        assertThat(Hub.items(hub.station.get("/api/v1/officers/applications", brazil), "applications"))
                .isEmpty();
        String path = "/api/v1/officers/applications/" + invitation.id().hex();
        assertThat(hub.station.get(path, brazil).code()).isEqualTo("officers.application-unknown");
        assertThat(hub.station.delete(path, brazil).code()).isEqualTo("officers.application-unknown");
        String france = hub.token(hub.operator("fr-op-b"));
        assertThat(hub.station.delete(path, france).status()).isEqualTo(200);
        assertThat(hub.station.get(path, france).code()).isEqualTo("officers.application-unknown");
        JsonObject body = new JsonObject().put("id", invitation.id().hex()).put("expires", invitation.expires());
        assertThat(hub.station
                        .post("/api/v1/officers/invitations", body, brazil)
                        .code())
                .isEqualTo("officers.invitation-known");
        JsonObject longer =
                new JsonObject().put("id", "0".repeat(64)).put("expires", hub.now() + Invitation.LIFE_SECONDS_MAX + 1);
        assertThat(hub.station
                        .post("/api/v1/officers/invitations", longer, brazil)
                        .code())
                .isEqualTo("officers.invitation-too-long");
    }

    @Test
    void whoHasNoOperatorsSessionGetsNowhere() {
        String officer = hub.token(hub.enrol("fr-o-plain"));
        assertThat(hub.station.get("/api/v1/officers/pending", officer).code()).isEqualTo("http.role-missing");
        assertThat(hub.station.get("/api/v1/officers/applications", officer).code())
                .isEqualTo("http.role-missing");
        assertThat(hub.station.get("/api/v1/officers/pending", null).code()).isEqualTo("http.session-missing");
    }

    @Test
    void anOperatorWhoIsDroppedLosesHisSessionWithTheNextRequest() {
        hub.authority("NL", 1, "nl-op-a", "nl-op-b", "nl-op-c");
        String token = hub.token(hub.operator("nl-op-c"));
        assertThat(whoAmI(token).getJsonArray("roles")).containsExactly("operator");
        hub.authority("NL", 2, "nl-op-a", "nl-op-b");
        assertThat(session(token)).isEqualTo("http.session-unknown");
        assertThat(hub.trust.ledger().subjects(StatementType.AUTHORITY, new Country("NL")))
                .hasSize(1);
    }

    private static JsonObject whoAmI(String token) {
        Reply reply = hub.station.get("/api/v1/officers/sessions", token);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json();
    }

    private static String session(String token) {
        Reply reply = hub.station.get("/api/v1/officers/sessions", token);
        return reply.status() == 200 ? "alive" : reply.code();
    }
}
