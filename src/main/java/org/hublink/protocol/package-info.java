/**
 * The protocol's bytes and verdicts: signed statements and acts, the trust chain from the pinned root to a person, the
 * notes and proofs of the log.
 *
 * <p>Trusted: the pinned hash of the root and the doors of the home. Not trusted: every leaf, envelope, part, note and
 * proof, whoever sent it; the server least of all.
 *
 * <p>Refuses: to hand out anything unchecked as checked. A decoder throws {@link org.hublink.primitives.Malformed} and
 * nothing else; a {@link org.hublink.protocol.Verdict} is either trusted, with its proof, or refused, with its reason.
 * The room has no I/O, clock or randomness of its own and holds no private key beyond the call that signs.
 */
@NullMarked
package org.hublink.protocol;

import org.jspecify.annotations.NullMarked;
