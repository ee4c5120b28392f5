package org.hublink.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.hublink.protocol.DeskFunction;
import org.hublink.protocol.LegalGround;
import org.hublink.protocol.Listing;
import org.hublink.protocol.MemberState;
import org.hublink.protocol.Named;
import org.hublink.protocol.OwnName;
import org.hublink.protocol.Part;
import org.hublink.protocol.Reference;
import org.hublink.protocol.SearchText;
import org.jspecify.annotations.Nullable;

/** Reads uploaded listings and derives their rows. */
final class ListingRows {
    private static final int WORDS_MAX = 2_000;

    private final Reference reference;
    private final Text text;
    private final SearchText searchText;

    ListingRows(Reference reference, Text text) {
        this.reference = reference;
        this.text = text;
        this.searchText = new SearchText(text);
    }

    ListingRow of(Part part) throws Malformed {
        Listing listing = Listing.read(part.body(), text);
        MemberState state = reference.state(listing.country());
        List<String> regions = state == null ? List.of() : List.of(state.region(), state.subregion());
        List<String> bases = new ArrayList<>();
        for (LegalGround ground : listing.scope().legalGrounds()) {
            String with = ground.with();
            bases.add(with == null ? ground.basis().code() : SearchRequest.bilateral(with));
        }
        return new ListingRow(part, listing, listing.hours().bytes(), regions, bases, words(listing, state));
    }

    private List<String> words(Listing listing, @Nullable MemberState state) {
        Set<String> words = new TreeSet<>(searchText.tokens(listing.id()));
        names(listing.authority(), words);
        names(listing.unit(), words);
        if (state != null) {
            state.name().words().forEach(word -> words.addAll(searchText.tokens(word)));
        }
        for (Named label : reference.codes().getOrDefault("functions", List.of())) {
            for (DeskFunction function : listing.scope().functions()) {
                if (function.code().equals(label.code())) {
                    label.words().forEach(word -> words.addAll(searchText.tokens(word)));
                }
            }
        }
        return words.stream().limit(WORDS_MAX).toList();
    }

    private void names(OwnName name, Set<String> words) {
        words.addAll(searchText.tokens(name.own()));
        name.names().values().forEach(word -> words.addAll(searchText.tokens(word)));
    }
}
