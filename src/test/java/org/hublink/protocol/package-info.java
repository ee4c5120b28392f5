/** Tests of the protocol's bytes and verdicts. */
@NullMarked
package org.hublink.protocol;

import org.jspecify.annotations.NullMarked;
