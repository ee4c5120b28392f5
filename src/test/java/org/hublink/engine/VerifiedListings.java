package org.hublink.engine;

import java.util.List;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Attested;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.Header;
import org.hublink.protocol.Leaf;
import org.hublink.protocol.Listing;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.NoFacts;
import org.hublink.protocol.Proof;
import org.hublink.protocol.Signature;
import org.hublink.protocol.StatementType;

/** Listings taken on faith, for tests of what comes after the judging. */
public final class VerifiedListings {
    private static final long VALID_SECONDS = 86_400;

    private VerifiedListings() {}

    public static VerifiedListing believed(Listing listing) {
        long issued = listing.validity().attestedOn();
        Header header = new Header(
                StatementType.MANIFEST,
                listing.country(),
                "all",
                1,
                issued,
                issued + VALID_SECONDS,
                List.of(),
                new NoFacts());
        Signature signature = new Signature(Digest.of(new byte[] {1}), new byte[64]);
        try {
            Leaf leaf = Leaf.of(new Envelope(header.type().payloadType(), header.bytes(), List.of(signature)));
            return new VerifiedListing(
                    listing,
                    Digest.of(listing.body()),
                    new LoggedStatement(1, leaf),
                    new Proof(1, List.of("br-o-1", "br-o-2"), 2),
                    new Attested(
                            listing.validity().attestedOn(), listing.validity().attestBy()));
        } catch (Malformed broken) {
            throw new AssertionError(broken);
        }
    }
}
