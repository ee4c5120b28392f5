package org.hublink.client;

/** Sizes and counts as a person reads them. */
final class Sizes {
    private static final long KIB = 1_024;
    private static final long MIB = KIB * KIB;
    private static final long GIB = MIB * KIB;

    private Sizes() {}

    /** {@code 1 attachment}, {@code 2 attachments}. */
    static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    static String of(long bytes) {
        if (bytes < KIB) {
            return bytes + " bytes";
        }
        long unit = bytes < MIB ? KIB : bytes < GIB ? MIB : GIB;
        long tenths = bytes * 10 / unit;
        return tenths / 10 + "." + tenths % 10 + (unit == KIB ? " KiB" : unit == MIB ? " MiB" : " GiB");
    }
}
