package org.hublink.client;

import java.util.List;
import org.hublink.engine.LogEvidence;
import org.hublink.primitives.Json;

/** What a server has signed and contradicted, for whoever is to be told of it: the notes as they were signed. */
final class Contradictions {
    private Contradictions() {}

    /** Whoever knows the log's keys can check them by himself, so they are shown whole. */
    static void show(Screen screen, List<LogEvidence> kept) {
        for (var one : kept) {
            screen.line();
            screen.bad("The server has contradicted itself: " + one.reason().code()
                    + ". These two checkpoints, under its own signatures, cannot both be true:");
            for (var note : one.texts()) {
                note.lines().forEach(line -> screen.line("  " + line));
                screen.line();
            }
        }
    }

    static List<Json> json(List<LogEvidence> kept) {
        return kept.stream().map(LogEvidence::json).toList();
    }
}
