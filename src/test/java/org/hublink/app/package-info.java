/** Tests of a whole server: its settings, its start and its end. */
@NullMarked
package org.hublink.app;

import org.jspecify.annotations.NullMarked;
