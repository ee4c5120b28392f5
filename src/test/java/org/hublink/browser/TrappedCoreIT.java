package org.hublink.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Home;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** After a trap the Worker comes back from what was stored, with the product's pump and store: nothing lost, nothing twice. */
@Tag("browser")
class TrappedCoreIT {
    private static final int MESSAGES = Integer.getInteger("homes.traps", 60);
    private static final int TRAPS_A_MESSAGE_MAX = 5;
    private static final List<String> PLACES = List.of("", "after-turn", "after-write", "after-send", "after-reply");

    private final Home home = JvmHome.system();
    private final Trials jvm = new Trials();

    @Test
    void nothingIsLostOrSentTwice() throws Exception {
        long seed = Long.getLong("homes.seed", 20_261_122L);
        Random random = new Random(seed);
        Map<Long, List<byte[]>> delivered = new ConcurrentSkipListMap<>();
        Map<Long, byte[]> wanted = new TreeMap<>();
        int trapped = 0;
        try (CorePage page = new CorePage(path -> taker(path, delivered));
                Chromium chromium = new Chromium(page.url() + "trap.html")) {
            page.run("command 0", group());
            for (long id = 1; id <= MESSAGES; id++) {
                byte[] text = new byte[1 + random.nextInt(100)];
                random.nextBytes(text);
                wanted.put(id, text);
                String place = PLACES.get(random.nextInt(PLACES.size()));
                // Whoever got no answer asks again under the same id.
                String said = said(page.run("command " + id + " " + place, text));
                for (; !said.startsWith("done"); said = said(page.run("command " + id + " " + place, text))) {
                    assertThat(++trapped).as(said).isLessThan(TRAPS_A_MESSAGE_MAX * MESSAGES);
                    place = random.nextInt(3) == 0 ? "after-write" : "";
                }
            }
            while (!said(page.run("quiet 0", new byte[0])).startsWith("done")) trapped++;
            assertThat(chromium.runs()).isTrue();
        }
        assertThat(trapped).as("commands that a trap left without an answer").isPositive();
        assertThat(delivered.keySet()).as("nothing lost").isEqualTo(wanted.keySet());
        int again = 0;
        for (Map.Entry<Long, List<byte[]>> one : delivered.entrySet()) {
            List<byte[]> copies = one.getValue();
            assertThat(copies)
                    .as("sent again means the same bytes")
                    .allSatisfy(copy -> assertThat(copy).isEqualTo(copies.get(0)));
            again += copies.size() - 1;
            assertThat(jvm.run("member receive 0", copies.get(0), home)).isEqualTo(wanted.get(one.getKey()));
        }
        System.out.println("seed " + seed + ": " + MESSAGES + " messages, " + trapped + " commands trapped, " + again
                + " copies of what was delivered already, each with the bytes of the first");
    }

    /** The server: takes what is delivered, by its id. */
    private static CorePage.@Nullable Taker taker(String path, Map<Long, List<byte[]>> delivered) {
        if (!path.startsWith("/deliver/")) return null;
        long id = Long.parseLong(path.substring("/deliver/".length()));
        return body ->
                delivered.computeIfAbsent(id, i -> new CopyOnWriteArrayList<>()).add(body.clone());
    }

    /** Member 0 stays here; what member 1 knows of their group moves into the browser. */
    private byte[] group() {
        byte[] none = {};
        jvm.run("member keys 0", none, home);
        jvm.run("member create 0", new byte[] {7}, home);
        byte[] keyPackage = jvm.run("member keys 1", none, home);
        byte[] order = new ByteWriter().varint(0).vector(keyPackage).toBytes();
        byte[] made = jvm.run("member commit 0", order, home);
        jvm.run("member accept 0", none, home);
        try {
            ByteReader in = new ByteReader(made);
            in.vector();
            jvm.run("member join 1", in.vector(), home);
        } catch (Malformed bug) {
            throw new IllegalStateException(bug);
        }
        return jvm.run("member parts 1", none, home);
    }

    private static String said(byte[] answer) {
        return new String(Arrays.copyOf(answer, answer.length), StandardCharsets.UTF_8);
    }
}
