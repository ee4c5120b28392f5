package org.hublink.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.primitives.Decoder;
import org.hublink.primitives.Home;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.PrimitiveDecoders;
import org.hublink.primitives.Utf8;

/** The decoders of this room. */
public final class ProtocolDecoders {
    private ProtocolDecoders() {}

    public static Map<String, Decoder> all() {
        Map<String, Decoder> all = new LinkedHashMap<>();
        all.put("envelope", (in, context, home) -> Envelope.read(in).bytes());
        all.put("header", (in, context, home) -> Header.read(in).bytes());
        all.put("leaf", (in, context, home) -> Leaf.of(Leaf.read(in).envelope()).bytes());
        all.put(
                "act",
                (in, context, home) -> Act.read(Envelope.read(in), home.text()).payload());
        all.put("note", (in, context, home) -> Note.read(in).bytes());
        all.put("checkpoint", ProtocolDecoders::checkpoint);
        all.put("log-proof", (in, context, home) -> TlogProof.read(in).bytes());
        all.put(
                "tile-path",
                (in, context, home) ->
                        Utf8.encode(TilePath.read(PrimitiveDecoders.latin1(in)).text()));
        all.put("bundle", (in, context, home) -> EntryBundle.write(EntryBundle.read(in, context.get(0)[0])));
        all.put(
                "invitation",
                (in, context, home) ->
                        Utf8.encode(Invitation.read(Utf8.decode(in)).fragment()));
        all.put(
                "application",
                (in, context, home) -> Application.read(in, home.text()).bytes());
        all.put(
                "sealed-application",
                (in, context, home) -> SealedApplication.open(
                                in, Invitation.read(Utf8.decode(context.get(0))), home.text())
                        .bytes());
        all.put(
                "device",
                (in, context, home) -> DevicePart.read(in, home.text()).body());
        all.put("card", (in, context, home) -> CardPart.read(in, home.text()).body());
        all.put(
                "persona",
                (in, context, home) -> PersonaPart.read(in, home.text()).body());
        all.put("desk", (in, context, home) -> DeskPart.read(in, home.text()).body());
        all.put("listing", (in, context, home) -> Listing.read(in, home.text()).body());
        all.put(
                "manifest",
                (in, context, home) -> ManifestPart.read(in, home.text()).body());
        all.put(
                "attestation",
                (in, context, home) -> AttestationPart.read(in, home.text()).body());
        all.put("forum-heads", (in, context, home) -> ForumHeads.read(in).body());
        all.put("hours", (in, context, home) -> Hours.read(in, home.text()).bytes());
        all.put(
                "search-text",
                (in, context, home) ->
                        Utf8.encode(String.join(" ", new SearchText(home.text()).tokens(Utf8.decode(in)))));
        all.put(
                "public-key",
                (in, context, home) ->
                        Utf8.encode(PublicKey.read(PrimitiveDecoders.latin1(in)).text()));
        all.put("frames", (in, context, home) -> DeliveryFrames.write(DeliveryFrames.read(in)));
        return all;
    }

    /** Context: origin, the log's key, the cosigner's key. */
    private static byte[] checkpoint(byte[] in, List<byte[]> context, Home home) throws Malformed {
        String origin = Utf8.decode(context.get(0));
        NoteKey log = new NoteKey(origin, PublicKey.read(Utf8.decode(context.get(1))));
        NoteKey cosigner = NoteKey.cosigner(origin, PublicKey.read(Utf8.decode(context.get(2))));
        Verdict<SignedCheckpoint> verdict = SignedCheckpoint.read(in, log, cosigner);
        SignedCheckpoint read = verdict.valueOrNull();
        return Utf8.encode(read == null ? verdict.code() : read.checkpoint().text() + read.cosignedAt());
    }
}
