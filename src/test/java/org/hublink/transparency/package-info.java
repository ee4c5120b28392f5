/** The log against a real PostgreSQL and over real HTTP. */
@NullMarked
package org.hublink.transparency;

import org.jspecify.annotations.NullMarked;
