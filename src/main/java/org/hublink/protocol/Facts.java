package org.hublink.protocol;

/** What stands in the header itself, so that every leaf can be judged with nothing but the log. */
public sealed interface Facts permits RootFacts, AuthorityFacts, RevocationFacts, NoFacts {}
