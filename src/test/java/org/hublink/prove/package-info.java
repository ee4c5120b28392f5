/**
 * Fault drivers, started by {@code ./hub prove NAME}: they break the machine under a running server and look whether what
 * was promised still holds. Test code, never in the jar; each run prints its seed and can be repeated with it.
 */
@NullMarked
package org.hublink.prove;

import org.jspecify.annotations.NullMarked;
