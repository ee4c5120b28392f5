/** Additions to TeaVM's {@code java.security}: names that Bouncy Castle links and the core never calls. */
@NullMarked
package org.teavm.classlib.java.security;

import org.jspecify.annotations.NullMarked;
