package org.hublink.browser;

import org.hublink.primitives.Home;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;

/** What both homes are asked to do, by name: bytes in, bytes out. One object a home; some trials keep state in it. */
public final class Trials {
    private static final String VECTORS = "vectors ";
    private static final String MEMBERS = "member ";
    private static final String SPEED = "speed ";
    private static final String REPLAY = "replay";

    private final Members members = new Members();

    /** Runs a trial by its name. A refusal of what was asked is a bug of the test. */
    public byte[] run(String trial, byte[] in, Home home) {
        try {
            if (trial.startsWith(VECTORS)) {
                return Utf8.encode(VectorFile.run(trial.substring(VECTORS.length()), in, home));
            }
            if (trial.startsWith(MEMBERS)) return members.run(trial.substring(MEMBERS.length()), in, home);
            if (trial.startsWith(SPEED)) return Speeds.run(trial.substring(SPEED.length()), in, home);
            if (trial.equals(REPLAY)) return Utf8.encode(EngineReplay.run(in, home));
            return Mutants.run(trial, in, home);
        } catch (Malformed e) {
            throw new IllegalStateException(trial + ": " + e.getMessage(), e);
        }
    }
}
