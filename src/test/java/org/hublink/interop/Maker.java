package org.hublink.interop;

/** Whose implementation a member is. */
public enum Maker {
    HUBLINK,
    TS_MLS,
    BCMLS
}
