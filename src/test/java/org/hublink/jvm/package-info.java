/** Tests of the Java home's doors. Trusted: the JDK's tables. Nothing here reads the machine's own clock. */
@NullMarked
package org.hublink.jvm;

import org.jspecify.annotations.NullMarked;
