package org.hublink.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * One attachment from one country to another through links that break, with the server and both clients as processes of their
 * own whose memory is watched.
 */
public final class ContentRound {
    static final long SERVER_GROWTH_BYTES_MAX = 64L << 20;
    static final long CLIENT_GROWTH_BYTES_MAX = 128L << 20;

    /** Heaps as operations.md says for machines that move large files. */
    private static final List<String> SERVER = List.of("-Xmx256m", "-XX:+UseSerialGC");

    private static final List<String> CLIENT = List.of("-Xmx128m", "-XX:+UseSerialGC");
    private static final long MIB = 1L << 20;

    private final Path folder;
    private final long seed;
    private final long bytes;
    private final int cuts;

    /**
     * A round.
     *
     * @param folder empty, for everything that it makes
     * @param seed of the file's bytes
     * @param mib size of the attachment
     * @param cuts how often the link breaks on the way up, and again on the way down
     */
    public ContentRound(Path folder, long seed, int mib, int cuts) {
        this.folder = folder;
        this.seed = seed;
        this.bytes = mib * MIB;
        this.cuts = cuts;
    }

    /** Figures; {@code passed} says whether all that is promised held. */
    public Map<String, Object> run() throws IOException {
        Map<String, Object> out = new LinkedHashMap<>();
        Path data = folder.resolve("hub");
        Path log = folder.resolve("log");
        Path source = folder.resolve("evidence.bin");
        Path sink = folder.resolve("arrived.bin");
        String sent = write(source);
        try (Resident server = Resident.start(ContentServer.class, SERVER, log, data.toString())) {
            int port = URI.create(server.line()).getPort();
            try (BrokenLink up = new BrokenLink(port, bytes / (cuts + 1), cuts);
                    BrokenLink down = new BrokenLink(port, bytes / (cuts + 1), cuts);
                    Resident rio = client(data, "BR-officer-1", up, log);
                    Resident paris = client(data, "FR-officer-1", down, log)) {
                must(rio.tell("connect"), "BR connects");
                must(paris.tell("connect"), "FR connects");
                must(paris.tell("ask"), "FR asks");
                must(rio.tell("accept"), "BR accepts");
                long serverBefore = watched(server);
                long rioBefore = watched(rio);
                long began = System.nanoTime();
                must(rio.tell("attach " + source), "BR attaches");
                out.put("up-seconds", seconds(began));
                must(rio.tell("answer"), "BR answers");
                long parisBefore = watched(paris);
                began = System.nanoTime();
                must(paris.tell("fetch " + sink), "FR fetches");
                out.put("down-seconds", seconds(began));
                String arrived = digest(sink);
                out.put("mib", bytes / MIB);
                out.put("sha256", sent);
                out.put("identical", sent.equals(arrived));
                out.put("cuts-up", up.cuts());
                out.put("cuts-down", down.cuts());
                long served = growth(out, "server", server, serverBefore);
                long clients =
                        Math.max(growth(out, "sender", rio, rioBefore), growth(out, "reader", paris, parisBefore));
                boolean small = served <= SERVER_GROWTH_BYTES_MAX && clients <= CLIENT_GROWTH_BYTES_MAX;
                out.put("passed", sent.equals(arrived) && up.cuts() == cuts && down.cuts() == cuts && small);
            }
        }
        return out;
    }

    private Resident client(Path data, String officer, BrokenLink link, Path log) throws IOException {
        return Resident.start(
                ContentClient.class,
                CLIENT,
                log,
                data.toString(),
                officer,
                link.origin(),
                folder.resolve(officer).toString());
    }

    private static long watched(Resident one) throws IOException {
        one.forget();
        return one.now();
    }

    private static long growth(Map<String, Object> out, String who, Resident one, long before) {
        long grown = Math.max(0, one.most() - before);
        out.put(who + "-before-mib", before / MIB);
        out.put(who + "-most-mib", one.most() / MIB);
        out.put(who + "-growth-mib", grown / MIB);
        return grown;
    }

    private static void must(String answer, String what) {
        if (!answer.equals("ok")) {
            throw new IllegalStateException(what + ": " + answer);
        }
    }

    private static double seconds(long began) {
        return Math.round((System.nanoTime() - began) / 1e8) / 10.0;
    }

    /** Bytes that no compression makes smaller; returns their SHA-256. */
    private String write(Path file) throws IOException {
        var random = new Random(seed);
        var digest = sha256();
        try (OutputStream to = new DigestOutputStream(Files.newOutputStream(file), digest)) {
            byte[] part = new byte[(int) MIB];
            for (long left = bytes; left > 0; left -= part.length) {
                random.nextBytes(part);
                part[0] = 'x';
                to.write(part);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String digest(Path file) throws IOException {
        var digest = sha256();
        try (var in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
