package org.hublink.primitives;

/**
 * The doors that a home (a JVM, a browser's Worker, a test) supplies to the core. Homes know different versions of Unicode;
 * the text door answers as if all knew the same.
 */
public record Home(Randomness randomness, Clock clock, Text text, Zones zones, Checks checks) {
    public Home {
        text = SteadyText.over(text);
    }

    /** A home without threads to spare. */
    public Home(Randomness randomness, Clock clock, Text text, Zones zones) {
        this(randomness, clock, text, zones, Checks.inOrder());
    }
}
