package org.hublink.protocol;

import java.util.Set;

/**
 * Where an act was found, and what is known there.
 *
 * @param kind the only kind that belongs here
 * @param context the room
 * @param seen ids of the acts that already count here; the caller adds to it what he accepts
 * @param parts where the signer's key part comes from
 */
public record ActPlace(String kind, String context, Set<String> seen, Parts parts) {}
