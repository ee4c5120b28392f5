package org.hublink.protocol;

/** The facts of all statements that say everything in their parts. */
public record NoFacts() implements Facts {}
