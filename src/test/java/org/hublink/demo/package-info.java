/** Tests of the demonstration, and the maker of its keys. */
@NullMarked
package org.hublink.demo;

import org.jspecify.annotations.NullMarked;
