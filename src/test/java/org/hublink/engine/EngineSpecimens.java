package org.hublink.engine;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Specimens;
import org.hublink.primitives.Utf8;
import org.hublink.primitives.VectorFiles;
import org.hublink.protocol.Reason;

/** Sound bytes for the decoders of {@link EngineDecoders}. */
public final class EngineSpecimens {
    private EngineSpecimens() {}

    public static Map<String, Specimens> all() throws Malformed, IOException {
        List<byte[]> contents = new ArrayList<>();
        for (Fields one : Fields.of(VectorFiles.own("vault.json"), "vaults").objects("cases", 1, 100)) {
            if (!one.has("contents")) continue;
            byte[] file = one.base64("bytes", 0, Vault.BYTES_MAX);
            Vault vault = Vault.open(
                    file, one.text("passphrase", 0, 100), JvmHome.system().text());
            contents.add(VaultJson.write(vault.contents()));
        }
        ByteWriter evidence = new ByteWriter();
        new LogEvidence(Reason.LOG_FORK, new byte[] {1, 2}, new byte[] {3}).into(evidence);
        Map<String, Specimens> all = new LinkedHashMap<>();
        all.put("vault-contents", new Specimens(List.of(), contents));
        all.put(
                "vault-key",
                Specimens.of(Utf8.encode(OwnKey.ed25519(n -> new byte[n]).secretText())));
        all.put("csv", Specimens.of(csv("listings.csv"), csv("listings-broken.csv")));
        all.put("listing-drafts", Specimens.of(csv("listings.csv"), csv("listings-broken.csv")));
        all.put("log-evidence", Specimens.of(evidence.toBytes()));
        TalkForms.all().forEach((name, form) -> all.put(name, Specimens.of(form)));
        return all;
    }

    private static byte[] csv(String name) throws IOException {
        try (InputStream in = EngineSpecimens.class.getResourceAsStream("/csv/" + name)) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }
}
