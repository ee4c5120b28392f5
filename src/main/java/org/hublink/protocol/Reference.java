package org.hublink.protocol;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.jspecify.annotations.Nullable;

/**
 * Facts that every client and the server carry with them: member states, regions, languages, and the names of all codes.
 * The home reads the two files ({@code reference/countries.json}, {@code reference/labels.json}).
 *
 * @param regions M49 continents and sub-regions; each child's parent in {@code parents}
 * @param codes by list: {@code functions}, {@code offences}, {@code measures}, {@code legalBases}, {@code channels},
 *     {@code levels}, {@code handling}, {@code dualCriminality}, {@code freshness}, {@code opening}; and those of
 *     cases: {@code urgencies}, {@code urgentGrounds}, {@code identifiers}, {@code refusals}, {@code delayGrounds}, {@code parties}, {@code caseStates}, {@code preservation}, {@code steps}, {@code clocks}
 * @param ignored words that say nothing in a search, not yet folded
 */
public record Reference(
        List<MemberState> states,
        List<Named> regions,
        Map<String, String> parents,
        List<Named> languages,
        Map<String, List<Named>> codes,
        Set<String> ignored) {
    public static final int STATES = 193;

    private static final List<String> LISTS = List.of(
            "functions",
            "offences",
            "measures",
            "legalBases",
            "channels",
            "levels",
            "handling",
            "dualCriminality",
            "freshness",
            "opening",
            "urgencies",
            "urgentGrounds",
            "identifiers",
            "refusals",
            "delayGrounds",
            "parties",
            "caseStates",
            "preservation",
            "steps",
            "clocks");
    private static final JsonLimits LIMITS = new JsonLimits(512 * 1024, 8, 40_000, 512);
    private static final int ROWS_MAX = 400;

    public Reference {
        states = List.copyOf(states);
        regions = List.copyOf(regions);
        parents = Collections.unmodifiableMap(new LinkedHashMap<>(parents));
        languages = List.copyOf(languages);
        codes = Collections.unmodifiableMap(new LinkedHashMap<>(codes));
        ignored = Collections.unmodifiableSet(new TreeSet<>(ignored));
    }

    /** Reads both files; they are ours, so a refusal is a broken build. */
    public static Reference read(byte[] countries, byte[] labels, Text text) throws Malformed {
        Fields places = Fields.of(Json.read(countries, LIMITS, text), "countries");
        places.text("source", 1, 200);
        List<Named> regions = new ArrayList<>();
        Map<String, String> parents = new LinkedHashMap<>();
        for (Fields row : places.objects("regions", 1, ROWS_MAX)) {
            Named region = Named.read(row);
            parents.put(region.code(), row.text("parent", 3, 3));
            row.end();
            regions.add(region);
        }
        List<MemberState> states = new ArrayList<>();
        for (Fields row : places.objects("countries", STATES, STATES)) {
            states.add(MemberState.read(row));
        }
        List<Named> languages = named(places, "languages");
        places.end();
        Fields words = Fields.of(Json.read(labels, LIMITS, text), "labels");
        words.text("about", 1, 300);
        Map<String, List<Named>> codes = new LinkedHashMap<>();
        for (String list : LISTS) {
            codes.put(list, named(words, list));
        }
        Set<String> ignored = new TreeSet<>();
        Fields silent = words.object("ignored");
        for (String language : Languages.EIGHT) {
            ignored.addAll(silent.texts(language, 1, 100, 40));
        }
        silent.end();
        words.end();
        return new Reference(states, regions, parents, languages, codes, ignored);
    }

    /** The state of that ISO code; null for a code that is none of the 193. */
    public @Nullable MemberState state(String code) {
        for (MemberState state : states) {
            if (state.code().equals(code)) {
                return state;
            }
        }
        return null;
    }

    /** The name of a code in a language; the code itself where there is none. */
    public String label(String list, String code, String language) {
        List<Named> rows = list.equals("languages") ? languages : codes.getOrDefault(list, List.of());
        for (Named row : rows) {
            if (row.code().equals(code)) {
                return row.in(language);
            }
        }
        return code;
    }

    private static List<Named> named(Fields fields, String key) throws Malformed {
        List<Named> out = new ArrayList<>();
        for (Fields row : fields.objects(key, 1, ROWS_MAX)) {
            out.add(Named.read(row));
            row.end();
        }
        return out;
    }
}
