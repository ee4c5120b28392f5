package org.hublink.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hublink.engine.OwnKey;
import org.hublink.engine.Vault;
import org.hublink.engine.VaultContents;
import org.hublink.engine.VaultOwner;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Home;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.XWing;
import org.hublink.protocol.CardPart;
import org.hublink.protocol.DevicePart;
import org.hublink.protocol.Part;
import org.hublink.protocol.Role;

/**
 * Makes the vaults of {@code keys-example} anew: {@code java … org.hublink.demo.ExampleKeysMaker keys-example}. Whoever runs it
 * also runs the test that writes the list of demo key ids.
 */
public final class ExampleKeysMaker {
    /** No root: the demo binds copies of these vaults to the root that it makes. */
    private static final byte[] NO_ROOT = new byte[Digest.LENGTH];

    private static final Map<String, CardPart> CARDS = Map.of(
            "FR-officer-1",
                    new CardPart("Camille Exemple", "Demo desk, Paris", List.of("fr", "en"), "+33 1 99 00 00 01"),
            "FR-officer-2", new CardPart("Sacha Modèle", "Demo desk, Paris", List.of("fr", "es"), "+33 1 99 00 00 02"),
            "BR-officer-1", new CardPart("Ana Exemplo", "Demo desk, Brasília", List.of("pt", "en"), "+55 61 5550 0001"),
            "BR-officer-2", new CardPart("Rui Modelo", "Demo desk, Brasília", List.of("pt", "es"), "+55 61 5550 0002"));
    private static final Map<String, String> PSEUDONYMS = Map.of(
            "FR-operator-1", "fr-o-7k2m9q",
            "FR-operator-2", "fr-o-4d8x1w",
            "BR-operator-1", "br-o-2h6v5n",
            "BR-operator-2", "br-o-9c3t7z",
            "FR-officer-1", "fr-o-5r1p8b",
            "FR-officer-2", "fr-o-3g7y2k",
            "BR-officer-1", "br-o-6w4j9d",
            "BR-officer-2", "br-o-8m2q5x");

    private final Home home = JvmHome.system();
    private final Path folder;

    private ExampleKeysMaker(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] args) throws IOException, Malformed {
        new ExampleKeysMaker(Path.of(args[0])).make();
    }

    private void make() throws IOException, Malformed {
        Files.createDirectories(folder);
        for (var name : ExampleKeys.ROOTS) {
            write(name, new VaultOwner.RootHolder(key()));
        }
        for (var country : ExampleKeys.COUNTRIES) {
            for (var name : ExampleKeys.operators(country)) {
                write(name, new VaultOwner.Operator(country, PSEUDONYMS.get(name), key()));
            }
            for (var name : ExampleKeys.officers(country)) {
                write(name, device(country, name));
            }
        }
    }

    private VaultOwner.Device device(String country, String name) {
        var statementKey = key();
        var mlsKey = key();
        byte[] seed = home.randomness().bytes(XWing.SEED_LENGTH);
        var device = new DevicePart(
                PSEUDONYMS.get(name),
                statementKey.publicKey(),
                mlsKey.publicKey(),
                XWing.publicKey(seed),
                Set.of(Role.OFFICER));
        return new VaultOwner.Device(
                country,
                statementKey,
                mlsKey,
                seed,
                part(device.body()),
                part(CARDS.get(name).body()),
                null);
    }

    private Part part(byte[] body) {
        return new Part(home.randomness().bytes(Part.SALT_BYTES), body);
    }

    private OwnKey key() {
        return OwnKey.ed25519(home.randomness());
    }

    private void write(String name, VaultOwner owner) throws IOException, Malformed {
        var root = owner instanceof VaultOwner.RootHolder ? null : Digest.from(NO_ROOT);
        var contents = VaultContents.fresh(owner, root, null, home.randomness());
        var vault = Vault.create(contents, ExampleKeys.PASSPHRASE, Vault.Cost.LEAST, home.randomness(), home.text());
        Files.write(ExampleKeys.file(folder, name), vault.seal(home.randomness()));
        System.out.println(name);
    }
}
