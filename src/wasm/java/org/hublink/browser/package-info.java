/**
 * The core's face for the page: functions over byte arrays, exported to the Worker that hosts the WebAssembly module.
 *
 * <p>Trusted: the Worker that calls, and the browser's randomness, clock, Unicode and time zone tables. Arguments that
 * cross from JavaScript are not checked by the compiler, so each export reads them as bytes from outside.
 *
 * <p>Refuses to decide anything: what a verdict is stands in the core's rooms, which run unchanged on the JVM. Nothing
 * of this room is in the jar.
 */
@NullMarked
package org.hublink.browser;

import org.jspecify.annotations.NullMarked;
