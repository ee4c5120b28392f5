/** Tests of the forum's room. */
@NullMarked
package org.hublink.forum;

import org.jspecify.annotations.NullMarked;
