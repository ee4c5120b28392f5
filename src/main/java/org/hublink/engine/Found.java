package org.hublink.engine;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hublink.protocol.Facet;
import org.hublink.protocol.Freshness;
import org.hublink.protocol.OpenHours;

/**
 * The answer to a {@link Question}.
 *
 * @param hits best first: open, fresh, the reader's languages
 * @param total hits in all, not on this page alone
 * @param understood facets read from the words typed
 * @param missed words that occur nowhere and were passed over
 * @param counts for each facet value: how many hits it would leave, with the chosen values of its own kind set aside
 */
public record Found(List<Hit> hits, int total, Set<Facet> understood, List<String> missed, Map<Facet, Integer> counts) {
    public Found {
        hits = List.copyOf(hits);
        understood = Collections.unmodifiableSet(new TreeSet<>(understood));
        missed = List.copyOf(missed);
        counts = Collections.unmodifiableMap(new TreeMap<>(counts));
    }

    /**
     * One listing found.
     *
     * @param opening at the time asked for
     * @param changesAt when a closed desk opens or an open one closes, epoch second; {@link OpenHours#NEVER} if it does not
     * @param exact found by the words as typed, not by their beginning or in spite of errors
     */
    public record Hit(
            VerifiedListing listing, OpenHours.State opening, long changesAt, Freshness freshness, boolean exact) {}
}
