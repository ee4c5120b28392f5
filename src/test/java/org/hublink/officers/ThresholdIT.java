package org.hublink.officers;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hublink.engine.Apply;
import org.hublink.engine.Approve;
import org.hublink.engine.Ceremony;
import org.hublink.engine.OwnKey;
import org.hublink.jvm.JvmHome;
import org.hublink.platform.DatabaseAddress;
import org.hublink.platform.Reply;
import org.hublink.platform.TestDatabase;
import org.hublink.primitives.Base64;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.Application;
import org.hublink.protocol.AuthorityFacts;
import org.hublink.protocol.Country;
import org.hublink.protocol.DeskPart;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.Header;
import org.hublink.protocol.Invitation;
import org.hublink.protocol.Part;
import org.hublink.protocol.RevocationFacts;
import org.hublink.protocol.Role;
import org.hublink.protocol.Signature;
import org.hublink.protocol.StatementSigner;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** S4: a threshold counts persons. Who is alone, signs twice, or signs for himself makes nothing. */
@Tag("server")
@ExtendWith(TestDatabase.class)
class ThresholdIT {
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
    void oneKeyMakesNoDevice() {
        Application application = application("fr-o-alone");
        Approve.Draft draft = draft(application, "fr-op-a");
        assertThat(hub.publish(draft.envelope(), draft.parts()).code()).isEqualTo("transparency.below-threshold");
        String token = hub.token(hub.operator("fr-op-a"));
        assertThat(hub.pend(draft.envelope(), draft.parts(), token).json().getString("state"))
                .isEqualTo("waiting");
        assertThat(hub.pend(draft.envelope(), draft.parts(), token).json().getString("state"))
                .isEqualTo("waiting");
        assertThat(again(draft, "fr-op-a", token).json().getString("state")).isEqualTo("waiting");
    }

    @Test
    void twoKeysOfOneOperatorMakeNoDevice() {
        OwnKey second = OwnKey.ed25519(JvmHome.randomness());
        OwnKey first = hub.keys.computeIfAbsent("es-op-a", name -> OwnKey.ed25519(JvmHome.randomness()));
        OwnKey other = hub.keys.computeIfAbsent("es-op-b", name -> OwnKey.ed25519(JvmHome.randomness()));
        AuthorityFacts facts = new AuthorityFacts(
                2,
                List.of(
                        new AuthorityFacts.Operator("es-op-a", List.of(first.publicKey(), second.publicKey())),
                        new AuthorityFacts.Operator("es-op-b", List.of(other.publicKey()))));
        Header authority = Ceremony.authority(new Country("ES"), 1, facts, hub.now() - 60, hub.now() + 100 * Hub.DAY);
        Hub.logged(hub.publish(hub.rootSigned(authority, 0, 1), List.of()));
        Invitation invitation = hub.invite("es-op-a", "es-o-1", Set.of(Role.OFFICER));
        Application application = hub.apply(invitation).application();
        Approve.Draft draft = Approve.device(application, first.signing(), hub.now(), hub.now() + 90 * Hub.DAY);
        Envelope twice = Hub.trusted(Approve.second(application, draft.envelope(), second.signing(), hub.now()));
        String token = hub.token(hub.operator("es-op-a"));
        assertThat(hub.publish(twice, draft.parts()).code()).isEqualTo("transparency.below-threshold");
        assertThat(hub.pend(twice, draft.parts(), token).code()).isEqualTo("officers.spare-signature");
        assertThat(hub.pend(draft.envelope(), draft.parts(), token).status()).isEqualTo(201);
        Header header = Approve.deviceHeader(application, hub.now(), hub.now() + 90 * Hub.DAY);
        assertThat(hub.countersign(twice, header, second, token).code()).isEqualTo("officers.spare-signature");
        Envelope both = Hub.trusted(Approve.second(application, draft.envelope(), other.signing(), hub.now()));
        Hub.logged(hub.countersign(both, header, other, hub.token(hub.operator("es-op-b"))));
    }

    @Test
    void anOperatorMakesNoDeviceForHimself() {
        Application application = application("fr-op-b");
        Approve.Draft draft = draft(application, "fr-op-b");
        String token = hub.token(hub.operator("fr-op-b"));
        assertThat(hub.pend(draft.envelope(), draft.parts(), token).code()).isEqualTo("officers.own-subject");
        Approve.Draft others = draft(application, "fr-op-a");
        assertThat(hub.pend(others.envelope(), others.parts(), token).status()).isEqualTo(201);
        assertThat(again(others, application, "fr-op-b", token).code()).isEqualTo("officers.own-subject");
        Hub.logged(again(others, application, "fr-op-c", token));
    }

    @Test
    void anotherCountrysOperatorMakesNoDevice() {
        Application application = application("fr-o-foreign");
        Approve.Draft draft = draft(application, "br-op-a");
        String brazil = hub.token(hub.operator("br-op-a"));
        assertThat(hub.pend(draft.envelope(), draft.parts(), brazil).code()).isEqualTo("officers.foreign-country");
        String france = hub.token(hub.operator("fr-op-a"));
        assertThat(hub.pend(draft.envelope(), draft.parts(), france).code()).isEqualTo("officers.foreign-country");
        Approve.Draft good = draft(application, "fr-op-a");
        hub.pend(good.envelope(), good.parts(), france);
        Reply unseen = again(good, application, "fr-op-b", brazil);
        assertThat(unseen.code()).isEqualTo("officers.pending-unknown");
        Reply rooted = hub.pend(
                Ceremony.begin(
                        Approve.deviceHeader(application, hub.now(), hub.now() + Hub.DAY),
                        hub.rootKeys.get(0).signing()),
                good.parts(),
                france);
        assertThat(rooted.code()).isEqualTo("officers.key-purpose");
    }

    @Test
    void aSignatureThatIsNoneAndAPartThatIsAnotherAreRefused() {
        Application application = application("fr-o-bad");
        Approve.Draft draft = draft(application, "fr-op-a");
        String token = hub.token(hub.operator("fr-op-a"));
        Envelope broken = new Envelope(
                draft.envelope().payloadType(),
                draft.envelope().payload(),
                List.of(new Signature(hub.key("fr-op-a").signing().keyId(), new byte[64])));
        assertThat(hub.pend(broken, draft.parts(), token).code()).isEqualTo("officers.bad-signature");
        List<@Nullable Part> other = new ArrayList<>();
        other.add(new Part(new byte[32], Utf8.encode("{}")));
        other.add(null);
        assertThat(hub.pend(draft.envelope(), other, token).code()).isEqualTo("officers.part-mismatch");
        assertThat(hub.pend(draft.envelope(), Hub.noParts(), token).code()).isEqualTo("officers.part-mismatch");
        JsonObject nonsense = Hub.statement(draft.envelope(), draft.parts());
        nonsense.getJsonObject("envelope").put("payload", Base64.encode(Utf8.encode("{}")));
        assertThat(hub.station.post("/api/v1/officers/pending", nonsense, token).code())
                .isEqualTo("officers.json-missing-key");
    }

    @Test
    void aRosterNeedsTwoAndMakesAHead() {
        String head = hub.token(hub.enrol("fr-o-head"));
        assertThat(roles(head)).containsExactly("officer");
        DeskPart roster = new DeskPart(
                List.of("cyber-24-7"), List.of("fr-o-head", "fr-o-member"), List.of("fr-o-head"), List.of());
        Part part = new Part(JvmHome.randomness().bytes(32), roster.body());
        Subject subject = new Subject(StatementType.DESK, "FR", "FR-CSE-247");
        Header header = StatementSigner.header(subject, 1, hub.now(), hub.now() + 300 * Hub.DAY, List.of(part));
        List<@Nullable Part> parts = new ArrayList<>();
        parts.add(part);
        hub.bothSign(header, parts, "fr-op-a", "fr-op-c");
        assertThat(roles(head)).containsExactly("head", "officer");
    }

    @Test
    void aStatementThatWaitsIsWithdrawnAndForgottenInTwoWeeks() {
        Application application = application("fr-o-late");
        String token = hub.token(hub.operator("fr-op-a"));
        Approve.Draft draft = draft(application, "fr-op-a");
        hub.pend(draft.envelope(), draft.parts(), token);
        Header header = Approve.deviceHeader(application, hub.now(), hub.now() + 90 * Hub.DAY);
        String path = "/api/v1/officers/pending/" + header.digest().hex();
        assertThat(hub.station.delete(path, token).status()).isEqualTo(200);
        assertThat(hub.station.delete(path, token).code()).isEqualTo("officers.pending-unknown");
        hub.pend(draft.envelope(), draft.parts(), token);
        long before = hub.station.clock.get();
        hub.station.clock.addAndGet(Signatures.PENDING_LIFE.toSeconds());
        try {
            String later = hub.token(hub.operator("fr-op-b"));
            assertThat(Hub.items(hub.station.get("/api/v1/officers/pending", later), "pending"))
                    .isEmpty();
            TestDatabase.await(hub.station.officers.tidy());
            Envelope both = Hub.trusted(Approve.second(
                    application, draft.envelope(), hub.key("fr-op-b").signing(), before));
            assertThat(hub.countersign(both, header, hub.key("fr-op-b"), later).code())
                    .isEqualTo("officers.pending-unknown");
            assertThat(Approve.second(
                                    application,
                                    draft.envelope(),
                                    hub.key("fr-op-c").signing(),
                                    hub.now() + 1)
                            .code())
                    .isEqualTo("expired");
        } finally {
            hub.station.clock.set(before);
        }
    }

    @Test
    void theSecondOperatorSignsOnlyWhatTheApplicationSays() {
        Application application = application("fr-o-second");
        Application somebody = application("fr-o-somebody");
        Approve.Draft draft = draft(application, "fr-op-a");
        assertThat(Approve.second(somebody, draft.envelope(), hub.key("fr-op-b").signing(), hub.now())
                        .code())
                .isEqualTo("statement-differs");
        Header longer = StatementSigner.header(
                Subject.device(Hub.FR, application.device().value().id()),
                1,
                hub.now(),
                hub.now() + 91 * Hub.DAY,
                List.of(application.device().part(), application.card().part()));
        Envelope tooLong = Ceremony.begin(longer, hub.key("fr-op-a").signing());
        assertThat(Approve.second(application, tooLong, hub.key("fr-op-b").signing(), hub.now())
                        .code())
                .isEqualTo("validity-too-long");
        Approve.Draft ahead =
                Approve.device(application, hub.key("fr-op-a").signing(), hub.now() + 301, hub.now() + 50 * Hub.DAY);
        assertThat(Approve.second(
                                application,
                                ahead.envelope(),
                                hub.key("fr-op-b").signing(),
                                hub.now())
                        .code())
                .isEqualTo("not-yet-valid");
        Header roster = hub.revocation("officer:fr-o-second", RevocationFacts.Mode.FINAL);
        assertThat(Approve.second(
                                application,
                                Ceremony.begin(roster, hub.key("fr-op-a").signing()),
                                hub.key("fr-op-b").signing(),
                                hub.now())
                        .code())
                .isEqualTo("statement-differs");
    }

    private static List<String> roles(String token) {
        Reply reply = hub.station.get("/api/v1/officers/sessions", token);
        return reply.json().getJsonArray("roles").stream().map(String::valueOf).toList();
    }

    private static Application application(String officer) {
        Apply.Made made = hub.apply(hub.invite("fr-op-a", officer, Set.of(Role.OFFICER)));
        return made.application();
    }

    private static Approve.Draft draft(Application application, String operator) {
        return Approve.device(application, hub.key(operator).signing(), hub.now(), hub.now() + 90 * Hub.DAY);
    }

    private static Reply again(Approve.Draft draft, String operator, String token) {
        Header header = header(draft);
        return hub.countersign(draft.envelope(), header, hub.key(operator), token);
    }

    private static Reply again(Approve.Draft draft, Application application, String operator, String token) {
        Envelope signed = Hub.trusted(
                Approve.second(application, draft.envelope(), hub.key(operator).signing(), hub.now()));
        return hub.countersign(signed, header(draft), hub.key(operator), token);
    }

    private static Header header(Approve.Draft draft) {
        try {
            return Header.read(draft.envelope().payload());
        } catch (Malformed refused) {
            throw new AssertionError(refused);
        }
    }
}
