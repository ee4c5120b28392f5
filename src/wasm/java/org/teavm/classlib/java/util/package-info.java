/** Additions to TeaVM's {@code java.util}: names that Bouncy Castle links and the core never calls. */
@NullMarked
package org.teavm.classlib.java.util;

import org.jspecify.annotations.NullMarked;
