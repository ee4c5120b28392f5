/** Stands in for the one class of this name whose first use would bring a whole formatter with locales and currencies along. */
@NullMarked
package org.hublink.browser.shim.org.bouncycastle.util;

import org.jspecify.annotations.NullMarked;
