package org.hublink.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hublink.browser.CoreBench;
import org.hublink.demo.PageBench;

/** {@code ./hub bench NAME}. */
public final class Bench {
    private Bench() {}

    /** By name, in the order to be shown; a new benchmark is added here. */
    static Map<String, BenchProgram> programs() {
        Map<String, BenchProgram> programs = new LinkedHashMap<>();
        programs.put("primitives", new PrimitivesBench());
        programs.put("directory", new DirectoryBench());
        programs.put("log", new LogBench());
        programs.put("messages", new MessagesBench());
        programs.put("idle", new IdleBench());
        programs.put("start", new StartBench());
        programs.put("mls", new MlsBench());
        programs.put("core", new CoreBench());
        programs.put("page", new PageBench());
        programs.put("forum", new ForumBench());
        return programs;
    }

    public static void main(String[] args) {
        System.exit(Program.run("bench", programs(), args, System.out, System.err));
    }
}
