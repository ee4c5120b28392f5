package org.hublink.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hublink.primitives.Zones;
import org.hublink.protocol.Facet;
import org.hublink.protocol.FacetKind;
import org.hublink.protocol.Freshness;
import org.hublink.protocol.FreshnessLadder;
import org.hublink.protocol.Hours;
import org.hublink.protocol.LegalGround;
import org.hublink.protocol.OpenHours;
import org.hublink.protocol.QueryWords;

/**
 * Answers questions from a {@link DirectoryIndex}, without telling anybody who is looked for. One thread.
 *
 * <p>Nothing is dropped for being stale or closed: it comes later in the order and says so.
 */
public final class Search {
    private static final int MINUTE_SECONDS = 60;

    private final DirectoryIndex index;
    private final OpenHours openHours;
    private final Zones zones;
    private final FreshnessLadder ladder;
    private final WordSearch wordSearch;

    private final long[] dueAt;
    private final long[] unverifiedAt;

    private long minute = Long.MIN_VALUE;
    private RowSet open = RowSet.empty(0);
    private String valuesFor = "";
    private Map<Facet, RowSet> values = Map.of();

    public Search(DirectoryIndex index, Zones zones, FreshnessLadder ladder) {
        this.index = index;
        this.zones = zones;
        this.openHours = new OpenHours(zones);
        this.ladder = ladder;
        this.wordSearch = new WordSearch(index);
        this.dueAt = new long[index.size()];
        this.unverifiedAt = new long[index.size()];
        for (int row = 0; row < index.size(); row++) {
            dueAt[row] = ladder.dueAt(index.row(row).attested());
            unverifiedAt[row] = ladder.unverifiedAt(index.row(row).attested());
        }
    }

    /** As {@link DirectoryIndex#fits}: what is found is as it would be among these. */
    public boolean fits(Map<String, VerifiedListing> listings) {
        return index.fits(listings);
    }

    public Found find(Question question) {
        QueryWords.Understood understood =
                index.vocabulary().read(question.text(), word -> index.words().find(word) >= 0);
        Set<Facet> wanted = new TreeSet<>(question.facets());
        wanted.addAll(understood.facets());
        Map<Facet, RowSet> values = values(question);
        Map<FacetKind, RowSet> filters = filters(wanted, values);
        WordSearch.Matches matches = wordSearch.find(understood.rest());
        RowSet text = matches.any();
        if (!understood.ids().isEmpty()) {
            text = idRows(understood.ids());
        } else if (matches.words() == 0 && !matches.missed().isEmpty() && wanted.isEmpty()) {
            text = RowSet.empty(index.size());
        }
        RowSet all = kept(text, filters);
        if (all.isEmpty() && matches.words() > 0 && !wanted.isEmpty()) {
            // Better the desks of that country without the word than none at all; the answer says what was passed over.
            matches = wordSearch.without(understood.rest());
            text = matches.any();
            all = kept(text, filters);
        }
        long[] ranked = ranked(all, matches, question, values);
        List<Found.Hit> hits = new ArrayList<>();
        for (int i = question.from(); i < ranked.length && hits.size() < question.limit(); i++) {
            hits.add(hit((int) ranked[i], matches, question.time()));
        }
        return new Found(hits, ranked.length, understood.facets(), matches.missed(), counts(text, filters, values));
    }

    private static RowSet kept(RowSet text, Map<FacetKind, RowSet> filters) {
        RowSet all = text.copy();
        for (RowSet filter : filters.values()) {
            all.keep(filter);
        }
        return all;
    }

    private RowSet idRows(Set<String> ids) {
        RowSet rows = RowSet.empty(index.size());
        for (String id : ids) {
            int row = index.rowOf(id);
            if (row >= 0) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** The rows of each facet value at the time of the question, kept for the minute and the reader's country. */
    private Map<Facet, RowSet> values(Question question) {
        RowSet openNow = openAt(question.time());
        if (!valuesFor.equals(question.ownCountry() + minute)) {
            valuesFor = question.ownCountry() + minute;
            values = new TreeMap<>(index.facets());
            values.put(Facet.OPEN_NOW, openNow);
            values.put(Facet.SHARED_BASIS, shared(question.ownCountry()));
            RowSet[] steps = {RowSet.empty(index.size()), RowSet.empty(index.size()), RowSet.empty(index.size())};
            for (int row = 0; row < index.size(); row++) {
                steps[step(row, question.time())].add(row);
            }
            values.put(new Facet(FacetKind.FRESHNESS, Freshness.FRESH.code()), steps[0]);
            values.put(new Facet(FacetKind.FRESHNESS, Freshness.DUE.code()), steps[1]);
            values.put(new Facet(FacetKind.FRESHNESS, Freshness.UNVERIFIED.code()), steps[2]);
        }
        return values;
    }

    private RowSet shared(String country) {
        RowSet shared = RowSet.empty(index.size());
        Set<LegalGround> own = ownGrounds(country);
        for (Map.Entry<LegalGround, RowSet> ground : index.grounds().entrySet()) {
            String with = ground.getKey().with();
            if (with == null ? own.contains(ground.getKey()) : with.equals(country)) {
                shared.addAll(ground.getValue());
            }
        }
        return shared;
    }

    private int step(int row, long time) {
        return time < dueAt[row] ? 0 : time < unverifiedAt[row] ? 1 : 2;
    }

    private Set<LegalGround> ownGrounds(String country) {
        Set<LegalGround> own = new LinkedHashSet<>();
        RowSet ours = index.facets().get(new Facet(FacetKind.COUNTRY, country));
        for (Map.Entry<LegalGround, RowSet> ground : index.grounds().entrySet()) {
            if (ours != null && ground.getValue().common(ours) > 0) {
                own.add(ground.getKey());
            }
        }
        return own;
    }

    /** Any of the values of one kind; a value that no listing has leaves nothing. */
    private Map<FacetKind, RowSet> filters(Set<Facet> wanted, Map<Facet, RowSet> values) {
        Map<FacetKind, RowSet> filters = new EnumMap<>(FacetKind.class);
        for (Facet facet : wanted) {
            RowSet rows = values.getOrDefault(facet, RowSet.empty(index.size()));
            RowSet filter = filters.get(facet.kind());
            if (filter == null) {
                filters.put(facet.kind(), rows.copy());
            } else if (facet.kind() == FacetKind.OPENING) {
                filter.keep(rows);
            } else {
                filter.addAll(rows);
            }
        }
        return filters;
    }

    private static Map<Facet, Integer> counts(RowSet text, Map<FacetKind, RowSet> filters, Map<Facet, RowSet> values) {
        Map<FacetKind, RowSet> without = new EnumMap<>(FacetKind.class);
        for (FacetKind kind : FacetKind.values()) {
            RowSet rest = text.copy();
            for (Map.Entry<FacetKind, RowSet> filter : filters.entrySet()) {
                if (filter.getKey() != kind) {
                    rest.keep(filter.getValue());
                }
            }
            without.put(kind, rest);
        }
        Map<Facet, Integer> counts = new TreeMap<>();
        for (Map.Entry<Facet, RowSet> value : values.entrySet()) {
            RowSet rest = without.get(value.getKey().kind());
            int count = rest == null ? 0 : value.getValue().common(rest);
            if (count > 0) {
                counts.put(value.getKey(), count);
            }
        }
        return counts;
    }

    /** Row numbers in the low half, sorted by what stands above it: words as typed, open, fresh, own language. */
    private long[] ranked(RowSet all, WordSearch.Matches matches, Question question, Map<Facet, RowSet> values) {
        RowSet ownLanguage = RowSet.empty(index.size());
        for (String language : question.ownLanguages()) {
            ownLanguage.addAll(
                    values.getOrDefault(new Facet(FacetKind.LANGUAGE, language), RowSet.empty(index.size())));
        }
        RowSet openNow = openAt(question.time());
        int[] rows = all.rows();
        long[] ranked = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            int row = rows[i];
            long rank = matches.tier(row);
            rank = 2 * rank + (openNow.has(row) ? 0 : 1);
            rank = 4 * rank + step(row, question.time());
            rank = 2 * rank + (ownLanguage.has(row) ? 0 : 1);
            ranked[i] = rank << 32 | row;
        }
        Arrays.sort(ranked);
        return ranked;
    }

    private Found.Hit hit(int row, WordSearch.Matches matches, long time) {
        VerifiedListing listing = index.row(row);
        Hours hours = listing.listing().hours();
        OpenHours.State state = openHours.at(hours, time);
        long changes = switch (state) {
            case OPEN -> openHours.closesAt(hours, time);
            case CLOSED -> openHours.opensAt(hours, time);
            case UNKNOWN -> OpenHours.NEVER;
        };
        return new Found.Hit(listing, state, changes, ladder.at(listing.attested(), time), matches.tier(row) == 0);
    }

    /** Hours are given to the minute, so one minute has one answer; each zone is asked once for it. */
    private RowSet openAt(long time) {
        if (Math.floorDiv(time, MINUTE_SECONDS) != minute) {
            minute = Math.floorDiv(time, MINUTE_SECONDS);
            open = RowSet.empty(index.size());
            Map<String, Integer> offsets = new TreeMap<>();
            boolean[] staffed = new boolean[index.hours().size()];
            for (int i = 0; i < staffed.length; i++) {
                Hours hours = index.hours().get(i);
                staffed[i] = hours.always() || staffed(hours, time, offsets);
            }
            for (int row = 0; row < index.size(); row++) {
                if (staffed[index.hoursOf(row)]) {
                    open.add(row);
                }
            }
        }
        return open;
    }

    private boolean staffed(Hours hours, long time, Map<String, Integer> offsets) {
        Integer offset = offsets.get(hours.zone());
        if (offset == null) {
            offset = zones.known(hours.zone()) ? zones.offsetSeconds(hours.zone(), time) : Integer.MIN_VALUE;
            offsets.put(hours.zone(), offset);
        }
        return offset != Integer.MIN_VALUE && OpenHours.openAtLocal(hours, time + offset);
    }
}
