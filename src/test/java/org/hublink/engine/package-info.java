/** Tests of what a client decides: vaults, enrolment, the engine. */
@NullMarked
package org.hublink.engine;

import org.jspecify.annotations.NullMarked;
