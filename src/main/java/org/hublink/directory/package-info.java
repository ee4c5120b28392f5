/**
 * The directory's room at the server: takes salted listings from a country's operators, hands them out by digest to those
 * whose audience they are, and answers searches for other systems.
 *
 * <p>Trusted: nothing that is uploaded. A listing counts only through a manifest in the log, and clients see to that
 * themselves; whoever rewrites this room's tables can keep listings back, never make officers believe another one.
 *
 * <p>Refuses: listings of another country than the operator's, bodies out of bounds, and to show anybody what is for
 * another audience. What a search says beside the digests (freshness, open now, order) is a hint.
 */
@NullMarked
package org.hublink.directory;

import org.jspecify.annotations.NullMarked;
