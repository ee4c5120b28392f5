/**
 * The Java home of the core: files, HTTP and the command line {@code hub}.
 *
 * <p>Trusted: this machine's memory, the officer's vault file once it is open, the pinned root hash in it. Not trusted: the
 * server (whoever controls it can stop an officer from reading, never make him believe), the store's file (sealed by the
 * engine; whoever rewrites it can only make it unreadable or old).
 *
 * <p>Refuses to: judge anything itself (the engine does), write a private key anywhere but into a vault, follow redirects,
 * speak plain HTTP to anything but this machine, read an answer without a bound.
 */
@NullMarked
package org.hublink.client;

import org.jspecify.annotations.NullMarked;
