/**
 * What every server room stands on: HTTP, the database, PostgreSQL itself, limits, metrics.
 *
 * <p>Trusted: the machine's operator (configuration, files of mode 0600) and PostgreSQL for durability, which is checked on
 * every connection. Not trusted: whoever sends a request; each one is measured against its contract and its limits first.
 *
 * <p>Refuses to decide anything of a room's own, to hold a key of a person, and to log what is in a request.
 */
@NullMarked
package org.hublink.platform;

import org.jspecify.annotations.NullMarked;
