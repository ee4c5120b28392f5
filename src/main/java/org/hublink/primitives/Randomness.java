package org.hublink.primitives;

/** The home's source of unpredictable bytes. It cannot fail. */
public interface Randomness {
    /** A new array of {@code n} unpredictable bytes, n from 0. */
    byte[] bytes(int n);
}
