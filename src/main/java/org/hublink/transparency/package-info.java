/**
 * The log: takes signed statements, gives each its place for ever, and signs the tree (rules L1, L5, L7).
 *
 * <p>Trusted: PostgreSQL for what it says is committed, the node's own file {@code log-head}, the log's and the cosigner's
 * key files. Not trusted: whoever sends a statement, however he signed in; each is judged by {@code Trust} at the place where
 * it would stand. Whoever rewrites tiles or rows can stop officers from reading, never make them believe.
 *
 * <p>Refuses: to sign a tree smaller than, or other than, one it signed before, after whatever restart or restore; to take a
 * statement that would not count; to change or remove a leaf. It holds no key that could mint a statement.
 */
@NullMarked
package org.hublink.transparency;

import org.jspecify.annotations.NullMarked;
