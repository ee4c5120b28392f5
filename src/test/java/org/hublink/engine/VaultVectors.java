package org.hublink.engine;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Base64;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Randomness;
import org.hublink.primitives.Text;
import org.hublink.primitives.Utf8;
import org.hublink.primitives.XWing;
import org.hublink.protocol.CardPart;
import org.hublink.protocol.DevicePart;
import org.hublink.protocol.Part;
import org.hublink.protocol.PersonaPart;
import org.hublink.protocol.Role;
import org.hublink.protocol.SeededRandomness;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@code vault.json} of {@code src/test/vectors}: vaults at the least cost that is allowed, with the verdict on opening
 * them. An opened one is compared by SHA-256 of its contents.
 */
final class VaultVectors {
    static final Path FILE = Path.of("src/test/vectors/vault.json");

    private static final Text TEXT = JvmHome.system().text();
    private static final String PASSPHRASE = "correct horse battery staple";
    private static final Digest ROOT = Digest.of(Utf8.encode("a root"));

    private final Randomness randomness = new SeededRandomness("vectors of vaults");
    private final JsonArray cases = new JsonArray();

    private VaultVectors() {}

    static String text() {
        return new JsonObject()
                        .put("kind", "vault")
                        .put("cases", new VaultVectors().make())
                        .encodePrettily() + "\n";
    }

    private JsonArray make() {
        byte[] holder = opened("a root holder", new VaultOwner.RootHolder(OwnKey.ed25519(randomness)), null);
        opened(
                "an operator",
                new VaultOwner.Operator("FR", "fr-op-a", OwnKey.ed25519(randomness)),
                "https://hub.example");
        opened("an officer's device with a persona", device(), "https://hub.example");
        one("wrong passphrase", holder, PASSPHRASE + ".", "vault-wrong-passphrase");
        one(
                "last byte altered",
                changed(holder, holder.length - 1, holder[holder.length - 1] ^ 1),
                PASSPHRASE,
                "vault-wrong-passphrase");
        one("passes altered", changed(holder, 13, 4), PASSPHRASE, "vault-wrong-passphrase");
        one("too few passes", changed(holder, 13, 2), PASSPHRASE, "vault-cost");
        one("too many passes", changed(holder, 13, 11), PASSPHRASE, "vault-cost");
        one("too little memory", changed(holder, 10, 0), PASSPHRASE, "vault-cost");
        one("too much memory", changed(holder, 9, 0x7f), PASSPHRASE, "vault-cost");
        one("another version", changed(holder, 8, 2), PASSPHRASE, "vault-version");
        one("another magic", changed(holder, 0, 'h'), PASSPHRASE, "vault-malformed");
        one("cut in the salt", Bytes.slice(holder, 0, 30), PASSPHRASE, "truncated");
        one("cut in the nonce", Bytes.slice(holder, 0, 50), PASSPHRASE, "truncated");
        one("empty", new byte[0], PASSPHRASE, "vault-malformed");
        return cases;
    }

    private byte[] opened(String name, VaultOwner owner, @Nullable String origin) {
        VaultContents contents = VaultContents.fresh(owner, ROOT, origin, randomness);
        byte[] file = Vault.create(contents, PASSPHRASE, Vault.Cost.LEAST, randomness, TEXT)
                .seal(randomness);
        cases.add(vector(name, file, PASSPHRASE, "trusted").put("contents", VaultCases.hash(contents)));
        return file;
    }

    private void one(String name, byte[] file, String passphrase, String verdict) {
        cases.add(vector(name, file, passphrase, verdict));
    }

    private static JsonObject vector(String name, byte[] file, String passphrase, String verdict) {
        return new JsonObject()
                .put("name", name)
                .put("passphrase", passphrase)
                .put("bytes", Base64.encode(file))
                .put("verdict", verdict);
    }

    private VaultOwner device() {
        OwnKey statement = OwnKey.ed25519(randomness);
        OwnKey mls = OwnKey.ed25519(randomness);
        OwnKey persona = OwnKey.ed25519(randomness);
        byte[] seed = randomness.bytes(32);
        DevicePart device = new DevicePart(
                "fr-o-7k2m9q", statement.publicKey(), mls.publicKey(), XWing.publicKey(seed), Set.of(Role.OFFICER));
        CardPart card = new CardPart("Élodie Vasseur", "Lyon", List.of("fr"), "+33 199 00 12 34");
        PersonaPart face = new PersonaPart("lynx-27", Role.OFFICER, List.of(), persona.publicKey());
        return new VaultOwner.Device(
                "FR",
                statement,
                mls,
                seed,
                salted(device.body()),
                salted(card.body()),
                new VaultOwner.Persona(persona, salted(face.body())));
    }

    private Part salted(byte[] body) {
        return new Part(randomness.bytes(Part.SALT_BYTES), body);
    }

    private static byte[] changed(byte[] file, int at, int value) {
        byte[] out = file.clone();
        out[at] = (byte) value;
        return out;
    }
}
