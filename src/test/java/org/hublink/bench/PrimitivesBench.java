package org.hublink.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.hublink.primitives.Ed25519;
import org.hublink.primitives.Hash;

/** What a signature check and a hash cost here: the unit in which a first follow of the log is paid. */
final class PrimitivesBench implements BenchProgram {
    private static final long WARM_UP_NANOS = 500_000_000;
    private static final long MEASURE_NANOS = 1_000_000_000;

    @Override
    public Map<String, Object> run(String[] args) {
        byte[] seed = new byte[32];
        byte[] message = new byte[1024];
        Random random = new Random(Program.seedOf(args));
        random.nextBytes(seed);
        random.nextBytes(message);
        byte[] key = Ed25519.publicKey(seed);
        byte[] signature = Ed25519.sign(seed, message);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("ed25519-verify-per-s", perSecond(() -> Ed25519.verify(key, message, signature)));
        figures.put("ed25519-sign-per-s", perSecond(() -> Ed25519.sign(seed, message).length == 64));
        figures.put("sha256-1-kib-per-s", perSecond(() -> Hash.SHA256.of(message).length == 32));
        return figures;
    }

    private interface Step {
        boolean done();
    }

    private static long perSecond(Step step) {
        repeat(step, WARM_UP_NANOS);
        return repeat(step, MEASURE_NANOS) * 1_000_000_000 / MEASURE_NANOS;
    }

    private static long repeat(Step step, long nanos) {
        long count = 0;
        for (long end = System.nanoTime() + nanos; System.nanoTime() < end; count++) {
            if (!step.done()) throw new IllegalStateException("a wrong answer");
        }
        return count;
    }
}
