package org.hublink.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hublink.demo.DemoListings;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Attested;
import org.hublink.protocol.Facet;
import org.hublink.protocol.FacetKind;
import org.hublink.protocol.Freshness;
import org.hublink.protocol.FreshnessLadder;
import org.hublink.protocol.Listing;
import org.hublink.protocol.OpenHours;
import org.hublink.protocol.Proof;
import org.hublink.protocol.QueryWords;
import org.hublink.protocol.Reference;
import org.hublink.protocol.SampleListings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Searches the demo's 579 listings. 'Now' is a Sunday, 11:06 UTC. */
@Tag("unit")
class SearchTest {
    private static final long NOW = SampleListings.NOW;
    private static final Reference REFERENCE = SampleListings.reference();
    private static final Map<String, VerifiedListing> VERIFIED = new TreeMap<>();
    private static Search search;

    @BeforeAll
    static void build() {
        for (List<Listing> country : new DemoListings(REFERENCE).all(NOW).values()) {
            for (Listing listing : country) {
                VERIFIED.put(listing.id(), VerifiedListings.believed(listing));
            }
        }
        DirectoryIndex index = DirectoryIndex.of(
                VERIFIED.values(), REFERENCE, new QueryWords(REFERENCE, SampleListings.TEXT), SampleListings.TEXT);
        search = new Search(index, JvmHome.system().zones(), FreshnessLadder.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            child exploitation desk in Brazil, open now                     | BR-CSE-247
            brigade exemple France                                          | FR-CSE-247
            brig exem France                                                | FR-CSE-247
            brigqde eexmple Frnace                                          | FR-CSE-247
            plantao exemplo                                                 | BR-CSE-247
            exploitation des enfants au Maroc                               | MA-CSE-247
            وحده نموذجيه لحمايه قاصرين                                         | MA-CSE-247
            儿童性剥削 中国                                                     | CN-CSE-247
            儿童保护值班室                                                      | CN-CSE-247
            Интерпол Россия                                                 | RU-NCB-1
            rechtshulp Suriname                                             | SR-MLA-1
            fr-mla-1                                                        | FR-MLA-1
            見本 児童保護                                                       | JP-CSE-247
            """)
    void theFirstHitIsTheDeskThatIsMeant(String typed, String id) {
        Found found = search.find(Question.of(typed, "FR", List.of("fr", "en"), NOW));
        assertThat(found.hits()).isNotEmpty();
        assertThat(found.hits().get(0).listing().listing().id()).isEqualTo(id);
    }

    @Test
    void countryFunctionAndOpenNowBecomeFacets() {
        Found found = search.find(Question.of("child exploitation desk in Brazil, open now", "FR", List.of("fr"), NOW));
        assertThat(found.understood())
                .containsExactly(
                        new Facet(FacetKind.COUNTRY, "BR"),
                        new Facet(FacetKind.FUNCTION, "child-exploitation"),
                        Facet.OPEN_NOW);
        assertThat(found.total()).isEqualTo(1);
        assertThat(found.missed()).isEmpty();
        Found.Hit hit = found.hits().get(0);
        assertThat(hit.opening()).isEqualTo(OpenHours.State.OPEN);
        assertThat(hit.freshness()).isEqualTo(Freshness.FRESH);
    }

    @Test
    void openComesBeforeFreshAndFreshBeforeTheReadersLanguage() {
        Found found = search.find(new Question("", Set.of(), "FR", List.of("fr"), NOW, 0, 500));
        assertThat(found.total()).isEqualTo(579);
        int before = -1;
        for (Found.Hit hit : found.hits()) {
            boolean french = hit.listing().listing().languages().stream()
                    .anyMatch(spoken -> spoken.language().equals("fr"));
            int rank = (hit.opening() == OpenHours.State.OPEN ? 0 : 100)
                    + 10
                            * List.of(Freshness.FRESH, Freshness.DUE, Freshness.UNVERIFIED)
                                    .indexOf(hit.freshness())
                    + (french ? 0 : 1);
            assertThat(rank).isGreaterThanOrEqualTo(before);
            before = rank;
        }
    }

    @Test
    void aClosedDeskSaysWhenItOpensAndAStaleOneIsNotHidden() {
        Found.Hit closed = search.find(Question.of("FR-MLA-1", "BR", List.of("pt"), NOW))
                .hits()
                .get(0);
        assertThat(closed.opening()).isEqualTo(OpenHours.State.CLOSED);
        assertThat(closed.changesAt()).isGreaterThan(NOW);
        Found.Hit stale = search.find(Question.of("BE-CSE-247", "BR", List.of("pt"), NOW))
                .hits()
                .get(0);
        assertThat(stale.freshness()).isEqualTo(Freshness.UNVERIFIED);
    }

    @Test
    void facetsOfOneKindAddUpAndOfSeveralKindsNarrow() {
        int portuguese = total(new Facet(FacetKind.LANGUAGE, "pt"));
        int both = total(new Facet(FacetKind.LANGUAGE, "pt"), new Facet(FacetKind.LANGUAGE, "ru"));
        int narrowed = total(
                new Facet(FacetKind.LANGUAGE, "pt"),
                new Facet(FacetKind.LANGUAGE, "ru"),
                new Facet(FacetKind.REGION, "002"));
        assertThat(both).isGreaterThan(portuguese);
        assertThat(narrowed).isBetween(1, portuguese);
        assertThat(total(new Facet(FacetKind.COUNTRY, "ZZ"))).isZero();
    }

    @Test
    void eachCountIsWhatChoosingTheValueWouldFind() {
        Question africa = question(new Facet(FacetKind.REGION, "002"));
        Found found = search.find(africa);
        for (var count : found.counts().entrySet()) {
            if (count.getKey().kind() != FacetKind.REGION) {
                assertThat(total(new Facet(FacetKind.REGION, "002"), count.getKey()))
                        .as("%s", count.getKey())
                        .isEqualTo(count.getValue());
            }
        }
        assertThat(found.counts()).containsKeys(Facet.OPEN_NOW, Facet.SHARED_BASIS, Facet.HUB, Facet.ALWAYS);
    }

    @Test
    void aSharedLegalBasisIsOneThatBothSidesName() {
        Found found = search.find(new Question("Brazil", Set.of(Facet.SHARED_BASIS), "FR", List.of("fr"), NOW, 0, 50));
        assertThat(found.hits()).extracting(hit -> hit.listing().listing().id()).contains("BR-CSE-247");
        Found none = search.find(new Question("Brazil", Set.of(Facet.SHARED_BASIS), "ZZ", List.of("fr"), NOW, 0, 50));
        assertThat(none.total()).isZero();
    }

    @Test
    void wordsThatOccurNowhereAreToldAndPassedOver() {
        Found found = search.find(Question.of("plantao qqqqqqqqqq", "FR", List.of("fr"), NOW));
        assertThat(found.missed()).containsExactly("qqqqqqqqqq");
        assertThat(found.hits().get(0).listing().listing().id()).isEqualTo("BR-CSE-247");
        assertThat(search.find(Question.of("qqqqqqqqqq", "FR", List.of("fr"), NOW))
                        .total())
                .isZero();
    }

    @Test
    void aWordThatFitsNoDeskOfTheCountryLeavesTheCountrysDesks() {
        Found found = search.find(Question.of("plantao Japan", "FR", List.of("fr"), NOW));
        assertThat(found.missed()).containsExactly("plantao");
        assertThat(found.total()).isEqualTo(3);
    }

    @Test
    void pagesJoinWithoutGapOrDouble() {
        List<String> all = new ArrayList<>();
        for (int from = 0; from < 579; from += 100) {
            for (Found.Hit hit : search.find(new Question("", Set.of(), "FR", List.of(), NOW, from, 100))
                    .hits()) {
                all.add(hit.listing().listing().id());
            }
        }
        assertThat(all).hasSize(579).doesNotHaveDuplicates();
    }

    @Test
    void theIndexStandsWhileTheLogGrowsByOtherThings() {
        Map<String, VerifiedListing> later = new TreeMap<>();
        VERIFIED.forEach((id, one) -> later.put(
                id,
                new VerifiedListing(
                        one.listing(),
                        one.digest(),
                        one.manifest(),
                        new Proof(1, one.proof().persons(), 1_000),
                        one.attested())));
        assertThat(search.fits(later)).isTrue();
    }

    @Test
    void theIndexFallsWithAnyListingThatIsNewGoneOtherOrAttestedAnew() {
        VerifiedListing desk = VERIFIED.get("BR-CSE-247");
        VerifiedListing other = VERIFIED.get("FR-MLA-1");
        assertThat(search.fits(with("BR-CSE-247", null))).isFalse();
        assertThat(search.fits(with("BR-CSE-248", desk))).isFalse();
        Map<String, VerifiedListing> renamed = with("BR-CSE-247", null);
        renamed.put("BR-CSE-248", desk);
        assertThat(search.fits(renamed)).isFalse();
        assertThat(search.fits(with(
                        "BR-CSE-247",
                        new VerifiedListing(
                                other.listing(), other.digest(), desk.manifest(), desk.proof(), desk.attested()))))
                .isFalse();
        assertThat(search.fits(with(
                        "BR-CSE-247",
                        new VerifiedListing(
                                desk.listing(), desk.digest(), desk.manifest(), desk.proof(), new Attested(NOW, NOW)))))
                .isFalse();
    }

    private static Map<String, VerifiedListing> with(String id, @Nullable VerifiedListing instead) {
        Map<String, VerifiedListing> out = new TreeMap<>(VERIFIED);
        if (instead == null) {
            out.remove(id);
        } else {
            out.put(id, instead);
        }
        return out;
    }

    @Test
    void theLadderHasThreeSteps() {
        FreshnessLadder ladder = FreshnessLadder.DEFAULT;
        Attested attested = new Attested(0, 200 * 86_400L);
        assertThat(ladder.at(attested, 90 * 86_400L - 1)).isEqualTo(Freshness.FRESH);
        assertThat(ladder.at(attested, 90 * 86_400L)).isEqualTo(Freshness.DUE);
        assertThat(ladder.at(attested, 150 * 86_400L)).isEqualTo(Freshness.UNVERIFIED);
        assertThat(ladder.at(new Attested(0, 86_400L), 86_400L)).isEqualTo(Freshness.DUE);
    }

    @Test
    void everyDemoListingKeepsTheBounds() throws Malformed {
        for (List<Listing> country : new DemoListings(REFERENCE).all(NOW).values()) {
            assertThat(country).hasSize(3);
            for (Listing listing : country) {
                assertThat(Listing.read(listing.body(), SampleListings.TEXT)).isEqualTo(listing);
            }
        }
    }

    private static int total(Facet... facets) {
        return search.find(question(facets)).total();
    }

    private static Question question(Facet... facets) {
        return new Question("", Set.of(facets), "FR", List.of("fr"), NOW, 0, 1);
    }
}
