package org.hublink.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.hublink.primitives.Text;

/**
 * Understands what a person types in any of the eight languages: names of countries, functions, languages and so on
 * become facets, the rest stays as words to look for.
 */
public final class QueryWords {
    /** Units of a query that are looked at. */
    private static final int UNITS_MAX = 40;

    private static final int PHRASE_UNITS_MAX = 12;
    private static final int CHOICES_MAX = 16;

    private final SearchText searchText;
    private final Map<String, List<Facet>> phrases = new TreeMap<>();
    private final Map<String, Set<Facet>> byToken = new TreeMap<>();
    private final Set<String> ignored = new TreeSet<>();
    private final Map<String, String> codes = new TreeMap<>();
    private final WordTable words;

    public QueryWords(Reference reference, Text text) {
        searchText = new SearchText(text);
        for (MemberState state : reference.states()) {
            learn(FacetKind.COUNTRY, state.name());
            codes.put(state.code(), state.code());
            for (String name : state.name().also()) {
                if (ListingId.isCountry(name)) {
                    codes.putIfAbsent(name, state.code());
                }
            }
        }
        learn(FacetKind.REGION, reference.regions());
        learn(FacetKind.LANGUAGE, reference.languages());
        learn(FacetKind.FUNCTION, reference.codes().getOrDefault("functions", List.of()));
        learn(FacetKind.OFFENCE, reference.codes().getOrDefault("offences", List.of()));
        learn(FacetKind.MEASURE, reference.codes().getOrDefault("measures", List.of()));
        learn(FacetKind.LEGAL_BASIS, reference.codes().getOrDefault("legalBases", List.of()));
        learn(FacetKind.FRESHNESS, reference.codes().getOrDefault("freshness", List.of()));
        learn(FacetKind.OPENING, reference.codes().getOrDefault("opening", List.of()));
        for (Named channel : reference.codes().getOrDefault("channels", List.of())) {
            if (channel.code().equals(ChannelKind.HUB.code())) {
                learn(FacetKind.CHANNEL, channel);
            }
        }
        for (String word : reference.ignored()) {
            for (SearchText.Unit unit : searchText.units(word)) {
                ignored.add(unit.text());
            }
        }
        Set<String> single = new TreeSet<>();
        for (String phrase : phrases.keySet()) {
            for (String unit : splitUnits(phrase)) {
                if (!ignored.contains(unit)) {
                    single.add(unit);
                }
            }
        }
        words = new WordTable(single);
    }

    /** What was understood. */
    public record Understood(Set<Facet> facets, Set<String> ids, List<List<SearchText.Unit>> rest) {}

    /**
     * Reads a query.
     *
     * @param known true for words that occur in listings, so that a name is not taken for a mistyped country
     */
    public Understood read(String query, Predicate<String> known) {
        Set<Facet> facets = new TreeSet<>();
        Set<String> ids = new TreeSet<>();
        StringBuilder rest = new StringBuilder();
        boolean shouted = shouted(query);
        for (String raw : rawWords(query)) {
            String upper = upper(raw);
            if (ListingId.valid(upper)) {
                ids.add(upper);
                continue;
            }
            String country = shouted ? null : codes.get(raw);
            if (country != null) {
                facets.add(new Facet(FacetKind.COUNTRY, country));
            } else {
                rest.append(raw).append(' ');
            }
        }
        List<SearchText.Unit> units = searchText.units(rest.toString());
        if (units.size() > UNITS_MAX) {
            units = units.subList(0, UNITS_MAX);
        }
        Map<String, List<String>> near = new TreeMap<>();
        List<List<SearchText.Unit>> left = new ArrayList<>();
        List<SearchText.Unit> run = new ArrayList<>();
        for (int i = 0; i < units.size(); ) {
            int taken = phraseAt(units, i, facets, known, near);
            if (taken == 0 && !silent(units, i)) {
                run.add(units.get(i));
                i++;
                continue;
            }
            if (!run.isEmpty()) {
                left.add(run);
                run = new ArrayList<>();
            }
            i += Math.max(taken, 1);
        }
        if (!run.isEmpty()) {
            left.add(run);
        }
        return new Understood(facets, ids, left);
    }

    /** The facets whose names hold a token: a word that fits no whole name still finds what it names. */
    public Map<String, Set<Facet>> tokens() {
        return byToken;
    }

    /** How many of the units at {@code from} make a name that is known, longest first; its facets are added. */
    private int phraseAt(
            List<SearchText.Unit> units,
            int from,
            Set<Facet> facets,
            Predicate<String> known,
            Map<String, List<String>> near) {
        int longest = Math.min(PHRASE_UNITS_MAX, units.size() - from);
        for (int length = longest; length > 0; length--) {
            List<Facet> meant = phrases.get(key(units, from, length));
            if (meant != null) {
                facets.addAll(meant);
                return length;
            }
        }
        for (int length = longest; length > 0; length--) {
            List<Facet> meant = mistyped(units, from, length, known, near);
            if (!meant.isEmpty()) {
                facets.addAll(meant);
                return length;
            }
        }
        return 0;
    }

    /** The phrase with each unknown word replaced by the nearest known one. */
    private List<Facet> mistyped(
            List<SearchText.Unit> units,
            int from,
            int length,
            Predicate<String> known,
            Map<String, List<String>> near) {
        List<String> keys = List.of("");
        boolean changed = false;
        for (int i = from; i < from + length && !keys.isEmpty(); i++) {
            List<String> choices = near.get(units.get(i).text());
            if (choices == null) {
                choices = choices(units.get(i), known);
                near.put(units.get(i).text(), choices);
            }
            changed |= choices.isEmpty() || !choices.get(0).equals(units.get(i).text());
            keys = joined(keys, choices);
        }
        List<Facet> meant = new ArrayList<>();
        if (changed) {
            for (String key : keys) {
                List<Facet> facets = phrases.getOrDefault(key, List.of());
                if (!facets.isEmpty()
                        && (meant.isEmpty()
                                || facets.get(0).kind() == meant.get(0).kind())) {
                    meant.addAll(facets);
                }
            }
        }
        return meant;
    }

    /** The word itself where it is known, else the nearest words of the vocabulary. */
    private List<String> choices(SearchText.Unit unit, Predicate<String> known) {
        String word = unit.text();
        if (unit.ideograph() || ignored.contains(word) || words.find(word) >= 0 || known.test(word)) {
            return List.of(word);
        }
        List<String> choices = new ArrayList<>();
        for (int place : words.nearest(word)) {
            choices.add(words.word(place));
        }
        return choices;
    }

    private static List<String> joined(List<String> keys, List<String> choices) {
        List<String> longer = new ArrayList<>();
        for (String key : keys) {
            for (String choice : choices) {
                if (longer.size() < CHOICES_MAX) {
                    longer.add(key.isEmpty() ? choice : key + " " + choice);
                }
            }
        }
        return longer;
    }

    private boolean silent(List<SearchText.Unit> units, int i) {
        return ignored.contains(units.get(i).text());
    }

    private void learn(FacetKind kind, List<Named> rows) {
        for (Named row : rows) {
            learn(kind, row);
        }
    }

    private void learn(FacetKind kind, Named row) {
        Facet facet = new Facet(kind, row.code());
        for (String name : row.words()) {
            List<SearchText.Unit> units = searchText.units(name);
            if (units.isEmpty() || (kind == FacetKind.COUNTRY && name.length() == 2 && name.charAt(0) < 0x80)) {
                continue;
            }
            String key = key(units, 0, units.size());
            List<Facet> before = phrases.getOrDefault(key, List.of());
            if (before.isEmpty() || before.get(0).kind().compareTo(kind) > 0) {
                phrases.put(key, List.of(facet));
            } else if (before.get(0).kind() == kind && !before.contains(facet)) {
                List<Facet> both = new ArrayList<>(before);
                both.add(facet);
                phrases.put(key, List.copyOf(both));
            }
            for (String token : SearchText.tokens(units)) {
                byToken.computeIfAbsent(token, t -> new TreeSet<>()).add(facet);
            }
        }
    }

    private static String key(List<SearchText.Unit> units, int from, int length) {
        if (length == 1) {
            return units.get(from).text();
        }
        StringBuilder key = new StringBuilder();
        for (int i = from; i < from + length; i++) {
            if (i > from) {
                key.append(' ');
            }
            key.append(units.get(i).text());
        }
        return key.toString();
    }

    private static List<String> splitUnits(String phrase) {
        List<String> out = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= phrase.length(); i++) {
            if (i == phrase.length() || phrase.charAt(i) == ' ') {
                out.add(phrase.substring(from, i));
                from = i + 1;
            }
        }
        return out;
    }

    private static List<String> rawWords(String query) {
        String cut = query.length() > SearchText.CHARS_MAX ? query.substring(0, SearchText.CHARS_MAX) : query;
        List<String> out = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= cut.length(); i++) {
            char c = i == cut.length() ? ' ' : cut.charAt(i);
            if (c == ' ' || c == ',' || c == ';' || c == '\t' || c == '\n' || c == '(' || c == ')') {
                if (i > from) {
                    out.add(cut.substring(from, i));
                }
                from = i + 1;
            }
        }
        return out;
    }

    /** All in capitals: then two letters are a word, not a country's code. */
    private static boolean shouted(String query) {
        int words = 0;
        for (String raw : rawWords(query)) {
            boolean capitals = raw.length() > 3 && upper(raw).equals(raw) && !ListingId.valid(raw);
            for (int i = 0; i < raw.length(); i++) {
                char c = raw.charAt(i);
                if (c >= 'a' && c <= 'z') {
                    return false;
                }
            }
            words += capitals ? 1 : 0;
        }
        return words > 0;
    }

    /** Of ASCII letters only, which is what ids are made of. */
    private static String upper(String word) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            out.append(c >= 'a' && c <= 'z' ? (char) (c - 32) : c);
        }
        return out.toString();
    }
}
