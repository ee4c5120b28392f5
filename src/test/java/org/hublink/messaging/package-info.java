/** Tests of the delivery service over real HTTP and a real PostgreSQL; what it carries here are bytes without meaning. */
@NullMarked
package org.hublink.messaging;

import org.jspecify.annotations.NullMarked;
