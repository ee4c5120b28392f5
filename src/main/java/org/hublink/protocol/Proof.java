package org.hublink.protocol;

import java.util.List;

/**
 * Why something is believed.
 *
 * @param leafIndex the statement's place in the log
 * @param persons who signed: operator ids, or names of root holders, in order of their key ids
 * @param checkpointSize leaves that were known when it was judged
 */
public record Proof(long leafIndex, List<String> persons, long checkpointSize) {
    public Proof {
        persons = List.copyOf(persons);
    }
}
