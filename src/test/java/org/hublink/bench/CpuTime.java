package org.hublink.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Processor time an operation in microseconds: what the step costs one core whatever else runs on the machine. It counts
 * the whole process, so compilation, garbage collection and what is set up before each operation are in it.
 */
public final class CpuTime implements InternalProfiler {
    static final String NAME = "cpu";

    private long before;

    @Override
    public String getDescription() {
        return "processor time an operation";
    }

    @Override
    public void beforeIteration(BenchmarkParams params, IterationParams iteration) {
        before = processNanos();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams params, IterationParams iteration, IterationResult result) {
        double micros = (processNanos() - before) / 1000.0;
        long done = Math.max(1, result.getMetadata().getAllOps());
        return List.of(new ScalarResult(NAME, micros / done, "us/op", AggregationPolicy.AVG));
    }

    /** Seconds that this process has used. */
    static double processSeconds() {
        return processNanos() / 1e9;
    }

    private static long processNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
