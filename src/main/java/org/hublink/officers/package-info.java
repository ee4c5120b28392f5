/**
 * Officers: how a person gets a device that counts, who is signed in, and how somebody is cut off.
 *
 * <p>Trusted: the log's verdicts ({@code transparency}) and the node's clock. Not trusted: whoever sends a request; an
 * operator's session lets him ask, only signatures by enough persons make a statement. Whoever rewrites these tables can
 * end sessions, lose applications and let a token live that should not, never make an officer, and never read a card.
 *
 * <p>Refuses: to hold a name, a private key, a token or a nonce in the clear; to open an application; to log anything that
 * {@code Trust} does not admit.
 */
@NullMarked
package org.hublink.officers;

import org.jspecify.annotations.NullMarked;
