package org.hublink.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hublink.engine.View;

/** What clients said and what they were promised by it, in a file too; and every fault seen. Several threads. */
final class FaultsSaid {
    private static final int FAULTS_MAX = 50;

    private final Path file;
    private final Map<String, Promise> said = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();
    private final Map<String, Integer> refused = new TreeMap<>();

    /** For whom something was said. */
    enum Promise {
        /** For all four. */
        ALL,
        /** For those who stayed: the one who left is not in the epoch. */
        STAYING,
        /** For those who stayed; the one who leaves or comes back may have been in the epoch. */
        EITHER,
        /** It was refused, or is not known: it comes once at most, and to all who stayed if to one of them. */
        NONE
    }

    FaultsSaid(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                String[] words = line.split("\t", -1);
                if (words.length == 2) {
                    said.put(words[1], Promise.valueOf(words[0]));
                }
            }
        }
    }

    synchronized void said(String text, Promise promise) throws IOException {
        said.put(text, promise);
        Files.writeString(file, promise + "\t" + text + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Counts why something was not taken at once. */
    synchronized void notPromised(View.Finished finished) {
        View.Failed failed = finished.failed();
        String why = failed != null
                ? failed.code()
                : finished.refusals().isEmpty()
                        ? "nothing"
                        : finished.refusals().get(0).reason().code();
        refused.merge(why, 1, Integer::sum);
    }

    /** By code. */
    synchronized Map<String, Object> refused() {
        return new TreeMap<>(refused);
    }

    synchronized Map<String, Promise> all() {
        return new LinkedHashMap<>(said);
    }

    synchronized void fault(String words) {
        if (faults.size() < FAULTS_MAX && !faults.contains(words)) {
            faults.add(words);
        }
    }

    synchronized List<String> faults() {
        return List.copyOf(faults);
    }
}
