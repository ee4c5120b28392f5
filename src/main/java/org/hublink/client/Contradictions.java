package org.hublink.client;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
            for (var note : List.of(one.one(), one.other())) {
                text(note).lines().forEach(line -> screen.line("  " + line));
                screen.line();
            }
        }
    }

    static List<Json> json(List<LogEvidence> kept) {
        List<Json> out = new ArrayList<>();
        for (var one : kept) {
            out.add(Json.obj()
                    .put("reason", one.reason().code())
                    .put("one", text(one.one()))
                    .put("other", text(one.other()))
                    .build());
        }
        return out;
    }

    private static String text(byte[] note) {
        return new String(note, StandardCharsets.UTF_8);
    }
}
