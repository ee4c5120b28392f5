/**
 * Tests of MLS: the working group's vectors, picked by the kind of their file, and what those vectors leave out.
 *
 * <p>Trusted: vectors beside the project, as data. A vector that is not run is printed with its reason.
 */
@NullMarked
package org.hublink.mls;

import org.jspecify.annotations.NullMarked;
