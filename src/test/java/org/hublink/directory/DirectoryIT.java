package org.hublink.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.hublink.platform.DatabaseAddress;
import org.hublink.platform.TestDatabase;
import org.hublink.primitives.Bytes;
import org.hublink.protocol.Attested;
import org.hublink.protocol.Audience;
import org.hublink.protocol.Hours;
import org.hublink.protocol.Listing;
import org.hublink.protocol.Part;
import org.hublink.protocol.SampleListings;
import org.hublink.protocol.Validity;
import org.hublink.protocol.WeekSpan;
import org.hublink.transparency.LogWorld;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The directory at the server. 'Now' is 2027-01-15 08:00 UTC, a Friday. */
@Tag("server")
@ExtendWith(TestDatabase.class)
class DirectoryIT {
    private static final long NOW = DirectoryNode.NOW;
    private static final long DAY = 86_400;
    private static final Audience NEIGHBOURS = new Audience("neighbours", List.of("AR", "UY"));

    private DirectoryNode node;

    @BeforeEach
    void open(Vertx vertx, @TempDir Path data) {
        DatabaseAddress own = TestDatabase.fresh();
        node = DirectoryNode.open(vertx, own, data);
        node.append(LogWorld.root());
        node.append(LogWorld.authority("BR"));
        node.append(LogWorld.authority("FR"));
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void anOperatorHandsOverListingsOfHisOwnCountryOnly() {
        Part brazil = part("BR-CSE-247", 1, "all", NOW - DAY);
        HttpResponse<byte[]> stored = node.upload("BR+", brazil);
        assertThat(stored.statusCode()).isEqualTo(201);
        assertThat(new JsonObject(Buffer.buffer(stored.body())).getJsonArray("digests"))
                .isEqualTo(new JsonArray().add(brazil.digest().hex()));
        assertThat(node.upload("BR+", brazil).statusCode()).isEqualTo(201);
        assertThat(DirectoryNode.code(node.upload("FR+", brazil))).isEqualTo("422 directory.foreign-country");
        assertThat(node.upload("BR", brazil).statusCode()).isEqualTo(403);
        Part france = part("FR-CSE-247", 1, "all", NOW - DAY);
        HttpResponse<byte[]> mixed = node.upload("BR+", brazil, france);
        assertThat(DirectoryNode.code(mixed)).isEqualTo("422 directory.foreign-country");
        assertThat(new JsonObject(Buffer.buffer(mixed.body())).getInteger("listing"))
                .isEqualTo(1);
        Part broken = DirectoryNode.part(new byte[] {'{', '}'});
        assertThat(DirectoryNode.code(node.upload("BR+", broken))).isEqualTo("422 directory.json-missing-key");
    }

    @Test
    void bodiesComeByDigestInTheOrderAskedAndMissingOnesAreLeftOut() {
        Part first = part("BR-CSE-247", 1, "all", NOW - DAY);
        Part second = part("BR-CSE-247", 2, "all", NOW - DAY);
        node.upload("BR+", first, second);
        byte[] asked = Bytes.concat(
                second.digest().bytes(), new byte[32], first.digest().bytes());
        assertThat(node.fetch("FR", asked).body()).isEqualTo(Bytes.concat(framed(second), framed(first)));
        assertThat(DirectoryNode.code(node.fetch("FR", new byte[33]))).isEqualTo("400 directory.digests-malformed");
    }

    @Test
    void anAudienceIsEnforcedInFetchAndSearch() {
        Part open = part("BR-CSE-247", 1, "all", NOW - DAY);
        Part narrow = part("BR-CSE-900", 1, "neighbours", NOW - DAY);
        node.upload("BR+", open, narrow);
        assertThat(node.fetch("AR", narrow.digest().bytes()).body()).isEmpty();
        node.publish("BR", 1, Audience.ALL, open);
        node.publish("BR", 1, NEIGHBOURS, narrow);
        assertThat(node.fetch("AR", narrow.digest().bytes()).body()).isEqualTo(framed(narrow));
        assertThat(node.fetch("BR", narrow.digest().bytes()).body()).isEqualTo(framed(narrow));
        assertThat(node.fetch("FR", narrow.digest().bytes()).body()).isEmpty();
        assertThat(node.found("AR", "country=BR")).containsExactly("BR-CSE-247", "BR-CSE-900");
        assertThat(node.found("FR", "country=BR")).containsExactly("BR-CSE-247");
        node.publish("BR", 2, new Audience("neighbours", List.of("UY")), narrow);
        assertThat(node.fetch("AR", narrow.digest().bytes()).body()).isEmpty();
    }

    @Test
    void aManifestForAllDoesNotOpenAListingThatSaysItIsForFew() {
        Part narrow = part("BR-CSE-900", 1, "neighbours", NOW - DAY);
        node.upload("BR+", narrow);
        node.publish("BR", 1, Audience.ALL, narrow);
        assertThat(node.found("FR", "country=BR")).isEmpty();
        assertThat(node.fetch("FR", narrow.digest().bytes()).body()).isEmpty();
    }

    @Test
    void aSearchUnderstandsWordsAndNamesThePlaceOfTheProof() {
        Part brazil = part("BR-CSE-247", 1, "all", NOW - DAY);
        Part france = part("FR-CSE-247", 1, "all", NOW - DAY);
        node.upload("BR+", brazil);
        node.upload("FR+", france);
        long leaf = node.publish("BR", 1, Audience.ALL, brazil);
        node.publish("FR", 1, Audience.ALL, france);
        JsonObject found = node.search("FR", "q=" + typed("child exploitation desk in Brazil, open now"));
        assertThat(found.getInteger("total")).isEqualTo(1);
        assertThat(found.getJsonArray("facets")).hasSize(3);
        JsonObject hit = found.getJsonArray("hits").getJsonObject(0);
        assertThat(hit.getString("id")).isEqualTo("BR-CSE-247");
        assertThat(hit.getString("digest")).isEqualTo(brazil.digest().hex());
        assertThat(hit.getJsonObject("manifest").getLong("leaf")).isEqualTo(leaf);
        assertThat(hit.getJsonObject("manifest").getString("entries")).isEqualTo("/log/tile/entries/0");
        assertThat(hit.getJsonObject("hint").getString("opening")).isEqualTo("open");
        assertThat(node.found("FR", "q=" + typed("استغلال الأطفال البرازيل"))).containsExactly("BR-CSE-247");
        assertThat(node.found("FR", "q=" + typed("巴西儿童性剥削部门"))).containsExactly("BR-CSE-247");
        assertThat(node.found("FR", "q=" + typed("plantão"))).hasSize(2);
        assertThat(node.found("FR", "q=fr-cse-247")).containsExactly("FR-CSE-247");
    }

    @Test
    void facetsNarrowAndPagesFollow() {
        Part always = part("BR-CSE-247", 1, "all", NOW - DAY);
        Part nights = DirectoryNode.part(SampleListings.withHours(
                        listing("BR-CSE-9", 1, "all", NOW - 100 * DAY),
                        new Hours(false, "America/Sao_Paulo", List.of(new WeekSpan(1, 0, 60)), List.of()))
                .body());
        node.upload("BR+", always, nights);
        node.publish("BR", 1, Audience.ALL, always, nights);
        assertThat(node.found("FR", "country=BR")).containsExactly("BR-CSE-247", "BR-CSE-9");
        assertThat(node.found("FR", "opening=open-now")).containsExactly("BR-CSE-247");
        assertThat(node.found("FR", "freshness=due,unverified")).containsExactly("BR-CSE-9");
        assertThat(node.found("FR", "region=005&function=ncb,preservation&offence=solicitation"))
                .hasSize(2);
        assertThat(node.found("FR", "measure=search-seize")).isEmpty();
        assertThat(node.found("FR", "language=pt&channel=hub&legalBasis=budapest"))
                .hasSize(2);
        assertThat(node.found("FR", "legalBasis=shared")).hasSize(2);
        assertThat(node.found("UY", "legalBasis=shared")).isEmpty();
        assertThat(node.found("FR", "from=1&limit=1")).containsExactly("BR-CSE-9");
    }

    @Test
    void anAttestationMovesTheDateAndANewManifestReplacesTheOldOne() {
        Part stale = part("BR-CSE-247", 1, "all", NOW - 100 * DAY);
        node.upload("BR+", stale);
        node.publish("BR", 1, Audience.ALL, stale);
        assertThat(node.found("FR", "freshness=due")).containsExactly("BR-CSE-247");
        node.attest("BR", stale, new Attested(NOW - DAY, NOW + 60 * DAY));
        assertThat(node.found("FR", "freshness=fresh")).containsExactly("BR-CSE-247");
        Part next = part("BR-CSE-248", 1, "all", NOW - DAY);
        node.upload("BR+", next);
        node.publish("BR", 2, Audience.ALL, next);
        assertThat(node.found("FR", "country=BR")).containsExactly("BR-CSE-248");
    }

    private static Part part(String id, int version, String audience, long attestedOn) {
        return DirectoryNode.part(listing(id, version, audience, attestedOn).body());
    }

    private static Listing listing(String id, int version, String audience, long attestedOn) {
        Listing full = SampleListings.full(id, version);
        return new Listing(
                id,
                version,
                full.authority(),
                full.unit(),
                full.scope(),
                full.hours(),
                full.languages(),
                full.channels(),
                full.terms(),
                full.alternates(),
                new Validity(audience, attestedOn, attestedOn, attestedOn + 90 * DAY));
    }

    private static byte[] framed(Part part) {
        return Bytes.concat(
                part.salt(),
                Buffer.buffer().appendUnsignedInt(part.bodyLength()).getBytes(),
                part.body());
    }

    private static String typed(String words) {
        return URLEncoder.encode(words, StandardCharsets.UTF_8);
    }
}
