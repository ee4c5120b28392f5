package org.hublink.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Decoder;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;

/** The decoders of this room. */
public final class EngineDecoders {
    static final String DESK = "FR-CSE-1";

    private EngineDecoders() {}

    private static Json.Obj object(byte[] in, Home home) throws Malformed {
        if (Json.read(in, JsonLimits.DEFAULT, home.text()) instanceof Json.Obj object) {
            return object;
        }
        throw new Malformed("json-wrong-type");
    }

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
        all.put("message-body", (in, context, home) -> MessageBody.read(in).bytes());
        all.put("message-data", (in, context, home) -> MessageData.read(in).bytes());
        all.put("commit-data", (in, context, home) -> CommitData.read(in).bytes());
        all.put("intent", (in, context, home) -> Intent.read(in).plain());
        all.put("kept-act", (in, context, home) -> KeptAct.read(in).plain());
        all.put("kept-file", (in, context, home) -> KeptFile.read(in).plain());
        all.put("file-keys", (in, context, home) -> FileKeys.read(in).bytes());
        all.put("archive-record", (in, context, home) -> ArchiveRecord.read(in).plain());
        all.put("archive-wraps", (in, context, home) -> ArchiveWraps.read(in).bytes());
        all.put(
                "bundle",
                (in, context, home) -> Utf8.encode(Integer.toString(
                        Bundle.read(in, DESK, home.text()).devices().size())));
        all.put(
                "rejoin-claim",
                (in, context, home) ->
                        Json.write(RejoinClaim.read(object(in, home)).json()));
        all.put(
                "archive-version",
                (in, context, home) ->
                        Json.write(ArchiveVersion.read(object(in, home)).json()));
        all.put(
                "archive-addendum",
                (in, context, home) ->
                        Json.write(ArchiveAddendum.read(object(in, home)).json()));
        all.put(
                "archive-filing",
                (in, context, home) ->
                        Json.write(ArchiveRecord.Filing.read(object(in, home)).json()));
        return all;
    }
}
