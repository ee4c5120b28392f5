package org.hublink.demo;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.hublink.bench.BenchListings;
import org.hublink.bench.BenchProgram;
import org.hublink.bench.Program;
import org.hublink.client.Desk;
import org.hublink.jvm.JvmHome;
import org.hublink.protocol.Listing;

/**
 * {@code ./hub bench page [--listings 10000] [--stay true]}: what the built page weighs, and how fast it starts and answers a key in
 * a directory of that many listings, told by {@code src/test/web/page/measure.mjs}. With {@code --stay} the hub runs until the
 * process is ended, for a person or a script that wants to look at it.
 */
public final class PageBench implements BenchProgram {
    private static final long MEASURED_SECONDS_MAX = 600;

    @Override
    public Map<String, Object> run(String[] args) throws Exception {
        int wanted = Integer.parseInt(Program.option(args, "--listings", "10000"));
        var home = JvmHome.system();
        var all = BenchListings.all(Desk.reference(home), home.clock().now(), new Random(Program.seedOf(args)));
        Path target = Files.createDirectories(Path.of("target"));
        Path folder = Files.createTempDirectory(target.toAbsolutePath(), "page");
        Map<String, Object> figures = new LinkedHashMap<>();
        long began = System.nanoTime();
        try (var world = new CaseWorld(folder.resolve("hub"), atMost(wanted, all))) {
            figures.put("founded-ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
            Path vault = ExampleKeys.file(folder.resolve("hub/vaults"), Demo.OFFICER);
            if (Boolean.parseBoolean(Program.option(args, "--stay", "false"))) {
                System.err.println("--origin=" + world.server.origin() + " --vault=" + vault);
                Thread.currentThread().join();
            }
            figures.putAll(measured(world.server.origin(), vault, folder.resolve("measured.json")));
        }
        return figures;
    }

    /** As many of each state as it takes; the demo's own desks stand first and so are always among them. */
    private static Map<String, List<Listing>> atMost(int wanted, Map<String, List<Listing>> all) {
        Map<String, List<Listing>> some = new LinkedHashMap<>();
        int each = (wanted + all.size() - 1) / all.size();
        all.forEach((country, listings) ->
                some.put(country, new ArrayList<>(listings.subList(0, Math.min(each, listings.size())))));
        return some;
    }

    private static Map<String, Object> measured(String origin, Path vault, Path told)
            throws IOException, InterruptedException {
        Process node = new ProcessBuilder(
                        "node",
                        "src/test/web/page/measure.mjs",
                        "--origin=" + origin,
                        "--vault=" + vault,
                        "--chromium=" + System.getProperty("hub.chromium", "chromium"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(told.toFile())
                .start();
        if (!node.waitFor(MEASURED_SECONDS_MAX, TimeUnit.SECONDS)) {
            for (ProcessHandle child : node.descendants().toList()) child.destroyForcibly();
            node.destroyForcibly().waitFor();
            throw new IOException("measured for longer than " + MEASURED_SECONDS_MAX + " s");
        }
        return new JsonObject(Files.readString(told)).getMap();
    }
}
