package org.hublink.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Decoder;
import org.hublink.primitives.Utf8;

/** The decoders of this room. */
public final class EngineDecoders {
    private EngineDecoders() {}

    public static Map<String, Decoder> all() {
        Map<String, Decoder> all = new LinkedHashMap<>();
        all.put("vault-contents", (in, context, home) -> VaultJson.write(VaultJson.read(in, home.text())));
        all.put(
                "vault-key",
                (in, context, home) -> Utf8.encode(OwnKey.read(Utf8.decode(in)).secretText()));
        all.put("csv", (in, context, home) -> Utf8.encode(CsvTable.read(in).toString()));
        all.put(
                "listing-drafts",
                (in, context, home) ->
                        Utf8.encode(ListingDrafts.read(in, "BR", home.text()).toString()));
        all.put("log-evidence", (in, context, home) -> {
            ByteWriter out = new ByteWriter();
            LogEvidence.read(new ByteReader(in)).into(out);
            return out.toBytes();
        });
        return all;
    }
}
