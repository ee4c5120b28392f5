/** Tests of enrolment, sessions and revocation, over real HTTP on a real PostgreSQL. */
@NullMarked
package org.hublink.officers;

import org.jspecify.annotations.NullMarked;
