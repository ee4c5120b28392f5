/**
 * The core in the browser: the WebAssembly that the build makes must answer every vector as the JVM does.
 *
 * <p>Trusted: this checkout and the machine's Chromium. Nothing here is part of the product.
 */
@NullMarked
package org.hublink.browser;

import org.jspecify.annotations.NullMarked;
