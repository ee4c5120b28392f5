package org.hublink.protocol;

/**
 * A leaf that counts for nothing, kept as evidence.
 *
 * @param detail for people
 */
public record Ignored(long index, Reason reason, String detail) {}
