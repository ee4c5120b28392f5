package org.hublink.primitives;

/** The home's time zone rules, by IANA name ({@code America/Sao_Paulo}). */
public interface Zones {
    /** True if this home knows the zone. */
    boolean known(String zone);

    /** Seconds to add to UTC for local time at that instant; 0 for an unknown zone, so ask {@link #known} first. */
    int offsetSeconds(String zone, long epochSecond);
}
