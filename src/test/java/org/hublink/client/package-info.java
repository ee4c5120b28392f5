/** Tests of the Java home: its store, its screen, its commands. */
@NullMarked
package org.hublink.client;

import org.jspecify.annotations.NullMarked;
