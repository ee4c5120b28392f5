package org.hublink.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Digest;
import org.hublink.protocol.Attested;
import org.hublink.protocol.Audience;
import org.hublink.protocol.Listing;
import org.hublink.protocol.ManifestEntry;
import org.hublink.protocol.ManifestPart;
import org.hublink.protocol.Part;
import org.hublink.protocol.Reason;
import org.hublink.protocol.SampleListings;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a client believes of manifests, listings and attestations, against a server that withholds and a country that errs. */
@Tag("unit")
class DirectorySyncTest {
    private static final String ID = "BR-CSE-1";
    private static final long NOW = FlowWorld.NOW;
    private static final long DAY = FlowWorld.DAY;

    private final SyncWorld sync = new SyncWorld();

    private ManifestEntry entry(String id, int version, String salt) {
        Listing listing = SampleListings.full(id, version);
        return SyncWorld.entry(listing, sync.listing(listing, salt));
    }

    private List<View.Refused> refused(Wish wish) {
        View.Finished finished = sync.run(wish);
        assertThat(finished.failed()).isNull();
        return finished.refusals();
    }

    private void refused(Wish wish, String place, Reason reason) {
        assertThat(refused(wish)).singleElement().satisfies(one -> {
            assertThat(one.place()).isEqualTo(place);
            assertThat(one.reason()).isEqualTo(reason);
        });
    }

    @Test
    void aListingThatFallsBackInANewerManifestIsRefused() {
        ManifestEntry older = entry(ID, 1, "older");
        sync.manifest(1, Audience.ALL, null, entry(ID, 2, "newer"));
        assertThat(refused(new Wish.Sync())).isEmpty();
        assertThat(sync.engine().listings()).containsKey(ID);
        sync.manifest(2, Audience.ALL, null, older, entry("BR-CSE-2", 1, "other"));
        refused(new Wish.Sync(), ID, Reason.VERSION_OLD);
        assertThat(sync.engine().listings()).containsOnlyKeys("BR-CSE-2");
    }

    @Test
    void aVersionWithOtherContentInANewerManifestIsRefused() {
        sync.manifest(1, Audience.ALL, null, entry(ID, 2, "one"));
        assertThat(refused(new Wish.Sync())).isEmpty();
        sync.manifest(2, Audience.ALL, null, entry(ID, 2, "another"));
        refused(new Wish.Sync(), ID, Reason.VERSION_DUPLICATE);
        assertThat(sync.engine().listings()).isEmpty();
        sync.manifest(3, Audience.ALL, null, entry(ID, 3, "third"));
        assertThat(refused(new Wish.Sync())).isEmpty();
        assertThat(sync.engine().listings()).containsKey(ID);
    }

    @Test
    void whatAManifestNamedIsRememberedWhenItWasLeftOutBetweenAndOverARestart() {
        sync.manifest(1, Audience.ALL, null, entry(ID, 2, "one"));
        assertThat(refused(new Wish.Sync())).isEmpty();
        sync.manifest(2, Audience.ALL, null);
        assertThat(refused(new Wish.Sync())).isEmpty();
        sync.restarted();
        sync.manifest(3, Audience.ALL, null, entry(ID, 1, "old"));
        refused(new Wish.Sync(), ID, Reason.VERSION_OLD);
        sync.restarted();
        refused(new Wish.Open(), ID, Reason.VERSION_OLD);
    }

    @Test
    void anAttestationOfACountryWithoutManifestIsShown() {
        sync.attestation(ID, new Attested(NOW, NOW + 90 * DAY), entry(ID, 1, "one"));
        refused(new Wish.Sync(), "attestation BR/" + ID, Reason.MANIFEST_MISSING);
        sync.manifest(1, Audience.ALL, null, entry(ID, 1, "one"));
        assertThat(refused(new Wish.Sync())).isEmpty();
    }

    @Test
    void nobodyAttestsADayToCome() {
        ManifestEntry one = entry(ID, 1, "one");
        sync.manifest(1, Audience.ALL, new Attested(NOW + 50 * DAY, NOW + 140 * DAY), one);
        assertThat(refused(new Wish.Sync())).isEmpty();
        assertThat(attested()).isEqualTo(new Attested(NOW, NOW + 90 * DAY));
        sync.world.now = NOW + DAY;
        sync.attestation(ID, new Attested(NOW + 60 * DAY, NOW + 150 * DAY), one);
        assertThat(refused(new Wish.Sync())).isEmpty();
        assertThat(attested()).isEqualTo(new Attested(NOW + DAY, NOW + 91 * DAY));
    }

    private Attested attested() {
        VerifiedListing listing = sync.engine().listings().get(ID);
        assertThat(listing).isNotNull();
        return listing.attested();
    }

    @Test
    void aWithheldManifestForAllIsNamed() {
        List<Digest> parts = sync.manifest(1, Audience.ALL, null, entry(ID, 1, "one"));
        sync.withheld.add(parts.get(0));
        refused(new Wish.Sync(), "manifest BR/all", Reason.PART_WITHHELD);
        assertThat(sync.engine().listings()).isEmpty();
    }

    @Test
    void aMemberKnowsThatHisAudiencesManifestIsWithheld() {
        List<Digest> parts = sync.manifest(1, new Audience("partners", List.of("AR", "FR")), null, entry(ID, 1, "one"));
        sync.withheld.add(parts.get(0));
        refused(new Wish.Sync(), "manifest BR/partners", Reason.PART_WITHHELD);
        sync.withheld.clear();
        assertThat(refused(new Wish.Sync())).isEmpty();
        assertThat(sync.engine().listings()).containsKey(ID);
    }

    @Test
    void whoIsNoMemberMissesNothingButMustBeShownThat() {
        List<Digest> parts = sync.manifest(1, new Audience("partners", List.of("AR", "UY")), null, entry(ID, 1, "one"));
        sync.withheld.add(parts.get(0));
        assertThat(refused(new Wish.Sync())).isEmpty();
        int before = sync.calls.size();
        assertThat(refused(new Wish.Sync())).isEmpty();
        assertThat(sync.calls.subList(before, sync.calls.size()))
                .extracting(Call::path)
                .doesNotContain("/api/v1/parts");
        SyncWorld silent = new SyncWorld();
        parts = silent.manifest(1, new Audience("partners", List.of("AR", "UY")), null);
        silent.withheld.addAll(parts);
        assertThat(silent.run(new Wish.Sync()).refusals())
                .extracting(View.Refused::reason)
                .containsExactly(Reason.PART_WITHHELD);
    }

    @Test
    void anAudienceThatIsSaidInTwoWaysIsRefused() {
        Audience meant = new Audience("partners", List.of("FR"));
        Part listings = SyncWorld.salted("m", new ManifestPart(meant, null, List.of(entry(ID, 1, "one"))).body());
        var subject = new Subject(StatementType.MANIFEST, "BR", "partners");
        sync.log(subject, 1, List.of(listings, SyncWorld.salted("a", meant.body())), "br-a", "br-b");
        assertThat(refused(new Wish.Sync())).isEmpty();
        Audience wider = new Audience("partners", List.of("AR", "FR"));
        sync.log(subject, 2, List.of(listings, SyncWorld.salted("a", wider.body())), "br-a", "br-b");
        refused(new Wish.Sync(), "manifest BR/partners", Reason.MALFORMED);
        sync.log(subject, 3, List.of(listings), "br-a", "br-b");
        refused(new Wish.Sync(), "manifest BR/partners", Reason.MALFORMED);
    }

    @Test
    void whoFollowedButNeverSyncedIsToldSo() {
        sync.manifest(1, Audience.ALL, null, entry(ID, 1, "one"));
        assertThat(refused(new Wish.Follow())).isEmpty();
        assertThat(refused(new Wish.Open())).singleElement().satisfies(one -> {
            assertThat(one.reason()).isEqualTo(Reason.PART_WITHHELD);
            assertThat(one.detail()).contains("not fetched yet").doesNotContain("server");
        });
    }

    @Test
    void thousandsOfListingsComeInAnyOrderAndEachIsAskedOnce() {
        List<ManifestEntry> entries = new ArrayList<>();
        int count = 3 * ListingFetch.DIGESTS_A_CALL_MAX + 7;
        for (int i = 0; i < count; i++) {
            entries.add(entry("BR-CSE-" + (1_000 + i), 1, "salt"));
        }
        sync.manifest(1, Audience.ALL, null, entries.toArray(ManifestEntry[]::new));
        sync.withheld.add(entries.get(count - 1).digest());
        sync.newestFirst = true;
        refused(new Wish.Sync(), entries.get(count - 1).id(), Reason.LISTING_WITHHELD);
        assertThat(sync.engine().listings()).hasSize(count - 1);
        assertThat(sync.calls)
                .filteredOn(call -> call.path().endsWith("/listings/fetch"))
                .hasSize(4);
    }
}
