/**
 * The walls of the house, held by tests: which room may know which, what the core may call, what a file may look like.
 *
 * <p>Trusted: the compiled classes and the source tree of this checkout. Each rule is also run on a planted violation,
 * so that a rule that no longer catches anything fails the build. Nothing here starts a server or a database.
 */
@NullMarked
package org.hublink.house;

import org.jspecify.annotations.NullMarked;
