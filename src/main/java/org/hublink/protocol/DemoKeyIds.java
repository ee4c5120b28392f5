package org.hublink.protocol;

/** Ids of all keys of {@code keys-example}, in order. Written by {@code DemoKeysTest}; not by hand. */
final class DemoKeyIds {
    static final String[] HEX = {};

    private DemoKeyIds() {}
}
