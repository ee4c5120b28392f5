package org.hublink.protocol;

import org.hublink.primitives.Digest;
import org.jspecify.annotations.Nullable;

/**
 * An act that counts.
 *
 * @param digest SHA-256 of its payload
 * @param signer the statement that the signer's key stands in (for an operator his country's authority)
 * @param officer the pseudonym behind a device, the id of an operator, null for a persona
 * @param signerSinceRevoked signed before the index that a later revocation names; it stays and is marked
 */
public record VerifiedAct(
        Act act,
        Digest digest,
        LoggedStatement signer,
        @Nullable String officer,
        boolean signerSinceRevoked) {}
