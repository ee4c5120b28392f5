package org.hublink.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.primitives.Base64;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Specimens;
import org.hublink.primitives.Utf8;
import org.hublink.primitives.VectorFiles;

/** Sound bytes for the decoders of {@link ProtocolDecoders}; from the vector files where they hold some. */
public final class ProtocolSpecimens {
    /** Enough for the variety, few enough to be sent with each order. */
    private static final int A_FILE_MAX = 24;

    private static final DeskPart DESK = new DeskPart(
            List.of("cyber-24-7", "child-exploitation"),
            List.of("fr-o-7k2m9q", "fr-o-3h8w1z"),
            List.of("fr-o-3h8w1z"),
            List.of("FR-CSE-248"));

    private ProtocolSpecimens() {}

    public static Map<String, Specimens> all() throws Malformed {
        Applicant somebody = new Applicant("mutants");
        Application application = somebody.application(true);
        byte[] fragment = Utf8.encode(somebody.invitation.fragment());
        Listing listing = SampleListings.full("BR-CSE-247", 12);
        Hours nights = new Hours(
                false,
                "Europe/Paris",
                List.of(new WeekSpan(1, 20 * 60, 28 * 60), new WeekSpan(5, 0, 60)),
                List.of(ClosedDay.parse("--12-25"), ClosedDay.parse("2026-12-26")));
        ManifestEntry first = new ManifestEntry("BR-CSE-247", 12, Digest.of(new byte[] {1}));
        ManifestEntry second = new ManifestEntry("BR-NCB-1", 1, Digest.of(new byte[] {2}));
        Audience neighbours = new Audience("neighbours", List.of("AR", "UY"));
        AttestationPart.Entry entry = new AttestationPart.Entry(first.id(), first.digest());
        List<byte[]> notes = file("notes.json", "note");
        Map<String, Specimens> all = new LinkedHashMap<>();
        all.put("envelope", corpus(file("envelopes.json", "bytes")));
        all.put("header", corpus(file("headers.json", "bytes")));
        all.put("leaf", corpus(file("leaves.json", "bytes")));
        all.put("act", corpus(file("acts.json", "bytes")));
        all.put("note", corpus(notes));
        all.put(
                "checkpoint",
                new Specimens(
                        List.of(
                                Utf8.encode(NoteVectors.ORIGIN),
                                Utf8.encode(NoteVectors.LOG.publicKey().text()),
                                Utf8.encode(NoteVectors.COSIGNER.publicKey().text())),
                        notes));
        TlogProof proof =
                new TlogProof(255, List.of(Digest.of(new byte[] {3}), Digest.of(new byte[] {4})), notes.get(0));
        all.put("log-proof", Specimens.of(proof.bytes(), new TlogProof(0, List.of(), notes.get(0)).bytes()));
        all.put(
                "tile-path",
                Specimens.of(
                        Utf8.encode("tile/0/x001/234.p/5"),
                        Utf8.encode("tile/entries/007"),
                        Utf8.encode("tile/3/000")));
        all.put(
                "bundle",
                new Specimens(
                        List.of(new byte[] {3}),
                        List.of(EntryBundle.write(List.of(new byte[9], new byte[0], new byte[300])))));
        all.put("invitation", Specimens.of(fragment));
        all.put(
                "application",
                Specimens.of(application.bytes(), somebody.application(false).bytes()));
        all.put(
                "sealed-application",
                new Specimens(
                        List.of(fragment),
                        List.of(SealedApplication.seal(application, somebody.invitation, somebody.home.randomness()))));
        all.put("device", Specimens.of(somebody.device.body()));
        all.put("card", Specimens.of(Applicant.CARD.body()));
        all.put("persona", Specimens.of(somebody.face.body()));
        all.put("desk", Specimens.of(DESK.body()));
        all.put(
                "listing",
                Specimens.of(
                        listing.body(),
                        SampleListings.withHours(listing, nights).body()));
        all.put(
                "manifest",
                Specimens.of(
                        new ManifestPart(Audience.ALL, null, List.of(first, second)).body(),
                        new ManifestPart(neighbours, null, List.of(first)).body()));
        all.put("attestation", Specimens.of(new AttestationPart(new Attested(10, 20), List.of(entry)).body()));
        all.put(
                "forum-heads",
                Specimens.of(
                        new ForumHeads(Map.of()).body(),
                        new ForumHeads(Map.of(
                                        RandomId.NONE,
                                        new ForumHeads.Head(0, Digest.of(new byte[0])),
                                        RandomId.fromHex("7f".repeat(16)),
                                        new ForumHeads.Head(2_000, Digest.of(new byte[] {2}))))
                                .body()));
        all.put(
                "hours",
                Specimens.of(nights.bytes(), Hours.always("America/Sao_Paulo").bytes()));
        all.put(
                "search-text",
                Specimens.of(
                        Utf8.encode("Plantão EXEMPLO Straße Łódź ØRE"),
                        Utf8.encode("حمـــاية الطفولة بالبرازيل"),
                        Utf8.encode("打击儿童 性剥削x剥 Ёлка BR-CSE-247")));
        all.put(
                "public-key",
                Specimens.of(
                        Utf8.encode(somebody.statement.publicKey().text()),
                        Utf8.encode(SigningKey.p256(Digest.of(new byte[] {5}).bytes())
                                .publicKey()
                                .text())));
        all.put("frames", Specimens.of(DeliveryFrames.write(SampleFrames.all())));
        return all;
    }

    private static Specimens corpus(List<byte[]> bytes) {
        return new Specimens(List.of(), bytes);
    }

    private static List<byte[]> file(String name, String key) throws Malformed {
        List<byte[]> out = new ArrayList<>();
        for (Fields one : Fields.of(VectorFiles.own(name), name).objects("cases", 1, 10_000)) {
            if (out.size() < A_FILE_MAX) out.add(Base64.decode(one.text(key, 0, 200_000)));
        }
        return out;
    }
}
