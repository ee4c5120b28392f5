package org.hublink.directory;

import java.util.List;
import java.util.Set;
import org.hublink.protocol.Facet;
import org.hublink.protocol.FacetKind;
import org.jspecify.annotations.Nullable;

/**
 * A search as it came in.
 *
 * @param words folded words that all must occur
 * @param ids listings asked for by id; empty = any
 * @param reader country of the caller
 * @param readerLanguages ISO 639 codes for the order
 */
record SearchRequest(
        Set<Facet> facets,
        List<String> words,
        Set<String> ids,
        String reader,
        List<String> readerLanguages,
        int from,
        int limit) {
    static final int LIMIT_MAX = 100;

    /** How a bilateral treaty stands among the bases: with its other state. */
    static String bilateral(String with) {
        return "bilateral:" + with;
    }

    /** The values of one kind but those that SQL does not know; null = any. */
    String @Nullable [] values(FacetKind kind) {
        String[] values = facets.stream()
                .filter(facet -> facet.kind() == kind && !facet.equals(Facet.SHARED_BASIS))
                .map(Facet::value)
                .toArray(String[]::new);
        return values.length == 0 ? null : values;
    }
}
