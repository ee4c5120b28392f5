/** Stands in for a class of Bouncy Castle's package of the same name. */
@NullMarked
package org.hublink.browser.shim.org.bouncycastle.crypto.engines;

import org.jspecify.annotations.NullMarked;
