package org.hublink.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hublink.bench.Program;
import org.hublink.prove.ProveProgram;

/**
 * {@code ./hub prove hold [--groups 50] [--limit 10000] [--holds 2]}: how long it takes from one operator's hold until the device is out of all
 * open groups with one member connected, for so many devices one after the other, two at most, and what each reads afterwards.
 * Passes if that is nothing and 95 of 100 groups took less than the limit, in milliseconds.
 */
public final class HoldProve implements ProveProgram {
    @Override
    public Map<String, Object> run(String[] args) throws Exception {
        int groups = Integer.parseInt(Program.option(args, "--groups", "50"));
        long limit = Long.parseLong(Program.option(args, "--limit", "10000"));
        int holds = Integer.parseInt(Program.option(args, "--holds", "2"));
        Path target = Files.createDirectories(Path.of("target"));
        Path own = Files.createTempDirectory(target.toAbsolutePath(), "hold");
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("groups", groups);
        List<Long> all = new ArrayList<>();
        int readable = 0;
        Consumer<String> people = System.err::println;
        try (var run = new HoldRun(own.resolve("hub"), groups, people)) {
            for (CaseWorld.Officer held : run.french().subList(0, holds)) {
                var seen = run.holds(held);
                readable += seen.readable();
                all.addAll(seen.removed());
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("acknowledged-ms", seen.acknowledged());
                one.put("known-ms", seen.known());
                one.put("first-ms", seen.percentile(1));
                one.put("p50-ms", seen.percentile(50));
                one.put("p95-ms", seen.percentile(95));
                one.put("last-ms", seen.percentile(100));
                one.put("stopped", seen.stopped());
                one.put("readable", seen.readable());
                figures.put(held.name, one);
                System.err.println(held.name + " " + one);
            }
        }
        long p95 = HoldRun.percentile(all, 95);
        figures.put("p95-ms", p95);
        figures.put("readable", readable);
        figures.put("passed", readable == 0 && p95 < limit);
        return figures;
    }
}
