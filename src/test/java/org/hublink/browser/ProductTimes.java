package org.hublink.browser;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.engine.OwnKey;
import org.hublink.engine.Vault;
import org.hublink.engine.VaultContents;
import org.hublink.engine.VaultOwner;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Home;

/** How long the page's own core takes to start in its Worker, and to open a vault of the usual cost: milliseconds. */
final class ProductTimes {
    static final String PASSPHRASE = "correct horse battery staple";

    private static final double START_MILLIS_MAX = 150;
    private static final double VAULT_MILLIS_MAX = 1500;
    private static final int ROUNDS = 3;
    private static final byte[] NONE = {};

    private ProductTimes() {}

    static CorePage page() throws IOException {
        return new CorePage(List.of(Path.of("src/test/web/core/product"), Path.of("target/wasm")), path -> null);
    }

    static JsonObject ask(CorePage page, byte[] bytes, Object... opAndArguments) throws InterruptedException {
        String trial = new JsonArray(Arrays.asList(opAndArguments)).encode();
        return new JsonObject(new String(page.run(trial, bytes), StandardCharsets.UTF_8));
    }

    static byte[] vault(Vault.Cost cost) {
        Home home = JvmHome.system();
        VaultOwner owner = new VaultOwner.Operator("FR", "fr-op-a", OwnKey.ed25519(home.randomness()));
        VaultContents contents =
                VaultContents.fresh(owner, Digest.of(new byte[] {1}), "https://hub.example", home.randomness());
        return Vault.create(contents, PASSPHRASE, cost, home.randomness(), home.text())
                .seal(home.randomness());
    }

    /** Medians of three and whether they keep the bounds. */
    static Map<String, Object> measure() throws IOException, InterruptedException {
        double[] start = new double[ROUNDS];
        double[] opened = new double[ROUNDS];
        byte[] file = vault(Vault.Cost.USUAL);
        try (CorePage page = page()) {
            Chromium chromium = new Chromium(page.url());
            try {
                for (int i = 0; i < ROUNDS; i++) {
                    ask(page, NONE, "restart");
                    start[i] = ask(page, NONE, "started").getDouble("value");
                    opened[i] = ask(page, file, "openVault", "$", PASSPHRASE).getDouble("millis");
                }
            } finally {
                chromium.close();
            }
        }
        Arrays.sort(start);
        Arrays.sort(opened);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("start-ms", start[ROUNDS / 2]);
        figures.put("vault-ms", opened[ROUNDS / 2]);
        figures.put("passed", start[ROUNDS / 2] <= START_MILLIS_MAX && opened[ROUNDS / 2] <= VAULT_MILLIS_MAX);
        return figures;
    }
}
