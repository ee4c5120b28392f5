package org.hublink.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Home;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.P256;
import org.hublink.primitives.Text;
import org.hublink.primitives.Utf8;
import org.hublink.primitives.XWing;
import org.hublink.protocol.Algorithm;
import org.hublink.protocol.CardPart;
import org.hublink.protocol.DevicePart;
import org.hublink.protocol.Part;
import org.hublink.protocol.PersonaPart;
import org.hublink.protocol.Role;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** V1: what is in a vault comes out under its passphrase, and under nothing else. */
@Tag("unit")
class VaultTest {
    private static final Home HOME = JvmHome.system();
    private static final String PASSPHRASE = "correct horse battery staple";
    private static final Digest ROOT = Digest.of(Utf8.encode("a root"));
    private static final byte[] SEALED = Vault.create(
                    holder(), PASSPHRASE, Vault.Cost.LEAST, HOME.randomness(), HOME.text())
            .seal(HOME.randomness());

    @Test
    void everyKindOfOwnerGetsHisKeysBack() throws Malformed {
        for (VaultContents contents : List.of(holder(), operator(), device(true), device(false))) {
            assertThat(VaultJson.read(VaultJson.write(contents), HOME.text())).isEqualTo(contents);
        }
        VaultContents contents = device(true).withInstance("0123");
        byte[] file = Vault.create(contents, PASSPHRASE, Vault.Cost.LEAST, HOME.randomness(), HOME.text())
                .seal(HOME.randomness());
        assertThat(Vault.open(file, PASSPHRASE, HOME.text()).contents()).isEqualTo(contents);
    }

    @Test
    void aWrongPassphraseAndAnAlteredFileCannotBeToldApart() {
        assertReason("vault-wrong-passphrase", () -> Vault.open(SEALED, PASSPHRASE + " ", HOME.text()));
        assertReason("vault-wrong-passphrase", () -> Vault.open(SEALED, "x".repeat(5000), HOME.text()));
        for (int at : new int[] {14, 45, 46, 57, 58, SEALED.length - 1}) {
            byte[] altered = SEALED.clone();
            altered[at] ^= 1;
            assertReason("vault-wrong-passphrase", () -> Vault.open(altered, PASSPHRASE, HOME.text()));
        }
        byte[] cut = Bytes.slice(SEALED, 0, 60);
        assertReason("vault-wrong-passphrase", () -> Vault.open(cut, PASSPHRASE, HOME.text()));
    }

    @Test
    void aCheaperHeaderDoesNotOpenADearerVault() {
        byte[] cheaper = SEALED.clone();
        cheaper[13] = 4;
        assertReason("vault-wrong-passphrase", () -> Vault.open(cheaper, PASSPHRASE, HOME.text()));
    }

    @ParameterizedTest
    @CsvSource({
        "65535, 3",
        "0, 3",
        "1048577, 3",
        "4294967295, 3",
        "65536, 2",
        "65536, 11",
        "65536, 0",
        "65536, 255",
        "8, 1"
    })
    void costsOutOfBoundsAreRefusedBeforeAnyWork(long memoryKib, int passes) {
        byte[] file = SEALED.clone();
        for (int i = 0; i < 4; i++) {
            file[9 + i] = (byte) (memoryKib >>> (24 - 8 * i));
        }
        file[13] = (byte) passes;
        assertReason("vault-cost", () -> Vault.open(file, PASSPHRASE, new Untouched()));
    }

    /** A passphrase is brought to its form first of all: whoever gets here has begun to work. */
    private static final class Untouched implements Text {
        @Override
        public String nfc(String s) {
            throw new AssertionError("work was begun");
        }

        @Override
        public String nfkd(String s) {
            throw new AssertionError("work was begun");
        }

        @Override
        public String lower(String s) {
            throw new AssertionError("work was begun");
        }
    }

    @Test
    void whatIsNoVaultIsSaidSo() {
        byte[] magic = SEALED.clone();
        magic[0] = 'h';
        assertReason("vault-malformed", () -> Vault.open(magic, PASSPHRASE, HOME.text()));
        byte[] version = SEALED.clone();
        version[8] = 2;
        assertReason("vault-version", () -> Vault.open(version, PASSPHRASE, HOME.text()));
        assertReason("vault-malformed", () -> Vault.open(new byte[3], PASSPHRASE, HOME.text()));
        assertReason("truncated", () -> Vault.open(Bytes.slice(SEALED, 0, 30), PASSPHRASE, HOME.text()));
        assertReason("vault-malformed", () -> Vault.open(new byte[Vault.BYTES_MAX + 1], PASSPHRASE, HOME.text()));
    }

    @Test
    void eachSaveHasANonceOfItsOwn() throws Malformed {
        Vault vault = Vault.open(SEALED, PASSPHRASE, HOME.text());
        byte[] first = vault.seal(HOME.randomness());
        byte[] second = vault.seal(HOME.randomness());
        assertThat(Bytes.slice(first, 0, 46)).isEqualTo(Bytes.slice(second, 0, 46));
        assertThat(Bytes.slice(first, 46, 58)).isNotEqualTo(Bytes.slice(second, 46, 58));
        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void thePassphraseIsTheSameInBothFormsOfItsAccents() throws Malformed {
        byte[] file = Vault.create(
                        holder(), "caf\u00e9 noir bien serr\u00e9", Vault.Cost.LEAST, HOME.randomness(), HOME.text())
                .seal(HOME.randomness());
        assertThat(Vault.open(file, "cafe\u0301 noir bien serre\u0301", HOME.text())
                        .contents()
                        .root())
                .isEqualTo(ROOT);
    }

    @Test
    void whoeverHasTheOtherKeyOpensTheFileWithoutItsPassphrase() throws Malformed {
        byte[] other = HOME.randomness().bytes(Vault.WRAPPING_KEY_LENGTH);
        Vault vault = Vault.open(SEALED, PASSPHRASE, HOME.text());
        byte[] wrapped = vault.wrapped(other, HOME.randomness());
        assertThat(wrapped).hasSize(Vault.WRAPPED_LENGTH).isNotEqualTo(vault.wrapped(other, HOME.randomness()));
        Vault opened = Vault.openWrapped(SEALED, wrapped, other, HOME.text());
        assertThat(opened.contents()).isEqualTo(vault.contents());
        byte[] saved = opened.with(opened.contents().withInstance("0123")).seal(HOME.randomness());
        assertThat(Vault.open(saved, PASSPHRASE, HOME.text()).contents().instance())
                .isEqualTo("0123");
        assertThat(Vault.openWrapped(saved, wrapped, other, HOME.text())
                        .contents()
                        .instance())
                .isEqualTo("0123");
    }

    @Test
    void anotherKeyAnotherFileAndAnAlteredWrappingOpenNothing() throws Malformed {
        byte[] other = HOME.randomness().bytes(Vault.WRAPPING_KEY_LENGTH);
        byte[] wrapped = Vault.open(SEALED, PASSPHRASE, HOME.text()).wrapped(other, HOME.randomness());
        for (int at : new int[] {1, 13, wrapped.length - 1}) {
            byte[] altered = wrapped.clone();
            altered[at] ^= 1;
            assertReason("vault-wrapped-other", () -> Vault.openWrapped(SEALED, altered, other, HOME.text()));
        }
        byte[] another = other.clone();
        another[31] ^= 1;
        assertReason("vault-wrapped-other", () -> Vault.openWrapped(SEALED, wrapped, another, HOME.text()));
        byte[] sameAgain = Vault.create(holder(), PASSPHRASE, Vault.Cost.LEAST, HOME.randomness(), HOME.text())
                .seal(HOME.randomness());
        assertReason("vault-wrapped-other", () -> Vault.openWrapped(sameAgain, wrapped, other, HOME.text()));
        byte[] damaged = SEALED.clone();
        damaged[SEALED.length - 1] ^= 1;
        assertReason("vault-wrapped-other", () -> Vault.openWrapped(damaged, wrapped, other, HOME.text()));
    }

    @Test
    void whatIsNoWrappingIsSaidSo() throws Malformed {
        byte[] other = new byte[Vault.WRAPPING_KEY_LENGTH];
        byte[] wrapped = Vault.open(SEALED, PASSPHRASE, HOME.text()).wrapped(other, HOME.randomness());
        byte[] version = wrapped.clone();
        version[0] = 2;
        assertReason("vault-wrapped-malformed", () -> Vault.openWrapped(SEALED, version, other, HOME.text()));
        assertReason(
                "vault-wrapped-malformed",
                () -> Vault.openWrapped(SEALED, Bytes.slice(wrapped, 0, 60), other, HOME.text()));
        assertReason("vault-wrapped-malformed", () -> Vault.openWrapped(SEALED, wrapped, new byte[16], HOME.text()));
        assertReason("vault-malformed", () -> Vault.openWrapped(new byte[3], wrapped, other, HOME.text()));
    }

    @Test
    void partsOfOtherKeysAreRefused() {
        VaultContents contents = device(true);
        VaultOwner.Device own = (VaultOwner.Device) contents.owner();
        VaultOwner.Device mixed = new VaultOwner.Device(
                "FR",
                own.statementKey(),
                own.mlsKey(),
                HOME.randomness().bytes(32),
                own.device(),
                own.card(),
                own.persona());
        byte[] json = VaultJson.write(new VaultContents(mixed, ROOT, null, contents.storeKey(), null));
        assertReason("vault-parts", () -> VaultJson.read(json, HOME.text()));
    }

    @Test
    void aP256OperatorKeyIsKept() throws Malformed {
        byte[] scalar = new byte[32];
        scalar[31] = 9;
        OwnKey key = OwnKey.of(Algorithm.P256, scalar);
        assertThat(key.publicKey().bytes()).isEqualTo(P256.publicKey(scalar));
        VaultContents contents =
                VaultContents.fresh(new VaultOwner.Operator("FR", "fr-op-1", key), ROOT, null, HOME.randomness());
        assertThat(VaultJson.read(VaultJson.write(contents), HOME.text())).isEqualTo(contents);
        assertReason("key-scalar", () -> OwnKey.of(Algorithm.P256, new byte[32]));
    }

    @Test
    void nothingThatHoldsAKeyPrints() {
        VaultContents contents = device(true);
        VaultOwner.Device own = (VaultOwner.Device) contents.owner();
        for (Object holder : new Object[] {
            contents,
            own,
            own.persona(),
            own.statementKey(),
            own.statementKey().signing(),
            operator().owner(),
            holder().owner(),
            Vault.create(contents, PASSPHRASE, Vault.Cost.LEAST, HOME.randomness(), HOME.text())
        }) {
            assertThat(String.valueOf(holder)).isEqualTo("[hidden]");
        }
    }

    private static VaultContents holder() {
        return VaultContents.fresh(
                new VaultOwner.RootHolder(OwnKey.ed25519(HOME.randomness())), ROOT, null, HOME.randomness());
    }

    private static VaultContents operator() {
        return VaultContents.fresh(
                new VaultOwner.Operator("FR", "fr-op-1", OwnKey.ed25519(HOME.randomness())),
                ROOT,
                "https://hub.example",
                HOME.randomness());
    }

    static VaultContents device(boolean withPersona) {
        OwnKey statement = OwnKey.ed25519(HOME.randomness());
        OwnKey mls = OwnKey.ed25519(HOME.randomness());
        OwnKey persona = OwnKey.ed25519(HOME.randomness());
        byte[] seed = HOME.randomness().bytes(32);
        DevicePart device = new DevicePart(
                "fr-o-7k2m9q",
                statement.publicKey(),
                mls.publicKey(),
                XWing.publicKey(seed),
                Set.of(Role.OFFICER, Role.EXPERT));
        CardPart card = new CardPart("Élodie Vasseur", "Lyon", List.of("fr"), "+33 199 00 12 34");
        PersonaPart face = new PersonaPart("lynx-27", Role.OFFICER, List.of(), persona.publicKey());
        return VaultContents.fresh(
                new VaultOwner.Device(
                        "FR",
                        statement,
                        mls,
                        seed,
                        salted(device.body()),
                        salted(card.body()),
                        withPersona ? new VaultOwner.Persona(persona, salted(face.body())) : null),
                ROOT,
                "https://hub.example",
                HOME.randomness());
    }

    private static Part salted(byte[] body) {
        return new Part(HOME.randomness().bytes(Part.SALT_BYTES), body);
    }

    private static void assertReason(String reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Malformed.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
