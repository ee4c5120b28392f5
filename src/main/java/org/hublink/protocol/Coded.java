package org.hublink.protocol;

/** A value of a closed list: its code stands on the wire, its name in eight languages in the reference labels. */
public interface Coded {
    /** Stable and in kebab-case. */
    String code();
}
