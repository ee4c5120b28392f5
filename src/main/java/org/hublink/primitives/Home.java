package org.hublink.primitives;

/**
 * The doors that a home (a JVM, a browser's Worker, a test) supplies to the core. Homes know different versions of Unicode;
 * the text door answers as if all knew the same.
 */
public record Home(Randomness randomness, Clock clock, Text text, Zones zones) {
    public Home {
        text = SteadyText.over(text);
    }
}
