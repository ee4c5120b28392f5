package org.hublink.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hublink.transparency.LogNode.json;
import static org.hublink.transparency.LogNode.text;
import static org.hublink.transparency.LogWorld.desk;

import io.vertx.core.Vertx;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.hublink.platform.DatabaseAddress;
import org.hublink.platform.TestDatabase;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.EntryBundle;
import org.hublink.protocol.MerkleHash;
import org.hublink.protocol.MerkleTree;
import org.hublink.protocol.NoteKey;
import org.hublink.protocol.Reason;
import org.hublink.protocol.SignedCheckpoint;
import org.hublink.protocol.TilePath;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** One node from its first leaf to full tiles, over HTTP. */
@Tag("server")
@ExtendWith(TestDatabase.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TransparencyIT {
    private static final int DESKS = 600;

    @TempDir
    static Path data;

    private static LogNode node;

    @BeforeAll
    static void open(Vertx vertx, DatabaseAddress address) {
        node = LogNode.open(vertx, address, data);
    }

    @AfterAll
    static void close() {
        node.close();
    }

    @Test
    @Order(1)
    void anEmptyLogShowsItsEmptyTree() {
        HttpResponse<byte[]> answer = node.get("/log/checkpoint");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).hasValue("text/plain; charset=utf-8");
        assertThat(answer.headers().firstValue("cache-control")).hasValue("no-store");
        assertThat(text(answer.body()))
                .startsWith(LogWorld.ORIGIN + "\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n");
    }

    @Test
    @Order(2)
    void aStatementIsLoggedOverHttpAndStandsUnderACheckpointSoon() {
        HttpResponse<byte[]> first = node.submit(LogWorld.root());
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(json(first).getLong("index")).isZero();
        assertThat(json(first).getString("digest"))
                .isEqualTo(LogWorld.root().leaf().digest().hex());
        assertThat(node.submit(LogWorld.authority("FR")).statusCode()).isEqualTo(201);
        long before = System.nanoTime();
        HttpResponse<byte[]> logged = node.submit(desk("FR", 1, 1));
        assertThat(json(logged).getLong("index")).isEqualTo(2);
        node.published(3);
        assertThat(System.nanoTime() - before).isLessThan(5_000_000_000L);
    }

    @Test
    @Order(3)
    void theSameAgainIsAnsweredWithItsFirstPlace() {
        HttpResponse<byte[]> again = node.submit(desk("FR", 1, 1));
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(json(again).getLong("index")).isEqualTo(2);
        assertThat(node.append(desk("FR", 1, 1))).isInstanceOf(Appended.Already.class);
    }

    @Test
    @Order(4)
    void whatWouldNotCountIsRefusedByReason() {
        assertThat(refusal(desk("FR", 2, 1, "fr-o-1"))).isEqualTo(Reason.BELOW_THRESHOLD);
        assertThat(refusal(desk("FR", 1, 3))).isEqualTo(Reason.VERSION_JUMP);
        assertThat(refusal(desk("BR", 1, 1))).isEqualTo(Reason.AUTHORITY_MISSING);
        LogWorld.Signed good = desk("FR", 2, 1);
        assertThat(node.append(new LogWorld.Signed(good.envelope(), List.of())))
                .isInstanceOfSatisfying(
                        Appended.Refused.class, r -> assertThat(r.reason()).isEqualTo(Reason.PART_MISMATCH));
        HttpResponse<byte[]> answer = node.submit(desk("FR", 2, 1, "fr-o-1"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).getString("code")).isEqualTo("transparency.below-threshold");
        assertThat(node.log.moment().size()).isEqualTo(3);
    }

    @Test
    @Order(5)
    void manyAtOnceGetPlacesWithoutGap() {
        List<LogWorld.Signed> all = new ArrayList<>();
        for (int i = 2; i <= DESKS; i++) all.add(desk("FR", i, 1));
        List<Appended> outcomes = node.appendAll(all);
        assertThat(outcomes).allMatch(o -> o instanceof Appended.Logged);
        assertThat(outcomes.stream()
                        .map(o -> ((Appended.Logged) o).index())
                        .sorted()
                        .toList())
                .isEqualTo(LongStream.range(3, DESKS + 2).boxed().toList());
        node.published(DESKS + 2);
    }

    @Test
    @Order(6)
    void tilesAreThoseOfATreeRecomputedFromTheLeaves() throws Malformed {
        SignedCheckpoint shown = shown();
        MerkleTree tree = new MerkleTree();
        for (long n = 0; TilePath.widthIn(TilePath.ENTRIES, n, shown.size()) > 0; n++) {
            TilePath tile = TilePath.entries(n, TilePath.widthIn(TilePath.ENTRIES, n, shown.size()));
            for (byte[] leaf : EntryBundle.read(tile(tile), tile.width())) tree.append(MerkleHash.leaf(leaf));
        }
        assertThat(tree.size()).isEqualTo(DESKS + 2);
        assertThat(tree.root()).isEqualTo(shown.root());
        for (int level = 0; level < 3; level++) {
            for (long n = 0; TilePath.widthIn(level, n, shown.size()) > 0; n++) {
                TilePath tile = new TilePath(level, n, TilePath.widthIn(level, n, shown.size()));
                assertThat(tile(tile)).isEqualTo(tree.tile(tile));
            }
        }
        assertThat(tile(new TilePath(0, 2, 7))).isEqualTo(tree.tile(new TilePath(0, 2, 7)));
        assertThat(data.resolve("tiles/entries/001")).exists();
        assertThat(node.get("/log/tile/0/001").headers().firstValue("cache-control"))
                .hasValue("public, max-age=31536000, immutable");
    }

    @Test
    @Order(7)
    void pathsThatAreNoneAndTilesThatAreNotThereAreRefusedByCode() {
        assertThat(code("/log/tile/0/x000/001", 400)).isEqualTo("transparency.tile-path");
        assertThat(code("/log/tile/00/001", 400)).isEqualTo("transparency.tile-path");
        assertThat(code("/log/tile/64/001", 400)).isEqualTo("transparency.tile-path");
        assertThat(code("/log/tile/entries/001.p/256", 400)).isEqualTo("transparency.tile-path");
        assertThat(code("/log/tile/0/002", 404)).isEqualTo("transparency.tile-absent");
        assertThat(code("/log/tile/0/002.p/200", 404)).isEqualTo("transparency.tile-absent");
        assertThat(code("/log/tile/0/x001/067", 404)).isEqualTo("transparency.tile-absent");
        assertThat(code("/log/tile/2/000.p/1", 404)).isEqualTo("transparency.tile-absent");
    }

    private static byte[] tile(TilePath tile) {
        HttpResponse<byte[]> answer = node.get("/log/tile/" + tile.text());
        assertThat(answer.statusCode()).as(tile.text()).isEqualTo(200);
        return answer.body();
    }

    private static String code(String path, int status) {
        HttpResponse<byte[]> answer = node.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(status);
        return json(answer).getString("code");
    }

    private static SignedCheckpoint shown() {
        NoteKey log = new NoteKey(LogWorld.ORIGIN, LogWorld.key("log").publicKey());
        NoteKey cosigner =
                NoteKey.cosigner(LogWorld.ORIGIN, LogWorld.key("cosigner").publicKey());
        SignedCheckpoint shown = SignedCheckpoint.read(
                        node.get("/log/checkpoint").body(), log, cosigner)
                .valueOrNull();
        assertThat(shown).isNotNull();
        return shown;
    }

    private static Reason refusal(LogWorld.Signed signed) {
        return node.append(signed) instanceof Appended.Refused refused ? refused.reason() : null;
    }
}
