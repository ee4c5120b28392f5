package org.hublink.engine;

import org.hublink.primitives.Digest;
import org.hublink.protocol.Attested;
import org.hublink.protocol.Listing;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.Proof;

/**
 * A listing whose bytes are those that its country's newest manifest names.
 *
 * @param digest SHA-256(salt ‖ body), as in the manifest
 * @param manifest the statement that names it
 * @param proof who signed the manifest, where it lies in the log, how large the log was
 * @param attested the newest word that it is still true: the manifest's, an attestation's or its own
 */
public record VerifiedListing(
        Listing listing, Digest digest, LoggedStatement manifest, Proof proof, Attested attested) {}
