/**
 * Stand-ins for classes of the JDK that Bouncy Castle names and TeaVM's library lacks. They do nothing on purpose: no
 * path of the core reaches them.
 */
@NullMarked
package org.hublink.browser.shim;

import org.jspecify.annotations.NullMarked;
