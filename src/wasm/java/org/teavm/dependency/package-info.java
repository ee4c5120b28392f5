/**
 * A form of TeaVM's own analysis that comes out the same in every run. It stands in TeaVM's package since what it has to
 * replace is open to that package alone; the build uses it, and nothing of it is compiled for the browser.
 */
@NullMarked
package org.teavm.dependency;

import org.jspecify.annotations.NullMarked;
