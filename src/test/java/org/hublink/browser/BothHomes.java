package org.hublink.browser;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.hublink.engine.EngineSpecimens;
import org.hublink.jvm.JvmHome;
import org.hublink.mls.MlsSpecimens;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Home;
import org.hublink.primitives.P256;
import org.hublink.primitives.Specimens;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.ProtocolSpecimens;

/** Runs trials on this JVM and in Chromium at the same time, and tells where the two differ. */
public final class BothHomes implements AutoCloseable {
    private static final int ORDER_CASES_MAX = 20 * Mutants.BLOCK;
    private static final int SHOWN_MAX = 5;

    private final Home home = JvmHome.system();
    private final Trials trials = new Trials();
    private final CorePage page;
    private final Chromium chromium;

    public BothHomes() throws IOException {
        page = new CorePage();
        chromium = new Chromium(page.url());
    }

    /** The two answers to one trial. */
    record Answers(byte[] jvm, byte[] browser) {}

    Answers run(String trial, byte[] in) throws InterruptedException {
        CompletableFuture<byte[]> jvm = CompletableFuture.supplyAsync(() -> trials.run(trial, in, home));
        byte[] browser = page.run(trial, in);
        return new Answers(jvm.join(), browser);
    }

    /** As {@link #run}, but neither takes time from the other. */
    Answers oneAfterTheOther(String trial, byte[] in) throws InterruptedException {
        byte[] jvm = trials.run(trial, in, home);
        return new Answers(jvm, page.run(trial, in));
    }

    /** What the browser alone says to a trial. */
    byte[] inBrowser(String trial, byte[] in) throws InterruptedException {
        return page.run(trial, in);
    }

    /** What becomes of an {@link EngineRecord} in the two homes: this JVM's lines, then the browser's. */
    public List<List<String>> replay(byte[] record) throws InterruptedException {
        Answers answers = run("replay", record);
        return List.of(
                text(answers.jvm()).lines().toList(),
                text(answers.browser()).lines().toList());
    }

    /** What becomes of it here alone. */
    public static List<String> replayHere(byte[] record) {
        return text(new Trials().run("replay", record, JvmHome.system()))
                .lines()
                .toList();
    }

    /** The lines of a vector file that the two homes answer differently, or that both answer wrongly. */
    public List<String> vectors(String name, Path file) throws Exception {
        Answers answers = run("vectors " + name, Files.readAllBytes(file));
        List<String> wrong = new ArrayList<>();
        for (String line : text(answers.jvm()).split("\n", -1)) {
            if (line.startsWith("WRONG")) wrong.add(name + ": " + line);
        }
        wrong.addAll(differences(name, text(answers.jvm()), text(answers.browser())));
        System.err.println(name + " in both homes: " + counted(text(answers.jvm())));
        return wrong;
    }

    /** How many were answered, and how many left out. */
    static String counted(String answers) {
        long leftOut =
                answers.lines().filter(line -> line.startsWith("left out ")).count();
        return answers.lines().count() - leftOut + " cases, " + leftOut + " left out";
    }

    /** Every decoder of the core with what it is tried on. */
    public static Map<String, Specimens> specimens() throws Exception {
        Map<String, Specimens> all = new LinkedHashMap<>();
        byte[] json = Utf8.encode("{\"a\":[1,-2,true,null,\"\\u00e9é漢\"],\"b\":{\"c\":9007199254740991}}");
        byte[] utf8 = Utf8.encode("é ß 漢字 \ud83d\ude00 e\u0301 ﷺ ñ");
        all.put("json", Specimens.of(json, Utf8.encode("[]"), Utf8.encode("\"\\ud83d\\ude00\"")));
        all.put("utf8", Specimens.of(utf8));
        all.put("base64", Specimens.of(Utf8.encode("AAECAwQF+/8="), Utf8.encode("QQ=="), Utf8.encode("QUJD")));
        all.put("base64-url", Specimens.of(Utf8.encode("AAECAwQF-_8"), Utf8.encode("QQ")));
        all.put("hex", Specimens.of(Utf8.encode("00ff10abcdef")));
        all.put("vectors", Specimens.of(new byte[] {2, 7, 8, 0, 0x40, 0x41, 1}));
        byte[] point = P256.publicKey(Digest.of(utf8).bytes());
        all.put("p256-key", Specimens.of(point));
        all.putAll(ProtocolSpecimens.all());
        all.putAll(MlsSpecimens.all());
        all.putAll(EngineSpecimens.all());
        return all;
    }

    /** Tries a decoder on {@code count} altered inputs in both homes and names the first that differ. */
    public List<String> mutants(String decoder, Specimens specimens, long seed, int count) throws InterruptedException {
        return mutants(decoder, specimens, seed, 0, count);
    }

    /** The same for the cases from one index up to another. */
    List<String> mutants(String decoder, Specimens specimens, long seed, int from, int to) throws InterruptedException {
        for (int first = from; first < to; first += ORDER_CASES_MAX) {
            int cases = Math.min(ORDER_CASES_MAX, to - first);
            Answers hashes = run(Mutants.HASHES + decoder, order(specimens, seed, first, cases));
            for (int block = 0; block * Digest.LENGTH < hashes.jvm().length; block++) {
                if (same(hashes, block)) continue;
                int at = first + block * Mutants.BLOCK;
                Answers lines = run(Mutants.CASES + decoder, order(specimens, seed, at, Mutants.BLOCK));
                return differences(decoder + " seed " + seed + " from " + at, text(lines.jvm()), text(lines.browser()));
            }
        }
        return List.of();
    }

    private static boolean same(Answers hashes, int block) {
        int from = block * Digest.LENGTH;
        int to = from + Digest.LENGTH;
        return hashes.browser().length >= to && Arrays.equals(hashes.jvm(), from, to, hashes.browser(), from, to);
    }

    private static byte[] order(Specimens specimens, long seed, int first, int count) {
        return new Mutants.Order(seed, first, count, specimens.context(), specimens.corpus()).bytes();
    }

    private static List<String> differences(String what, String jvm, String browser) {
        List<String> differences = new ArrayList<>();
        String[] ours = jvm.split("\n", -1);
        String[] theirs = browser.split("\n", -1);
        for (int i = 0; i < Math.max(ours.length, theirs.length) && differences.size() < SHOWN_MAX; i++) {
            String one = i < ours.length ? ours[i] : "nothing";
            String other = i < theirs.length ? theirs[i] : "nothing";
            if (!one.equals(other)) differences.add(what + ", line " + i + ": JVM " + one + ", browser " + other);
        }
        return differences;
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        chromium.close();
        page.close();
    }
}
