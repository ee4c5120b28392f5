package org.hublink.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hublink.primitives.Text;
import org.hublink.protocol.Channel;
import org.hublink.protocol.ChannelKind;
import org.hublink.protocol.DeskFunction;
import org.hublink.protocol.Facet;
import org.hublink.protocol.FacetKind;
import org.hublink.protocol.Hours;
import org.hublink.protocol.LegalGround;
import org.hublink.protocol.Listing;
import org.hublink.protocol.Measure;
import org.hublink.protocol.MemberState;
import org.hublink.protocol.Offence;
import org.hublink.protocol.OwnName;
import org.hublink.protocol.QueryWords;
import org.hublink.protocol.Reference;
import org.hublink.protocol.SearchText;
import org.hublink.protocol.SpokenLanguage;
import org.hublink.protocol.WordTable;
import org.jspecify.annotations.Nullable;

/**
 * Verified listings, ordered for search and held in memory. It never changes: after a sync a new one is built. Asked
 * through {@link Search}.
 */
public final class DirectoryIndex {
    /** Listings of one index. */
    public static final int LISTINGS_MAX = 50_000;

    private static final int[] NO_ROWS = {};

    private final List<VerifiedListing> rows;
    private final Map<String, Integer> rowById = new TreeMap<>();
    private final Map<Facet, RowSet> facets = new TreeMap<>();
    private final Map<LegalGround, RowSet> grounds = new LinkedHashMap<>();
    private final List<Hours> hours = new ArrayList<>();
    private final int[] hoursOf;
    private final QueryWords vocabulary;
    private final WordTable words;
    private final int[][] postings;
    /** For each word the rows whose codes have it in their names; null where it is in none. */
    private final @Nullable RowSet[] named;

    private DirectoryIndex(List<VerifiedListing> rows, Reference reference, QueryWords vocabulary, Text text) {
        this.rows = rows;
        this.vocabulary = vocabulary;
        this.hoursOf = new int[rows.size()];
        SearchText searchText = new SearchText(text);
        Map<String, MemberState> states = new TreeMap<>();
        for (MemberState state : reference.states()) {
            states.put(state.code(), state);
        }
        Map<Hours, Integer> known = new LinkedHashMap<>();
        Map<String, List<String>> tokens = new LinkedHashMap<>();
        Map<String, RowList> occurrences = new LinkedHashMap<>();
        for (int row = 0; row < rows.size(); row++) {
            Listing listing = rows.get(row).listing();
            rowById.put(listing.id(), row);
            hoursOf[row] = hours(listing.hours(), known);
            facets(listing, row, states.get(listing.country()));
            for (String token : tokens(listing, searchText, tokens)) {
                occurrences.computeIfAbsent(token, t -> new RowList()).add(row);
            }
        }
        Set<String> all = new TreeSet<>(occurrences.keySet());
        all.addAll(vocabulary.tokens().keySet());
        words = new WordTable(all);
        postings = new int[words.size()][];
        named = new RowSet[words.size()];
        for (int i = 0; i < postings.length; i++) {
            RowList list = occurrences.get(words.word(i));
            postings[i] = list == null ? NO_ROWS : list.toArray();
            named[i] = named(vocabulary.tokens().getOrDefault(words.word(i), Set.of()));
        }
    }

    /**
     * Builds an index.
     *
     * @param vocabulary made once from the same reference; it is the slow part
     */
    public static DirectoryIndex of(
            Collection<VerifiedListing> listings, Reference reference, QueryWords vocabulary, Text text) {
        if (listings.size() > LISTINGS_MAX) {
            throw new IllegalArgumentException("too many listings");
        }
        Map<String, VerifiedListing> byId = new TreeMap<>();
        for (VerifiedListing listing : listings) {
            byId.put(listing.listing().id(), listing);
        }
        return new DirectoryIndex(new ArrayList<>(byId.values()), reference, vocabulary, text);
    }

    /** Null if there is no such listing, or not for this reader. */
    public @Nullable VerifiedListing listing(String id) {
        Integer row = rowById.get(id);
        return row == null ? null : rows.get(row);
    }

    public int size() {
        return rows.size();
    }

    /** All of them, by id. */
    public List<VerifiedListing> listings() {
        return List.copyOf(rows);
    }

    /**
     * True if an index built of these would answer alike: the same listings under the same words of their countries. How they
     * are proven is not asked, so that a log which grew by other things leaves the index standing.
     */
    public boolean fits(Map<String, VerifiedListing> listings) {
        if (listings.size() != rows.size()) {
            return false;
        }
        for (VerifiedListing row : rows) {
            VerifiedListing now = listings.get(row.listing().id());
            if (now == null
                    || !now.digest().equals(row.digest())
                    || !now.attested().equals(row.attested())) {
                return false;
            }
        }
        return true;
    }

    VerifiedListing row(int row) {
        return rows.get(row);
    }

    int rowOf(String id) {
        return rowById.getOrDefault(id, -1);
    }

    Map<Facet, RowSet> facets() {
        return facets;
    }

    Map<LegalGround, RowSet> grounds() {
        return grounds;
    }

    /** The different hours that occur; see {@link #hoursOf}. */
    List<Hours> hours() {
        return hours;
    }

    int hoursOf(int row) {
        return hoursOf[row];
    }

    QueryWords vocabulary() {
        return vocabulary;
    }

    WordTable words() {
        return words;
    }

    /** Adds the rows in which a word of the table occurs, in a listing's own text or in the name of one of its codes. */
    void addRows(int word, RowSet to) {
        to.addAll(postings[word]);
        RowSet rowsNamed = named[word];
        if (rowsNamed != null) {
            to.addAll(rowsNamed);
        }
    }

    private @Nullable RowSet named(Set<Facet> by) {
        RowSet union = null;
        for (Facet facet : by) {
            RowSet of = facets.get(facet);
            if (of != null) {
                union = union == null ? of.copy() : union;
                union.addAll(of);
            }
        }
        return union;
    }

    private void facets(Listing listing, int row, @Nullable MemberState state) {
        mark(FacetKind.COUNTRY, listing.country(), row);
        if (state != null) {
            mark(FacetKind.REGION, state.region(), row);
            mark(FacetKind.REGION, state.subregion(), row);
        }
        for (DeskFunction function : listing.scope().functions()) {
            mark(FacetKind.FUNCTION, function.code(), row);
        }
        for (Offence offence : listing.scope().offences()) {
            mark(FacetKind.OFFENCE, offence.code(), row);
        }
        for (Measure measure : listing.scope().measures()) {
            mark(FacetKind.MEASURE, measure.code(), row);
        }
        for (SpokenLanguage spoken : listing.languages()) {
            mark(FacetKind.LANGUAGE, spoken.language(), row);
        }
        for (LegalGround ground : listing.scope().legalGrounds()) {
            mark(FacetKind.LEGAL_BASIS, ground.basis().code(), row);
            grounds.computeIfAbsent(ground, g -> RowSet.empty(rows.size())).add(row);
        }
        for (ChannelKind kind : ChannelKind.values()) {
            for (Channel channel : listing.channels()) {
                if (channel.kind() == kind) {
                    mark(FacetKind.CHANNEL, kind.code(), row);
                    break;
                }
            }
        }
        if (listing.hours().always()) {
            mark(FacetKind.OPENING, Facet.ALWAYS.value(), row);
        }
    }

    private void mark(FacetKind kind, String value, int row) {
        facets.computeIfAbsent(new Facet(kind, value), f -> RowSet.empty(rows.size()))
                .add(row);
    }

    private int hours(Hours of, Map<Hours, Integer> known) {
        Integer place = known.get(of);
        if (place == null) {
            place = hours.size();
            known.put(of, place);
            hours.add(of);
        }
        return place;
    }

    /** The words of texts that occur in many listings, such as the name of an authority, are found once. */
    private static Set<String> tokens(Listing listing, SearchText searchText, Map<String, List<String>> known) {
        Set<String> tokens = new LinkedHashSet<>(searchText.tokens(listing.id()));
        addName(listing.authority(), searchText, known, tokens);
        addName(listing.unit(), searchText, known, tokens);
        return tokens;
    }

    private static void addName(
            OwnName name, SearchText searchText, Map<String, List<String>> known, Set<String> tokens) {
        tokens.addAll(known.computeIfAbsent(name.own(), searchText::tokens));
        for (String translated : name.names().values()) {
            tokens.addAll(known.computeIfAbsent(translated, searchText::tokens));
        }
    }

    /** A growing list of rows, ascending. */
    private static final class RowList {
        private int[] rows = new int[4];
        private int size;

        void add(int row) {
            if (size == rows.length) {
                int[] longer = new int[2 * size];
                System.arraycopy(rows, 0, longer, 0, size);
                rows = longer;
            }
            rows[size++] = row;
        }

        int[] toArray() {
            int[] exact = new int[size];
            System.arraycopy(rows, 0, exact, 0, size);
            return exact;
        }
    }
}
