package org.hublink.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.client.ClientOptions;
import org.hublink.client.Ended;
import org.hublink.client.PrivateFiles;
import org.hublink.engine.Vault;
import org.hublink.engine.VaultContents;
import org.hublink.engine.VaultOwner;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;

/**
 * The keys of {@code keys-example}: vaults whose passphrase everybody knows. Servers and clients outside the demo refuse them
 * by key id (K4).
 */
public final class ExampleKeys {
    /** It stands in the folder's README. */
    public static final String PASSPHRASE = ClientOptions.DEMO_PASSPHRASE;

    static final List<String> ROOTS = List.of("root-1", "root-2", "root-3");
    static final List<String> COUNTRIES = List.of("FR", "BR");
    private static final String SUFFIX = ".vault";

    private final Path folder;
    private final Text text;
    private final Map<String, Vault> open = new LinkedHashMap<>();

    ExampleKeys(Path folder, Text text) {
        this.folder = folder;
        this.text = text;
    }

    /** Names of the two operators' vaults of a country, without their suffix. */
    static List<String> operators(String country) {
        return List.of(country + "-operator-1", country + "-operator-2");
    }

    /** Names of the two officers' vaults of a country. */
    static List<String> officers(String country) {
        return List.of(country + "-officer-1", country + "-officer-2");
    }

    static Path file(Path folder, String name) {
        return folder.resolve(name + SUFFIX);
    }

    VaultOwner.RootHolder rootHolder(String name) throws IOException, Ended {
        return (VaultOwner.RootHolder) open(name).contents().owner();
    }

    VaultOwner.Operator operator(String name) throws IOException, Ended {
        return (VaultOwner.Operator) open(name).contents().owner();
    }

    /** Opens a vault, once: the passphrase costs a while. */
    Vault open(String name) throws IOException, Ended {
        var known = open.get(name);
        if (known != null) {
            return known;
        }
        var file = file(folder, name);
        try {
            var vault = Vault.open(PrivateFiles.read(file, Vault.BYTES_MAX), PASSPHRASE, text);
            open.put(name, vault);
            return vault;
        } catch (Malformed refused) {
            throw Ended.local(refused.reason(), "The example vault " + file + " does not open.");
        }
    }

    /** The same keys, bound to a root and a server: what a newcomer's vault says after his enrolment. */
    static Vault bound(Vault example, Digest root, String origin) {
        var contents = example.contents();
        return example.with(new VaultContents(contents.owner(), root, origin, contents.storeKey(), null));
    }
}
