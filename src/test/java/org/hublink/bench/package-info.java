/**
 * Benchmarks, started by {@code ./hub bench NAME}: test code, never in the jar.
 *
 * <p>A figure is printed with what it depends on (commit, seed, load, cores, JDK) and, where a promise stands on it, with
 * a peer's figure from the same run, because a ratio travels between machines and a rate does not.
 */
@NullMarked
package org.hublink.bench;

import org.jspecify.annotations.NullMarked;
