/**
 * All that a client decides, as a machine without I/O: {@code Turn turn(Event)} (DESIGN §8). It follows the log, judges
 * statements, keeps a verified store, searches the directory.
 *
 * <p>Trusted: the pinned root hash and the keys of the open vault, the home's doors. Not trusted: every answer of the server,
 * every stored record (sealed under the vault's store key with its own name and the store's generation, E7).
 *
 * <p>Refuses to: do I/O, wait, read a clock of its own, show anything of the directory that has no proof.
 */
@NullMarked
package org.hublink.engine;

import org.jspecify.annotations.NullMarked;
