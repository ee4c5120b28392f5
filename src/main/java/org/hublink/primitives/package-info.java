/**
 * The core's alphabet: bounded bytes, strict text and JSON readers, and the cryptographic primitives the product uses.
 *
 * <p>Trusted: the caller's own arguments and the doors ({@link org.hublink.primitives.Randomness}, {@link
 * org.hublink.primitives.Clock}, {@link org.hublink.primitives.Text}, {@link org.hublink.primitives.Zones}, {@link
 * org.hublink.primitives.Checks}) that the home supplies. Not trusted: every byte given to a decoder, every public key, signature and ciphertext.
 *
 * <p>Refuses: input that is not in its one allowed form. A decoder throws {@link org.hublink.primitives.Malformed} and
 * nothing else; lengths are compared before anything is allocated. An {@link java.lang.IllegalArgumentException} here
 * is a bug of the caller (a key of the wrong length), never the answer to bytes from outside.
 *
 * <p>It has no I/O, clock, randomness or logging of its own and also runs as WebAssembly, so nothing of the JDK beyond
 * plain collections and strings is used. Secrets are zeroed where this code alone holds them ({@code Bytes.zero});
 * copies made inside Bouncy Castle or by the garbage collector are out of its reach.
 */
@NullMarked
package org.hublink.primitives;

import org.jspecify.annotations.NullMarked;
