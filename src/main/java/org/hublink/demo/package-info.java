/**
 * The demonstration: a ceremony with the example keys, 193 countries, an officer's client that verifies all of it, and a
 * lying server that is caught, by reason.
 *
 * <p>Trusted: nothing here is used outside the demo; its keys are refused elsewhere by key id (K4).
 *
 * <p>Refuses to: run against a server that it did not start.
 */
@NullMarked
package org.hublink.demo;

import org.jspecify.annotations.NullMarked;
