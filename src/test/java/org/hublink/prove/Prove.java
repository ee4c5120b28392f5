package org.hublink.prove;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hublink.bench.Program;
import org.hublink.browser.HomesProve;
import org.hublink.demo.HoldProve;
import org.hublink.demo.HonestProve;

/** {@code ./hub prove NAME}. */
public final class Prove {
    private Prove() {}

    /** By name, in the order to be shown; a new driver is added here. */
    static Map<String, ProveProgram> programs() {
        Map<String, ProveProgram> all = new LinkedHashMap<>();
        all.put("faults", new FaultsProve());
        all.put("interop", new InteropProve());
        all.put("homes", new HomesProve());
        all.put("fuzz", new FuzzProve());
        all.put("mutants", new MutantsProve());
        all.put("honest", new HonestProve());
        all.put("hold", new HoldProve());
        all.put("content", new ContentProve());
        return all;
    }

    public static void main(String[] args) {
        System.exit(Program.run("prove", programs(), args, System.out, System.err));
    }
}
