/**
 * Groups of our MLS and foreign ones: bcmls in this process, ts-mls in one of Node. What was patched or avoided, and which
 * section of RFC 9420 says so, stands in {@code src/docs/mls.md}.
 *
 * <p>Trusted: the fetched packages, by the digests in their lock file. Nothing here is in the jar.
 */
@NullMarked
package org.hublink.interop;

import org.jspecify.annotations.NullMarked;
