/** Tests of the directory's room on a real PostgreSQL and over real HTTP. */
@NullMarked
package org.hublink.directory;

import org.jspecify.annotations.NullMarked;
