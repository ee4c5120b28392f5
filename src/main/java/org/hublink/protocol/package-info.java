/**
 * The rules of Hublink in bytes and verdicts: statements and acts, the trust chain, log proofs, and the records that
 * countries sign. Read by clients and by the server alike.
 *
 * <p>Trusted: the caller's own arguments and the doors of its home. Not trusted: every byte that is read; a decoder
 * throws {@link org.hublink.primitives.Malformed} and nothing else.
 *
 * <p>It has no I/O, clock, randomness or logging of its own, and also runs as WebAssembly.
 */
@NullMarked
package org.hublink.protocol;

import org.jspecify.annotations.NullMarked;
