package org.hublink.primitives;

/** The doors that a home (a JVM, a browser's Worker, a test) supplies to the core. */
public record Home(Randomness randomness, Clock clock, Text text, Zones zones) {}
