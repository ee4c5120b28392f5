package org.hublink.prove;

import org.hublink.bench.Program;

/** One fault driver: what it did and saw, and in {@code "passed"} whether every promise held. */
public interface ProveProgram extends Program.Body {}
