package org.hublink.mls;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.primitives.Malformed;

/** What refusing each named attack costs a member of a large group, for the bench: time, and memory allocated. */
public final class HostileCosts {
    private static final int RUNS = 21;
    private static final double REFUSED_MILLIS_MAX = 100;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Map<String, Object> table = new LinkedHashMap<>();
    private final Group victim;

    private HostileCosts(Group victim) {
        this.victim = victim;
    }

    /**
     * By attack: the refusal's reason, the first and the median time, and the most KiB that a refusal allocated.
     */
    public static Map<String, Object> table(int members, long seed) throws Malformed {
        Parties parties = new Parties(CipherSuite.xWing(Parties.PRODUCT_SUITE), seed);
        List<Group> groups = parties.groupOf(members);
        Group attacker = groups.get(0);
        Attacks attacks = new Attacks(parties);
        HostileCosts costs = new HostileCosts(groups.get(1));
        costs.measure("foreign credential, own key", attacks.impostorsCommit(attacker), Attacks.CAREFUL);
        costs.measure("external commit removes a member", attacks.externalCommit(attacker, "stranger", 1));
        costs.measure("commit without path", attacks.commitOf(attacker, 0));
        for (long leaf : new long[] {1L << 31, (1L << 32) - 1}) {
            costs.measure("removes leaf " + leaf, attacks.commitOf(attacker, 0, new Proposal.Remove(leaf)));
            costs.measure("sender leaf " + leaf, attacks.commitOf(attacker, leaf));
            costs.measure("sealed by leaf " + leaf, attacks.sealedFrom(attacker, leaf, 0));
        }
        for (long generation : new long[] {1001, (1L << 31) - 1, (1L << 32) - 1}) {
            costs.measure("generation " + generation, attacks.sealedFrom(attacker, 0, generation));
        }
        costs.measure("generation 1000, forged", attacks.sealedFrom(attacker, 0, 1000));
        costs.measure("signature of another", attacks.commitOf(attacker, 2));
        costs.measure("message of 8 MiB", new byte[MlsMessage.BYTES_MAX]);
        return costs.table;
    }

    private void measure(String name, byte[] attack) {
        measure(name, attack, Parties.TERMS);
    }

    private void measure(String name, byte[] attack, Terms terms) {
        double[] millis = new double[RUNS];
        long most = 0;
        String reason = "";
        for (int i = 0; i < RUNS; i++) {
            long allocated = THREADS.getCurrentThreadAllocatedBytes();
            long began = System.nanoTime();
            Received received = victim.receive(attack, terms);
            millis[i] = (System.nanoTime() - began) / 1e6;
            most = Math.max(most, THREADS.getCurrentThreadAllocatedBytes() - allocated);
            if (!(received instanceof Received.Refused refused)) {
                throw new IllegalStateException(name + " was taken");
            }
            reason = refused.reason();
        }
        double first = millis[0];
        Arrays.sort(millis);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("reason", reason);
        row.put("first-ms", round(first));
        row.put("ms", round(millis[RUNS / 2]));
        row.put("kib", most / 1024);
        row.put("passed", millis[RUNS / 2] < REFUSED_MILLIS_MAX && first < REFUSED_MILLIS_MAX);
        table.put(name, row);
    }

    private static double round(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
