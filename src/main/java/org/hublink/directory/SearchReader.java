package org.hublink.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.hublink.protocol.Facet;
import org.hublink.protocol.FacetKind;
import org.hublink.protocol.QueryWords;
import org.hublink.protocol.SearchText;

/** From the contract's query parameters, and the words typed, to a search. */
final class SearchReader {
    private static final Map<String, FacetKind> PARAMETERS = Map.of(
            "country", FacetKind.COUNTRY,
            "region", FacetKind.REGION,
            "function", FacetKind.FUNCTION,
            "offence", FacetKind.OFFENCE,
            "measure", FacetKind.MEASURE,
            "language", FacetKind.LANGUAGE,
            "legalBasis", FacetKind.LEGAL_BASIS,
            "freshness", FacetKind.FRESHNESS,
            "channel", FacetKind.CHANNEL,
            "opening", FacetKind.OPENING);
    private static final int LIMIT_DEFAULT = 20;

    private final QueryWords vocabulary;

    SearchReader(QueryWords vocabulary) {
        this.vocabulary = vocabulary;
    }

    /**
     * Reads a search.
     *
     * @param query gives a parameter of the contract by its name
     * @param reader country of the caller
     */
    SearchRequest read(Function<String, Optional<String>> query, String reader) {
        QueryWords.Understood understood = vocabulary.read(query.apply("q").orElse(""), word -> false);
        Set<Facet> facets = new TreeSet<>(understood.facets());
        PARAMETERS.forEach((name, kind) -> {
            for (String value : list(query.apply(name).orElse(""))) {
                facets.add(new Facet(kind, value));
            }
        });
        List<String> words = new ArrayList<>();
        for (List<SearchText.Unit> run : understood.rest()) {
            words.addAll(SearchText.tokens(run));
        }
        return new SearchRequest(
                facets,
                words,
                understood.ids(),
                reader,
                list(query.apply("readerLanguage").orElse("")),
                query.apply("from").map(Integer::parseInt).orElse(0),
                query.apply("limit").map(Integer::parseInt).orElse(LIMIT_DEFAULT));
    }

    private static List<String> list(String commas) {
        return commas.isEmpty() ? List.of() : List.of(commas.split(",", -1));
    }
}
