package org.hublink.browser;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Hex;
import org.hublink.primitives.Home;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;

/** Makes {@code doors.json} and {@code zones.json}: what a home's doors answer, as the JVM's do. */
final class DoorVectors {
    /** Where pieces of 65,536 begin and end, and some of them in a row. */
    private static final List<Integer> RANDOM = List.of(0, 1, 32, 65_535, 65_536, 65_537, 131_072, 1_000_000);

    /** Around the blocks of the cipher, and chunks of a file: 1 MiB and what the last one may be. */
    private static final List<Integer> BULK = List.of(0, 1, 15, 16, 17, 65_536, 1_048_575, 1_048_576);

    /**
     * Zones whose clocks were put under another law in 2026, or of which the tables of 2026 know better (Chisinau changes
     * with the European Union since 2022), and a time before that: a table of 2025 cannot agree with a later one.
     */
    private static final Map<String, Long> UNTIL = Map.of(
            "Africa/Casablanca", 1_788_000_000L,
            "America/Edmonton", 1_793_000_000L,
            "America/Inuvik", 1_793_000_000L,
            "America/Vancouver", 1_793_000_000L,
            "America/Winnipeg", 1_793_000_000L,
            "Europe/Chisinau", 1_648_000_000L);

    /** Each a text whose forms differ where homes may: composed and not, in order and not, folded and not. */
    private static final List<String> TEXTS = List.of(
            "e\u0301 \u00e9 E\u0301",
            "a\u0327\u0301 a\u0301\u0327 q\u0323\u0307 q\u0307\u0323",
            "\u1112\u1161\u11ab \ud55c \u1100\u1161",
            "\ufb01 \ufb03 \u2460 \u00bd \u33a5 \u2167 \u00b5 \u017f",
            "\u0130 I i \u0131 \u1e9e \u00df \u01c5 \u01c4",
            "\u039f\u0394\u039f\u03a3 \u03a3 \u1f88 \u1fbc \u03d0",
            "\u0622 \u0627\u0653 \ufdfa \ufefb \u0649\u0654 \u06c1\u0654",
            "\u0929 \u0928\u093c \u0958 \u09dc \u0cca",
            "\u304c \u304b\u3099 \uff76\uff9e \u30ac \u3300 \uff21",
            "\u0e33 \u0eb3 \u0f43 \u0f73 \u17c4",
            "\u212b \u2126 \u212a \u00c5 A\u030a",
            "\ufa0e \ufa10 \uf900 \u8c48 \ud87e\udc00",
            "\ud834\udd5e \ud834\udd57\ud834\udd65 \ud804\udc9a \ud835\udd04",
            "\u0419 \u0418\u0306 \u0407 \u0406\u0308 \u04d0 \u0490",
            "\u1e69 s\u0323\u0307 s\u0307\u0323 \u1e0b\u0323 \u1eb7",
            "\u0340 \u0341 \u0344 \u0374 \u037e \u0387 \u2000 \u2001",
            "\ua64a \u10a0 \u1c90 \u13a0 \u2c00 \ud801\udc00 \ud83a\udd00");

    private final Home home = JvmHome.system();
    private final JsonArray cases = new JsonArray();

    private DoorVectors() {}

    static String doors() throws Malformed {
        return new DoorVectors().allDoors();
    }

    private String allDoors() throws Malformed {
        for (int n : RANDOM) one("random bytes: " + n, "random", String.valueOf(n));
        one("clock", "clock");
        for (String text : TEXTS) {
            for (String form : List.of("nfc", "nfkd", "lower")) {
                one(form + " of " + Hex.encode(Utf8.encode(text)), form, "hex:" + Hex.encode(Utf8.encode(text)));
            }
        }
        for (int from = 0; from < 0x10000; from += 0x1000) signed(from, from + 0xfff);
        for (int plane = 1; plane <= 16; plane++) signed(plane << 16, (plane << 16) + 0xffff);
        for (int n : BULK) one("AES-256-GCM over " + n + " bytes", "aes256gcm-bulk", String.valueOf(n));
        return text(new JsonObject().put("cases", cases));
    }

    /** One text of each code point: taken, or refused for which reason. */
    private void signed(int from, int to) throws Malformed {
        String range = Integer.toHexString(from) + " to " + Integer.toHexString(to);
        one("signed text, code points " + range, "signed-text", String.valueOf(from), String.valueOf(to));
    }

    private void one(String name, String op, String... in) throws Malformed {
        cases.add(new JsonObject()
                .put("name", name)
                .put("op", op)
                .put("in", new JsonArray(List.of(in)))
                .put("out", PrimitiveOperations.run(op, PrimitiveCases.bytes(List.of(in)), home)));
    }

    static String zones() throws IOException {
        JsonArray zones = new JsonArray();
        for (String zone : zonesOfTheProduct()) {
            long until = UNTIL.getOrDefault(zone, ZoneCases.TO);
            zones.add(new JsonObject().put("zone", zone).put("until", until).put("offsets", offsets(zone, until)));
        }
        return text(new JsonObject().put("kind", "zones").put("cases", zones));
    }

    /** Those of all states in the reference tables, and that of clocks. */
    static Set<String> zonesOfTheProduct() throws IOException {
        Set<String> zones = new TreeSet<>(Set.of("UTC"));
        JsonObject reference = new JsonObject(Files.readString(Path.of("src/main/resources/reference/countries.json")));
        for (Object country : reference.getJsonArray("countries")) {
            for (Object zone : ((JsonObject) country).getJsonArray("zones")) zones.add((String) zone);
        }
        return zones;
    }

    private static String offsets(String zone, long until) {
        ZoneRules rules = ZoneId.of(zone).getRules();
        Instant at = Instant.ofEpochSecond(ZoneCases.FROM);
        StringBuilder out = new StringBuilder();
        out.append(rules.getOffset(at).getTotalSeconds());
        for (ZoneOffsetTransition change = rules.nextTransition(at);
                change != null && change.toEpochSecond() < until;
                change = rules.nextTransition(change.getInstant())) {
            out.append(' ').append(change.toEpochSecond());
            out.append(' ').append(change.getOffsetAfter().getTotalSeconds());
        }
        return out.toString();
    }

    /** One case a line. */
    private static String text(JsonObject file) {
        return file.encode().replace("[{", "[\n{").replace("},{", "},\n{").replace("}]}", "}\n]}\n");
    }
}
