/**
 * Tests of the primitives: each decoder's refusals by reason, the vectors of the standards, the Wycheproof cases, and
 * fuzz targets that run their seeds in every build.
 *
 * <p>Trusted: vectors beside the project, as data. {@link org.hublink.primitives.VectorFiles} finds them for other rooms.
 */
@NullMarked
package org.hublink.primitives;

import org.jspecify.annotations.NullMarked;
