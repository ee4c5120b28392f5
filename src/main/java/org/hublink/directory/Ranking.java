package org.hublink.directory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.hublink.primitives.Home;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.Facet;
import org.hublink.protocol.FacetKind;
import org.hublink.protocol.Freshness;
import org.hublink.protocol.FreshnessLadder;
import org.hublink.protocol.Hours;
import org.hublink.protocol.OpenHours;

/** Says of candidates whether they are open and fresh, drops what was not asked for, and puts the best first. */
final class Ranking {
    private static final int HOURS_KEPT_MAX = 20_000;

    private final Home home;
    private final OpenHours openHours;
    private final FreshnessLadder ladder;
    private final Map<String, Hours> parsed = new ConcurrentHashMap<>();

    Ranking(Home home, FreshnessLadder ladder) {
        this.home = home;
        this.openHours = new OpenHours(home.zones());
        this.ladder = ladder;
    }

    /** A candidate with what holds of it now. */
    record Ranked(ListingStore.Candidate candidate, OpenHours.State opening, Freshness freshness) {}

    List<Ranked> rank(List<ListingStore.Candidate> candidates, SearchRequest request) {
        long now = home.clock().now();
        boolean openOnly = request.facets().contains(Facet.OPEN_NOW);
        boolean alwaysOnly = request.facets().contains(Facet.ALWAYS);
        Set<String> steps = new TreeSet<>();
        for (Facet facet : request.facets()) {
            if (facet.kind() == FacetKind.FRESHNESS) {
                steps.add(facet.value());
            }
        }
        List<Ranked> out = new ArrayList<>();
        for (ListingStore.Candidate candidate : candidates) {
            Hours hours = hours(candidate.hours());
            Ranked ranked = new Ranked(candidate, openHours.at(hours, now), ladder.at(candidate.attested(), now));
            boolean wanted = (!openOnly || ranked.opening == OpenHours.State.OPEN)
                    && (!alwaysOnly || hours.always())
                    && (steps.isEmpty() || steps.contains(ranked.freshness.code()));
            if (wanted) {
                out.add(ranked);
            }
        }
        out.sort(Comparator.comparing((Ranked ranked) -> ranked.opening)
                .thenComparing(ranked -> ranked.freshness)
                .thenComparing(
                        ranked -> !request.readerLanguages().stream().anyMatch(ranked.candidate.languages()::contains))
                .thenComparing(ranked -> ranked.candidate.listing()));
        return out;
    }

    private Hours hours(String json) {
        Hours known = parsed.get(json);
        if (known != null) {
            return known;
        }
        if (parsed.size() >= HOURS_KEPT_MAX) {
            parsed.clear();
        }
        try {
            Hours read = Hours.read(Utf8.encode(json), home.text());
            parsed.put(json, read);
            return read;
        } catch (Malformed broken) {
            throw new IllegalStateException("stored hours cannot be read", broken);
        }
    }
}
