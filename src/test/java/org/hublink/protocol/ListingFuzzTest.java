package org.hublink.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.junit.jupiter.api.Tag;

/** Whatever the bytes: a decoder answers or refuses, and what it takes it writes and takes again. */
@Tag("unit")
class ListingFuzzTest {
    private static final String REASON = "(json|utf8|hex|listing|manifest|attestation|digest)-[a-z-]+";

    @FuzzTest
    void listing(byte[] in) {
        try {
            Listing listing = Listing.read(in, SampleListings.TEXT);
            assertThat(Listing.read(listing.body(), SampleListings.TEXT)).isEqualTo(listing);
        } catch (Malformed refused) {
            assertThat(refused.reason()).matches(REASON);
        }
    }

    @FuzzTest
    void manifest(byte[] in) {
        try {
            ManifestPart part = ManifestPart.read(in, SampleListings.TEXT);
            assertThat(ManifestPart.read(part.body(), SampleListings.TEXT)).isEqualTo(part);
        } catch (Malformed refused) {
            assertThat(refused.reason()).matches(REASON);
        }
    }

    @FuzzTest
    void attestation(byte[] in) {
        try {
            AttestationPart part = AttestationPart.read(in, SampleListings.TEXT);
            assertThat(AttestationPart.read(part.body(), SampleListings.TEXT)).isEqualTo(part);
        } catch (Malformed refused) {
            assertThat(refused.reason()).matches(REASON);
        }
    }

    @FuzzTest
    void hours(byte[] in) {
        try {
            Hours hours = Hours.read(in, SampleListings.TEXT);
            assertThat(Hours.read(hours.bytes(), SampleListings.TEXT)).isEqualTo(hours);
        } catch (Malformed refused) {
            assertThat(refused.reason()).matches(REASON);
        }
    }

    @FuzzTest
    void searchText(byte[] in) {
        try {
            String typed = Utf8.decode(in);
            assertThat(new SearchText(SampleListings.TEXT).tokens(typed))
                    .allSatisfy(token -> assertThat(token).isNotEmpty());
        } catch (Malformed refused) {
            assertThat(refused.reason()).isEqualTo("utf8-malformed");
        }
    }
}
