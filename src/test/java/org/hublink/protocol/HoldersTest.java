package org.hublink.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hublink.protocol.RevocationFacts.Mode.FINAL;
import static org.hublink.protocol.RevocationFacts.Mode.HOLD;
import static org.hublink.protocol.RevocationFacts.Mode.LIFT;

import java.util.EnumSet;
import java.util.List;
import org.hublink.primitives.XWing;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Keys that stand in parts: one subject a key (K2), and nobody brings his own device back (S4). */
@Tag("unit")
class HoldersTest {
    private static final Country FR = new Country("FR");

    private final Realm realm = Realm.ofTwoCountries();

    private static DevicePart device(String statement, String mls, String officer) {
        return new DevicePart(
                officer,
                Realm.key(statement).publicKey(),
                Realm.key(mls).publicKey(),
                new byte[XWing.PUBLIC_KEY_LENGTH],
                EnumSet.of(Role.OFFICER));
    }

    private Header header(String country, DevicePart device, int version) {
        Part part = realm.part(device.id() + version, device.body());
        return StatementSigner.header(
                new Subject(StatementType.DEVICE, country, device.id()),
                version,
                Realm.NOW - Realm.DAY,
                Realm.NOW + 80 * Realm.DAY,
                List.of(part));
    }

    private Header persona(String handle, String key) {
        PersonaPart persona =
                new PersonaPart(handle, Role.OFFICER, List.of(), Realm.key(key).publicKey());
        Part part = realm.part(handle, persona.body());
        return StatementSigner.header(
                new Subject(StatementType.PERSONA, "FR", handle), 1, Realm.NOW, Realm.NOW + Realm.DAY, List.of(part));
    }

    private LoggedStatement log(Header header, String... signers) {
        return new LoggedStatement(realm.log(Realm.sign(header, signers)), Realm.leaf(Realm.sign(header, signers)));
    }

    private String open(LoggedStatement statement) {
        Part part = realm.part(statement, 0);
        return statement.header().type() == StatementType.DEVICE
                ? realm.trust.device(statement, part).code()
                : realm.trust.persona(statement, part).code();
    }

    @Test
    void oneStatementKeyInTwoDevicesIsFoundWhicheverIsOpenedFirst() {
        LoggedStatement first = log(header("FR", device("k", "m1", "fr-o-1"), 1), "fr-a", "fr-b");
        LoggedStatement second = log(header("FR", device("k", "m2", "fr-o-2"), 1), "fr-a", "fr-b");
        LoggedStatement crossed = log(header("BR", device("m1", "x", "br-o-1"), 1), "br-a", "br-b");
        assertThat(open(second)).isEqualTo("trusted");
        assertThat(open(first)).isEqualTo("trusted");
        assertThat(open(second)).isEqualTo("key-taken");
        assertThat(open(crossed)).isEqualTo("key-taken");
        assertThat(open(first)).isEqualTo("trusted");
    }

    @Test
    void aDeviceWithAKnownKeyIsNotLogged() {
        LoggedStatement first = log(header("FR", device("k", "m1", "fr-o-1"), 1), "fr-a", "fr-b");
        Header second = header("FR", device("k", "m2", "fr-o-2"), 1);
        assertThat(realm.admits(second, "fr-a", "fr-b")).isEqualTo("trusted");
        realm.trust.learn(first, realm.part(first, 0));
        assertThat(realm.admits(second, "fr-a", "fr-b")).isEqualTo("key-taken");
        assertThat(realm.admits(header("FR", device("k", "m1", "fr-o-1"), 2), "fr-a", "fr-b"))
                .as("renewed")
                .isEqualTo("trusted");
        realm.ledger.truncate(first.index());
        realm.statement(StatementType.DESK, "FR", "FR-CSE-247", 1, "fr-a", "fr-b");
        assertThat(realm.admits(second, "fr-a", "fr-b")).as("forgotten").isEqualTo("trusted");
    }

    @Test
    void judgingAnUnloggedDeviceTakesNoKey() {
        Header never = header("FR", device("k", "m1", "fr-o-1"), 1);
        assertThat(realm.admits(never, "fr-a", "fr-b")).isEqualTo("trusted");
        assertThat(realm.admits(header("FR", device("k", "m2", "fr-o-2"), 1), "fr-a", "fr-b"))
                .isEqualTo("trusted");
    }

    @Test
    void aPersonasKeyIsItsOwn() {
        LoggedStatement device = log(header("FR", device("k", "m1", "fr-o-1"), 1), "fr-a", "fr-b");
        LoggedStatement heron = log(persona("heron", "p"), "fr-a", "fr-b");
        assertThat(open(device)).isEqualTo("trusted");
        assertThat(open(heron)).isEqualTo("trusted");
        assertThat(realm.admits(persona("egret", "p"), "fr-a", "fr-b")).isEqualTo("key-taken");
        assertThat(realm.admits(persona("egret", "m1"), "fr-a", "fr-b")).isEqualTo("key-taken");
        assertThat(realm.admits(header("FR", device("p", "m3", "fr-o-3"), 1), "fr-a", "fr-b"))
                .isEqualTo("key-taken");
        assertThat(open(log(persona("egret", "p"), "fr-a", "fr-b"))).isEqualTo("key-taken");
    }

    @Test
    void nobodyBringsHisOwnDeviceBackOrEndsIt() {
        DevicePart own = device("k", "m1", "fr-a");
        LoggedStatement device = log(header("FR", own, 1), "fr-b", "fr-c");
        realm.trust.learn(device, realm.part(device, 0));
        String target = "device:" + own.id();
        assertThat(revoke(target, 1, HOLD, "fr-a")).isEqualTo("trusted");
        realm.revoke("FR", target, 1, HOLD, device.index(), "fr-a");
        for (RevocationFacts.Mode mode : List.of(LIFT, FINAL)) {
            assertThat(revoke(target, 2, mode, "fr-a", "fr-b")).isEqualTo("own-subject");
            assertThat(revoke(target, 2, mode, "fr-b", "fr-c")).isEqualTo("trusted");
            Header header = Realm.revocationHeader("FR", target, 2, mode, 1);
            Leaf begun = Realm.leaf(Realm.sign(header, "fr-a"));
            assertThat(realm.trust.gathers(begun, List.of(), realm.now()).code())
                    .isEqualTo("own-subject");
            assertThat(realm.trust.ownDevice(header, "fr-a")).isTrue();
            assertThat(realm.trust.ownDevice(header, "fr-b")).isFalse();
        }
        assertThat(realm.trust.standing(target, FR, realm.now()).free()).isFalse();
    }

    private String revoke(String target, int version, RevocationFacts.Mode mode, String... signers) {
        return realm.admits(Realm.revocationHeader("FR", target, version, mode, 1), signers);
    }
}
