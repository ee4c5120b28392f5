/**
 * The Java home's doors for the core: randomness, clock, Unicode and time zones of the JDK.
 *
 * <p>A room of its own because client and server both need it, and neither may import the other, while the core itself
 * may not touch java.time, java.text or java.security. It imports {@code primitives} only.
 *
 * <p>Trusted: the JDK and its tables. Refuses: to choose a clock silently in tests; a test passes its own.
 */
@NullMarked
package org.hublink.jvm;

import org.jspecify.annotations.NullMarked;
