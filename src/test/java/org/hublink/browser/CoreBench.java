package org.hublink.browser;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hublink.bench.BenchProgram;
import org.hublink.bench.Program;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;

/**
 * {@code ./hub bench core [--millis 1000]}: operations a second on the JVM and in Chromium's Worker, and how long the page's own core takes to start and to open a vault; needs both cores that the build makes.
 */
public final class CoreBench implements BenchProgram {
    private static final String MILLIS = "1000";
    private static final double MICROS_A_SECOND = 1e6;

    @Override
    public Map<String, Object> run(String[] args) throws Exception {
        int millis = Integer.parseInt(Program.option(args, "--millis", MILLIS));
        byte[] in = new ByteWriter().u32(millis).toBytes();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("product", ProductTimes.measure());
        try (BothHomes homes = new BothHomes()) {
            for (String operation : Speeds.OPERATIONS) {
                BothHomes.Answers answers = homes.oneAfterTheOther("speed " + operation, in);
                double jvm = perSecond(answers.jvm());
                double browser = perSecond(answers.browser());
                Map<String, Object> figure = new LinkedHashMap<>();
                figure.put("jvm-per-s", Math.round(jvm * 10) / 10.0);
                figure.put("chromium-per-s", Math.round(browser * 10) / 10.0);
                figure.put("chromium-to-jvm", Math.round(browser / jvm * 100) / 100.0);
                figures.put(operation, figure);
            }
        }
        return figures;
    }

    private static double perSecond(byte[] answer) throws Exception {
        ByteReader in = new ByteReader(answer);
        long count = in.u64();
        return count * MICROS_A_SECOND / in.u64();
    }
}
