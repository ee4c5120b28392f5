/**
 * The build's step that turns the core into WebAssembly; it runs on the build machine and never in the page.
 *
 * <p>Trusted: this checkout and the pinned TeaVM. It refuses a runtime script that would need {@code unsafe-eval}.
 */
@NullMarked
package org.hublink.browser.build;

import org.jspecify.annotations.NullMarked;
