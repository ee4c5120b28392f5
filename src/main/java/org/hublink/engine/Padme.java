package org.hublink.engine;

/**
 * Padmé (Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs", 2019, §4): a length
 * grows by at most 12 %, and lengths of n bits fall into classes that tell log log n bits only.
 */
final class Padme {
    private Padme() {}

    /** The padded length of {@code length} bytes; 0 and 1 stay as they are. */
    static long padded(long length) {
        if (length < 2) {
            return length;
        }
        int exponent = 63 - Long.numberOfLeadingZeros(length);
        int size = 32 - Integer.numberOfLeadingZeros(exponent);
        long mask = (1L << (exponent - size)) - 1;
        return (length + mask) & ~mask;
    }
}
