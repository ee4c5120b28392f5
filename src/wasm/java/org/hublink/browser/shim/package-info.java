/**
 * Stand-ins for classes of the JDK that Bouncy Castle names and TeaVM's library lacks, and for two of Bouncy Castle's whose
 * first use would bring formatters, locales and time zones along. What no path of the core reaches does nothing on purpose.
 */
@NullMarked
package org.hublink.browser.shim;

import org.jspecify.annotations.NullMarked;
