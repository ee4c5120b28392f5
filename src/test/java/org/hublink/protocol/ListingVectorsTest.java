package org.hublink.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.primitives.Base64;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.hublink.primitives.VectorFiles;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * {@code listings.json}: bytes, verdict and digest for every client. Written anew by {@code -Dvectors.write}; otherwise
 * compared.
 */
@Tag("vectors")
class ListingVectorsTest {
    private static final Path FILE = Path.of("src/test/vectors/listings.json");
    private static final byte[] SALT = Digest.of(Utf8.encode("salt")).bytes();

    @Test
    void everyVectorHasItsVerdict() throws IOException, Malformed {
        if (System.getProperty("vectors.write") != null) {
            Files.write(FILE, Bytes.concat(Json.write(made()), Utf8.encode("\n")));
        }
        assertThat(ListingCases.answers(Fields.of(VectorFiles.own("listings.json"), "vectors"), SampleListings.TEXT))
                .hasSizeGreaterThan(20)
                .allSatisfy(one -> assertThat(one.answer()).as(one.name()).isEqualTo(one.want()));
    }

    private static Json made() throws Malformed {
        List<Json> vectors = new ArrayList<>();
        byte[] sound = SampleListings.full("BR-CSE-247", 12).body();
        add(vectors, "a listing with every field", "listing", sound);
        Map<String, String[]> changes = new LinkedHashMap<>();
        changes.put("another format", new String[] {"\"format\":1", "\"format\":2"});
        changes.put("an id in small letters", new String[] {"\"id\":\"BR-CSE-247\"", "\"id\":\"br-cse-247\""});
        changes.put("territory of another country", new String[] {"\"id\":\"BR-CSE-247\"", "\"id\":\"FR-CSE-247\""});
        changes.put("version nought", new String[] {"\"version\":12", "\"version\":0"});
        changes.put("a fraction", new String[] {"\"version\":12", "\"version\":12.5"});
        changes.put("an unknown key", new String[] {"\"version\":12", "\"version\":12,\"note\":\"x\""});
        changes.put("a doubled key", new String[] {"\"version\":12", "\"version\":12,\"version\":12"});
        changes.put("an unknown function", new String[] {"child-exploitation", "child-protection"});
        changes.put("a doubled offence", new String[] {"\"solicitation\"", "\"live-streaming\""});
        changes.put("a treaty without its other state", new String[] {",\"with\":\"FR\"", ""});
        changes.put("never open", new String[] {"\"always\":true", "\"always\":false"});
        changes.put("a number that is none", new String[] {"+1 202-555-0142", "0800 HELP"});
        changes.put("attested for ever", new String[] {"\"attestBy\":1", "\"attestBy\":3"});
        for (Map.Entry<String, String[]> change : changes.entrySet()) {
            String text = Utf8.decode(sound).replace(change.getValue()[0], change.getValue()[1]);
            add(vectors, change.getKey(), "listing", Utf8.encode(text));
        }
        ManifestEntry first = new ManifestEntry("BR-CSE-247", 12, Digest.of(SALT, sound));
        ManifestEntry second = new ManifestEntry("BR-NCB-1", 1, Digest.of(SALT));
        add(vectors, "a manifest for all", "manifest", manifest(Audience.ALL, first, second));
        Audience neighbours = new Audience("neighbours", List.of("AR", "UY"));
        add(vectors, "a manifest for two countries", "manifest", manifest(neighbours, first));
        add(vectors, "a manifest out of order", "manifest", manifest(Audience.ALL, second, first));
        add(vectors, "a listing named twice", "manifest", manifest(Audience.ALL, first, first));
        add(vectors, "an audience of nobody", "manifest", manifest(new Audience("neighbours", List.of()), first));
        AttestationPart.Entry entry = new AttestationPart.Entry(first.id(), first.digest());
        add(vectors, "an attestation", "attestation", new AttestationPart(new Attested(10, 20), List.of(entry)).body());
        add(
                vectors,
                "an attestation backwards",
                "attestation",
                new AttestationPart(new Attested(20, 10), List.of(entry)).body());
        return Json.obj()
                .put("salt", Base64.encode(SALT))
                .put("vectors", vectors)
                .put("folds", folds())
                .build();
    }

    private static List<Json> folds() {
        List<Json> folds = new ArrayList<>();
        for (String text : List.of(
                "Plantão EXEMPLO",
                "Straße",
                "Łódź ØRE",
                "حمـــاية الطفولة",
                "بالبرازيل",
                "打击儿童 性剥削x剥",
                "BR-CSE-247",
                "Ёлка",
                "ΟΔΟΣ.Α")) {
            folds.add(Json.obj()
                    .put("text", text)
                    .putTexts("tokens", new SearchText(SampleListings.TEXT).tokens(text))
                    .build());
        }
        return folds;
    }

    private static byte[] manifest(Audience audience, ManifestEntry... entries) {
        return new ManifestPart(audience, null, List.of(entries)).body();
    }

    private static void add(List<Json> vectors, String name, String kind, byte[] body) {
        vectors.add(Json.obj()
                .put("name", name)
                .put("kind", kind)
                .put("verdict", ListingCases.verdict(kind, body, SampleListings.TEXT))
                .put("digest", Digest.of(SALT, body))
                .putBase64("body", body)
                .build());
    }
}
