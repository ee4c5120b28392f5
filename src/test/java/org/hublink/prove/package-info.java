/**
 * Fault drivers, started by {@code ./hub prove NAME}: they break the machine under a running server and look whether what
 * was promised still holds, or let our MLS and others' live at random in one group. Test code, never in the jar; each run prints its seed and can be repeated with it.
 */
@NullMarked
package org.hublink.prove;

import org.jspecify.annotations.NullMarked;
