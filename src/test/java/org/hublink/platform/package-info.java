/** Tests of the platform, and the fixtures that other rooms' tests use. */
@NullMarked
package org.hublink.platform;

import org.jspecify.annotations.NullMarked;
