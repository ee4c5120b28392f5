/** Stand-ins for {@code javax.security.auth}, see {@link org.hublink.browser.shim}. */
@NullMarked
package org.hublink.browser.shim.javax.security.auth;

import org.jspecify.annotations.NullMarked;
