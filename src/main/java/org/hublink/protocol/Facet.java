package org.hublink.protocol;

/**
 * One value to filter by.
 *
 * @param value the code: an ISO country, an M49 region, an ISO 639 language, or the code of its list; {@code open-now} and
 *     {@code always} for opening; {@code shared} for a legal basis that the reader's own country has too
 */
public record Facet(FacetKind kind, String value) implements Comparable<Facet> {
    public static final Facet OPEN_NOW = new Facet(FacetKind.OPENING, "open-now");
    public static final Facet ALWAYS = new Facet(FacetKind.OPENING, "always");
    public static final Facet HUB = new Facet(FacetKind.CHANNEL, ChannelKind.HUB.code());
    public static final Facet SHARED_BASIS = new Facet(FacetKind.LEGAL_BASIS, "shared");

    @Override
    public int compareTo(Facet other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : value.compareTo(other.value);
    }
}
