/** Stands in for the one class of this name whose first use would bring the world's time zones along. */
@NullMarked
package org.hublink.browser.shim.org.bouncycastle.crypto.constraints;

import org.jspecify.annotations.NullMarked;
