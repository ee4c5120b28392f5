/** The server's start: settings, wiring of the rooms, and nothing that decides. */
@NullMarked
package org.hublink.app;

import org.jspecify.annotations.NullMarked;
