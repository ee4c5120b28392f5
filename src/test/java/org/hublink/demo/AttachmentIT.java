package org.hublink.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.hublink.client.Ended;
import org.hublink.client.HttpHome;
import org.hublink.client.ServerCalls;
import org.hublink.engine.View;
import org.hublink.engine.Wish;
import org.hublink.primitives.Json;
import org.hublink.protocol.CaseFile;
import org.hublink.protocol.CaseState;
import org.hublink.protocol.CaseStep;
import org.hublink.protocol.Retold;
import org.hublink.protocol.Transition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attachments on a whole server: whole and verified or not at all, over links that break, for nobody else (B2). */
@Tag("server")
class AttachmentIT {
    private static final long SEED = 20_261_123;

    private static final int GRANTS_AN_HOUR = 4;
    private static final long HOUR_SECONDS = 3_601;

    @TempDir
    static Path hub;

    @TempDir
    Path data;

    private static CaseWorld world;
    private static CaseWorld.Officer paris;
    private static CaseWorld.Officer rio;
    private static int opened;

    private String conversation = "";

    @BeforeAll
    static void twoOfficersAreThere() throws IOException, Ended {
        world = new CaseWorld(hub.resolve("hub"));
        paris = world.officer("FR-officer-1");
        rio = world.officer("BR-officer-1");
        for (CaseWorld.Officer one : List.of(paris, rio)) {
            assertThat(one.run(new Wish.Connect()).clean()).as(one.name).isTrue();
        }
    }

    @BeforeEach
    void aCaseWaitsForItsAnswer() throws IOException, Ended {
        world.way(HttpHome.at(world.server.origin(), null));
        paris.killed();
        rio.killed();
        opens();
        step(CaseStep.ACKNOWLEDGE, Transition.Words.NONE);
        step(CaseStep.ACCEPT, Transition.Words.NONE);
    }

    @AfterAll
    static void end() throws IOException {
        world.close();
    }

    private void opens() throws IOException, Ended {
        if (++opened % GRANTS_AN_HOUR == 0) {
            world.pass(HOUR_SECONDS, paris);
        }
        for (CaseWorld.Officer one : List.of(paris, rio)) {
            one.run(new Wish.Connect());
        }
        var request =
                CaseSamples.emergency(CaseWorld.BRAZILIAN, world.home.clock().now());
        var before = List.copyOf(paris.book().conversations());
        var finished = paris.run(new Wish.OpenCase(request, CaseWorld.FRENCH));
        conversation = paris.book().conversations().stream()
                .filter(one -> !before.contains(one))
                .findFirst()
                .orElseThrow(() -> new AssertionError("not opened: " + finished));
        assertThat(reaches(rio, CaseState.SENT)).isTrue();
    }

    private boolean reaches(CaseWorld.Officer officer, CaseState state) throws IOException, Ended {
        return officer.until(() -> officer.book().conversations().contains(conversation)
                && officer.book().story(conversation).position().state() == state);
    }

    private void step(CaseStep step, Transition.Words words) throws IOException, Ended {
        var finished = rio.run(new Wish.Step(conversation, step, words));
        assertThat(finished.clean()).as("%s %s", step, finished).isTrue();
    }

    private Path file(String name, int length) throws IOException {
        byte[] bytes = new byte[length];
        new Random(SEED + length).nextBytes(bytes);
        bytes[0] = 'x';
        return Files.write(data.resolve(name), bytes);
    }

    private View.Finished attaches(CaseWorld.Officer officer, Path file) throws IOException, Ended {
        return officer.run(new Wish.Attach(
                conversation, String.valueOf(file.getFileName()), "application/octet-stream", file.toString()));
    }

    /** Rio answers with all that it attached; the ids at the other desk. */
    private List<CaseFile> answers() throws IOException, Ended {
        var files = rio.book().attached(conversation);
        step(CaseStep.ANSWER, Transition.Words.text("see the files").with(files));
        assertThat(rio.book().attached(conversation)).isEmpty();
        assertThat(reaches(paris, CaseState.ANSWERED)).isTrue();
        assertThat(paris.book().attachments(conversation)).isEqualTo(files);
        return files;
    }

    private String fetches(CaseWorld.Officer officer, CaseFile file, Path sink) throws IOException, Ended {
        return code(officer.run(new Wish.Fetch(conversation, file.id(), sink.toString())));
    }

    private static String code(View.Finished finished) {
        var failed = finished.failed();
        return failed == null ? "" : failed.code();
    }

    private static List<String> hidden(Path folder) throws IOException {
        try (var all = Files.list(folder)) {
            return all.map(one -> String.valueOf(one.getFileName()))
                    .filter(name -> name.startsWith("."))
                    .toList();
        }
    }

    @Test
    void filesOfEverySizeArriveAsTheyWereAndTwoMayGoWithOneAnswer() throws IOException, Ended {
        var small = file("small.bin", 1);
        var large = file("large.bin", 3 * CaseFile.CHUNK_BYTES + 5);
        assertThat(code(attaches(rio, small))).isEmpty();
        assertThat(code(attaches(rio, large))).isEmpty();
        var files = answers();
        assertThat(fetches(paris, files.get(0), data.resolve("got-small"))).isEmpty();
        assertThat(fetches(paris, files.get(1), data.resolve("got-large"))).isEmpty();
        assertThat(Files.mismatch(small, data.resolve("got-small"))).isEqualTo(-1);
        assertThat(Files.mismatch(large, data.resolve("got-large"))).isEqualTo(-1);
        assertThat(hidden(data)).isEmpty();
        // A name that is taken is not taken again.
        assertThat(fetches(paris, files.get(1), data.resolve("got-small"))).isEqualTo("file-unwritable");
        assertThat(Files.mismatch(small, data.resolve("got-small"))).isEqualTo(-1);
    }

    @Test
    void aLinkThatBreaksIsWaitedFor() throws Exception {
        var file = file("large.bin", 8 * CaseFile.CHUNK_BYTES + 77);
        int port = URI.create(world.server.origin()).getPort();
        try (BrokenLink up = new BrokenLink(port, 3L << 20, 2);
                BrokenLink down = new BrokenLink(port, 3L << 20, 2)) {
            world.way(HttpHome.at(up.origin(), null));
            rio.killed();
            assertThat(code(attaches(rio, file))).isEmpty();
            assertThat(up.cuts()).isEqualTo(2);
            var files = answers();
            world.way(HttpHome.at(down.origin(), null));
            paris.killed();
            assertThat(fetches(paris, files.get(0), data.resolve("got"))).isEmpty();
            assertThat(down.cuts()).isEqualTo(2);
        }
        assertThat(Files.mismatch(file, data.resolve("got"))).isEqualTo(-1);
    }

    /** The client is killed between two chunks; the next one goes on under the same id, and sends no chunk again. */
    @Test
    void anUploadThatWasKilledGoesOnWhereItStopped() throws Exception {
        var file = file("large.bin", 6 * CaseFile.CHUNK_BYTES);
        try (Liar liar = new Liar(world.server.origin())) {
            int[] puts = {0};
            liar.tell(chunks(puts, 3));
            world.way(liar.home());
            rio.killed();
            assertThat(code(attaches(rio, file))).isEqualTo("messaging.content-unknown");
            liar.tell(chunks(puts, Integer.MAX_VALUE));
            rio.killed();
            rio.run(new Wish.Connect());
            int before = puts[0];
            assertThat(code(attaches(rio, file))).isEmpty();
            assertThat(puts[0] - before).isEqualTo(3);
            assertThat(fetches(paris, answers().get(0), data.resolve("got"))).isEmpty();
            assertThat(Files.mismatch(file, data.resolve("got"))).isEqualTo(-1);
        }
    }

    /** Counts chunks, and refuses those behind some. */
    private static Liar.Lie chunks(int[] puts, int most) {
        return new Liar.Lie() {
            @Override
            public HttpHome.Answer instead(String path) {
                boolean chunk = path.startsWith("/api/v1/messaging/contents/");
                if (chunk && puts[0] >= most) {
                    return new HttpHome.Answer(404, "{\"code\": \"messaging.content-unknown\"}".getBytes(UTF));
                }
                puts[0] += chunk ? 1 : 0;
                return null;
            }
        };
    }

    private static final java.nio.charset.Charset UTF = java.nio.charset.StandardCharsets.UTF_8;

    @Test
    void aBitThatTheServerFlipsGivesNothing() throws Exception {
        var file = file("large.bin", 3 * CaseFile.CHUNK_BYTES);
        attaches(rio, file);
        var files = answers();
        try (Liar liar = new Liar(world.server.origin())) {
            world.way(liar.home());
            paris.killed();
            liar.tell(new Liar.Lie() {
                @Override
                public byte[] changed(String path, byte[] honest) {
                    return path.endsWith("/2") && path.contains("/contents/") ? Retold.flipped(honest) : honest;
                }
            });
            assertThat(fetches(paris, files.get(0), data.resolve("got"))).isEqualTo("aead-open");
            assertThat(data.resolve("got")).doesNotExist();
            assertThat(hidden(data)).isEmpty();
            liar.tell(Liar.Lie.NONE);
            assertThat(fetches(paris, files.get(0), data.resolve("got"))).isEmpty();
        }
    }

    @Test
    void imagesAndVideosAreRefusedByWhatIsInThem() throws IOException, Ended {
        byte[] jpeg = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 16, 'J', 'F', 'I', 'F'};
        var file = Files.write(data.resolve("minutes.txt"), jpeg);
        assertThat(code(attaches(rio, file))).isEqualTo("imagery-refused");
        byte[] video = {0, 0, 0, 24, 'f', 't', 'y', 'p', 'm', 'p', '4', '2'};
        assertThat(code(attaches(rio, Files.write(data.resolve("list.csv"), video))))
                .isEqualTo("imagery-refused");
        assertThat(rio.book().attached(conversation)).isEmpty();
    }

    @Test
    void aDeviceOfNoDeskOfTheCaseGetsNoChunk() throws Exception {
        attaches(rio, file("answer.bin", 1_000));
        var file = answers().get(0);
        var stranger = world.newcomer("FR", "fr-o-stranger");
        assertThat(stranger.run(new Wish.Connect()).clean()).isTrue();
        assertThat(got(paris, file)).isEmpty();
        assertThat(got(stranger, file)).isEqualTo("messaging.content-unknown");
    }

    /** The code with which the server refuses a chunk; empty where it hands it over. */
    private String got(CaseWorld.Officer officer, CaseFile file) throws Ended {
        var calls = new ServerCalls(HttpHome.at(world.server.origin(), null), world.home.text());
        try {
            calls.call(
                    "GET",
                    "/api/v1/messaging/contents/" + file.id() + "/0",
                    officer.client.engine().token(),
                    null,
                    null);
            return "";
        } catch (Ended refused) {
            return refused.code();
        }
    }

    /** By somebody of his own, who can store nothing more that day. */
    @Test
    void limitsAreToldByTheirCodes() throws Exception {
        var recife = world.officer("BR-officer-2");
        assertThat(recife.run(new Wish.Connect()).clean()).isTrue();
        opens();
        assertThat(reaches(recife, CaseState.SENT)).isTrue();
        var large = data.resolve("larger.bin");
        try (RandomAccessFile sparse = new RandomAccessFile(large.toFile(), "rw")) {
            sparse.setLength(CaseFile.SIZE_MAX + 1);
        }
        assertThat(code(attaches(recife, large))).isEqualTo("file-too-large");
        assertThat(code(attaches(recife, file("empty.bin", 1).resolveSibling("none.bin"))))
                .isEqualTo("file-unreadable");
        var calls = new ServerCalls(HttpHome.at(world.server.origin(), null), world.home.text());
        var members = recife.book().members(conversation);
        assertThat(members).isNotNull();
        for (int i = 0; i < 7; i++) {
            calls.post(
                    "/api/v1/messaging/contents",
                    recife.client.engine().token(),
                    Json.obj()
                            .put("size", CaseFile.SIZE_MAX + 1_024 * 16)
                            .put("chunks", 1_024)
                            .put("group", members.group()));
        }
        assertThat(code(attaches(recife, file("answer.bin", 2_000)))).isEmpty();
        calls.post(
                "/api/v1/messaging/contents",
                recife.client.engine().token(),
                Json.obj()
                        .put("size", CaseFile.SIZE_MAX - (64L << 20))
                        .put("chunks", 960)
                        .put("group", members.group()));
        assertThat(code(attaches(recife, file("more.bin", 70 << 20)))).isEqualTo("messaging.quota");
    }
}
