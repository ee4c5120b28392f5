package org.hublink.engine;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hublink.protocol.Facet;

/**
 * A search.
 *
 * @param text as typed, in any of the eight languages; empty = no words
 * @param facets chosen beside it; several of one kind: any of them, several kinds: all of them
 * @param ownCountry ISO code of the reader's state, for the shared legal basis
 * @param ownLanguages ISO 639 codes the reader knows, for the order of the answers
 * @param time epoch second that 'now' means
 * @param from rank of the first hit wanted, 0 = the best
 * @param limit hits wanted at most
 */
public record Question(
        String text, Set<Facet> facets, String ownCountry, List<String> ownLanguages, long time, int from, int limit) {
    public static final int LIMIT_MAX = 500;

    public Question {
        facets = Collections.unmodifiableSet(new TreeSet<>(facets));
        ownLanguages = List.copyOf(ownLanguages);
        if (from < 0 || limit < 1 || limit > LIMIT_MAX) {
            throw new IllegalArgumentException("page out of range");
        }
    }

    /** Words alone, the best fifty. */
    public static Question of(String text, String ownCountry, List<String> ownLanguages, long time) {
        return new Question(text, Set.of(), ownCountry, ownLanguages, time, 0, 50);
    }
}
