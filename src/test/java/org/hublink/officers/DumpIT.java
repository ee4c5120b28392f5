package org.hublink.officers;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hublink.engine.Apply;
import org.hublink.engine.Approve;
import org.hublink.engine.KeySecrets;
import org.hublink.engine.OwnKey;
import org.hublink.engine.VaultOwner;
import org.hublink.platform.Database;
import org.hublink.platform.DatabaseAddress;
import org.hublink.platform.TestDatabase;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.Application;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.Invitation;
import org.hublink.protocol.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** T1, T5: the database after an enrolment holds no name and no private key, in no spelling. */
@Tag("server")
@ExtendWith(TestDatabase.class)
class DumpIT {
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
    void aDumpHoldsNoNameAndNoPrivateKey(Database database) {
        VaultOwner.Device enrolled = hub.enrol("fr-o-dump");
        String token = hub.token(enrolled);
        // One is left between application and approval, when most of it lies at the server.
        Invitation invitation = hub.invite("fr-op-a", "fr-o-waiting", Set.of(Role.OFFICER));
        Apply.Made waiting = hub.apply(invitation, new Apply.Face("otter-3", Role.OFFICER, List.of()));
        assertThat(hub.send(waiting).status()).isEqualTo(201);
        String operator = hub.token(hub.operator("fr-op-a"));
        Application application = hub.fetch(invitation, operator);
        Approve.Draft draft =
                Approve.device(application, hub.key("fr-op-a").signing(), hub.now(), hub.now() + 80 * Hub.DAY);
        Envelope envelope = draft.envelope();
        assertThat(hub.pend(envelope, draft.parts(), operator).status()).isEqualTo(201);

        String dump = DumpSearch.dump(database);
        List<String> found = new ArrayList<>();
        for (String text : List.of(
                Hub.CARD.name(),
                "Vasseur",
                Hub.CARD.unit(),
                "Brigade",
                Hub.CARD.phone(),
                "199 00 12 34",
                token,
                operator)) {
            DumpSearch.search(dump, Utf8.encode(text), "text " + text, found);
        }
        DumpSearch.search(dump, invitation.secret(), "an invitation's secret", found);
        DumpSearch.search(dump, invitation.token(), "an invitation's token", found);
        VaultOwner.Device applicant = (VaultOwner.Device) waiting.contents().owner();
        for (VaultOwner.Device device : List.of(enrolled, applicant)) {
            DumpSearch.search(dump, secret(device.statementKey()), "a statement key", found);
            DumpSearch.search(dump, secret(device.mlsKey()), "an MLS key", found);
            DumpSearch.search(dump, device.sealingSeed(), "a sealing key", found);
            DumpSearch.search(dump, device.card().salt(), "a card's salt", found);
            VaultOwner.Persona persona = device.persona();
            if (persona != null) {
                DumpSearch.search(dump, secret(persona.key()), "a persona key", found);
            }
        }
        hub.keys.values().forEach(key -> DumpSearch.search(dump, secret(key), "an operator's key", found));
        hub.rootKeys.forEach(key -> DumpSearch.search(dump, secret(key), "a root key", found));
        assertThat(found).isEmpty();

        // The search does find what is there: a public key inside a part inside JSON, and a plain row.
        List<String> control = new ArrayList<>();
        DumpSearch.search(dump, Utf8.encode(applicant.statementKey().publicKey().text()), "public key", control);
        DumpSearch.search(dump, Utf8.encode("fr-o-dump"), "pseudonym", control);
        DumpSearch.search(dump, enrolled.device().salt(), "salt of a part that was handed over", control);
        assertThat(control).hasSizeGreaterThanOrEqualTo(3);
    }

    private static byte[] secret(OwnKey key) {
        return KeySecrets.unsafeForTestsSecret(key);
    }
}
