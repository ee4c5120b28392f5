package org.hublink.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class ListingTest {
    private static final Digest DIGEST = Digest.of(new byte[] {1});

    @Test
    void aListingWithEveryFieldComesBackAsItWas() throws Malformed {
        Listing listing = SampleListings.full("BR-CSE-247", 12);
        assertThat(Listing.read(listing.body(), SampleListings.TEXT)).isEqualTo(listing);
        Hours nights = new Hours(
                false,
                "Asia/Kathmandu",
                List.of(new WeekSpan(1, 1320, 1800), new WeekSpan(3, 0, 1440)),
                List.of(ClosedDay.parse("--12-25"), ClosedDay.parse("2027-03-26")));
        Listing other = SampleListings.withHours(listing, nights);
        assertThat(Listing.read(other.body(), SampleListings.TEXT)).isEqualTo(other);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "format":1                       | "format":2                        | listing-format
            "id":"BR-CSE-247"                | "id":"BR-cse-247"                 | listing-id
            "id":"BR-CSE-247"                | "id":"FR-CSE-247"                 | listing-territory
            "version":12                     | "version":0                       | json-out-of-range
            "version":12                     | "version":"12"                    | json-wrong-type
            "version":12                     | "version":12,"note":"x"           | json-unknown-key
            "version":12,                    | ''                                | json-missing-key
            "language":"pt","own":"Pol       | "language":"PT","own":"Pol        | listing-language
            "own":"Plantão                   | "own":"Plan\u202etão           | json-bidi-control
            "functions":["child-exploitation"| "functions":["child-protection"   | json-unknown-code
            "offences":["solicitation"       | "offences":["live-streaming"      | listing-duplicate
            "with":"FR"                      | "with":"France"                   | json-out-of-range
            "bilateral","with":"FR"          | "bilateral"                       | listing-legal-basis
            "basis":"budapest"               | "basis":"budapest","with":"FR"    | listing-legal-basis
            "always":true                    | "always":false                    | listing-hours
            "zone":"America/Sao_Paulo"       | "zone":"<script>"                 | listing-hours
            "+1 202-555-0142"                | "0800 HELP"                       | listing-channel
            "address":"BR-CSE-247"           | "address":"any"                   | listing-channel
            "renewals":1                     | "renewals":0                      | listing-preservation
            "attestBy":18                    | "attestBy":17                     | listing-dates
            "alternates":["BR-NCB-1"]        | "alternates":["BR-CSE-247"]       | listing-duplicate
            "audience":"all"                 | "audience":"All"                  | manifest-audience
            """)
    void whatDoesNotFitIsRefusedByItsReason(String sound, String broken, String reason) {
        String body = text(SampleListings.full("BR-CSE-247", 12).body());
        assertThat(body).contains(sound);
        byte[] changed = Utf8.encode(body.replace(sound, broken == null ? "" : broken));
        assertThat(refusal(() -> Listing.read(changed, SampleListings.TEXT))).isEqualTo(reason);
    }

    @Test
    void aBodyBeyondItsBoundIsRefusedBeforeItIsRead() {
        byte[] large = new byte[ListingLimits.BODY_BYTES_MAX + 1];
        assertThat(refusal(() -> Listing.read(large, SampleListings.TEXT))).isEqualTo("json-too-large");
    }

    @Test
    void hoursThatOverlapAreRefused() {
        Hours overlapping = new Hours(
                false, "Europe/Paris", List.of(new WeekSpan(1, 480, 900), new WeekSpan(1, 800, 1000)), List.of());
        Listing listing = SampleListings.withHours(SampleListings.full("FR-CSE-247", 1), overlapping);
        assertThat(refusal(() -> Listing.read(listing.body(), SampleListings.TEXT)))
                .isEqualTo("listing-hours");
    }

    @Test
    void aManifestComesBackAsItWas() throws Malformed {
        ManifestPart plain = new ManifestPart(
                Audience.ALL,
                null,
                List.of(new ManifestEntry("BR-CSE-247", 12, DIGEST), new ManifestEntry("BR-NCB-1", 1, DIGEST)));
        assertThat(ManifestPart.read(plain.body(), SampleListings.TEXT)).isEqualTo(plain);
        ManifestPart named =
                new ManifestPart(new Audience("neighbours", List.of("AR", "UY")), new Attested(10, 20), List.of());
        assertThat(ManifestPart.read(named.body(), SampleListings.TEXT)).isEqualTo(named);
        assertThat(named.audience().admits("UY", "BR")).isTrue();
        assertThat(named.audience().admits("BR", "BR")).isTrue();
        assertThat(named.audience().admits("FR", "BR")).isFalse();
    }

    @Test
    void aManifestOfTheLargestSizeIsRead() throws Malformed {
        List<ManifestEntry> entries = new ArrayList<>();
        for (int i = 0; i < ListingLimits.MANIFEST_ENTRIES_MAX; i++) {
            entries.add(new ManifestEntry("BR-CSE-" + (10_000 + i), 1, DIGEST));
        }
        ManifestPart part = new ManifestPart(Audience.ALL, null, entries);
        assertThat(ManifestPart.read(part.body(), SampleListings.TEXT)).isEqualTo(part);
    }

    @Test
    void aManifestNamesEachListingOnceAndInOrder() {
        ManifestEntry first = new ManifestEntry("BR-CSE-247", 1, DIGEST);
        ManifestEntry second = new ManifestEntry("BR-NCB-1", 1, DIGEST);
        ManifestPart swapped = new ManifestPart(Audience.ALL, null, List.of(second, first));
        ManifestPart doubled = new ManifestPart(Audience.ALL, null, List.of(first, first));
        ManifestPart nobody = new ManifestPart(new Audience("neighbours", List.of()), null, List.of());
        ManifestPart unsorted = new ManifestPart(new Audience("neighbours", List.of("UY", "AR")), null, List.of());
        assertThat(refusal(() -> ManifestPart.read(swapped.body(), SampleListings.TEXT)))
                .isEqualTo("manifest-order");
        assertThat(refusal(() -> ManifestPart.read(doubled.body(), SampleListings.TEXT)))
                .isEqualTo("manifest-order");
        assertThat(refusal(() -> ManifestPart.read(nobody.body(), SampleListings.TEXT)))
                .isEqualTo("manifest-audience");
        assertThat(refusal(() -> ManifestPart.read(unsorted.body(), SampleListings.TEXT)))
                .isEqualTo("manifest-audience");
    }

    @Test
    void anAttestationComesBackAsItWas() throws Malformed {
        AttestationPart part =
                new AttestationPart(new Attested(10, 20), List.of(new AttestationPart.Entry("BR-CSE-247", DIGEST)));
        assertThat(AttestationPart.read(part.body(), SampleListings.TEXT)).isEqualTo(part);
        AttestationPart empty = new AttestationPart(new Attested(10, 20), List.of());
        assertThat(refusal(() -> AttestationPart.read(empty.body(), SampleListings.TEXT)))
                .isEqualTo("json-out-of-range");
        AttestationPart backwards = new AttestationPart(new Attested(20, 10), part.listings());
        assertThat(refusal(() -> AttestationPart.read(backwards.body(), SampleListings.TEXT)))
                .isEqualTo("listing-dates");
    }

    static String refusal(ThrowingCallable read) {
        Malformed refused = catchThrowableOfType(Malformed.class, read);
        return refused == null ? "taken" : refused.reason();
    }

    private static String text(byte[] body) {
        try {
            return Utf8.decode(body);
        } catch (Malformed broken) {
            throw new AssertionError(broken);
        }
    }
}
