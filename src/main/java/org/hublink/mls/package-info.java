/**
 * Messaging Layer Security (RFC 9420) on the core's own primitives: codec, ratchet tree, TreeKEM, key schedule, secret
 * tree and message protection.
 *
 * <p>Trusted: the caller's keys, clock and randomness. Not trusted: every message, tree, key package and group info
 * that comes in, whoever relayed it, and members of the group as far as the RFC lets a receiver check them.
 *
 * <p>Refuses: bytes that are not in their one form, trees whose hashes or signatures fail, generations outside the
 * window, leaves outside the tree, all by {@link org.hublink.primitives.Malformed} with a reason. It knows no product,
 * decides on no identity (that is the caller's), keeps no clock and no randomness.
 *
 * <p>Records here share their arrays and nothing changes an array once it is in a record. Secrets are overwritten where
 * this code alone holds them; copies made by Bouncy Castle, the garbage collector or the browser are out of reach.
 */
@NullMarked
package org.hublink.mls;

import org.jspecify.annotations.NullMarked;
