package org.hublink.protocol;

/**
 * Something in a request that must be mended before it is sent.
 *
 * @param field its key in the request, with the place in a list: {@code identifiers.2}
 * @param code stable, in kebab-case
 */
public record CaseProblem(String field, String code) {}
