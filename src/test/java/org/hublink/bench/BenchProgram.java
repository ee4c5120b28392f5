package org.hublink.bench;

/** One benchmark: its figures, and {@code "passed", false} when a floor that we promise was missed. */
public interface BenchProgram extends Program.Body {}
