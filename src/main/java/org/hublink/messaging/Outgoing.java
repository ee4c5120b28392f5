package org.hublink.messaging;

import java.util.ArrayList;
import java.util.List;

/** Lines to which something was written in this turn of the loop: all leave together, answers behind what they answer. */
final class Outgoing {
    private final Loop loop;
    private List<Line> due = new ArrayList<>();

    Outgoing(Loop loop) {
        this.loop = loop;
    }

    void due(Line line) {
        if (due.isEmpty()) {
            loop.later(this::flush);
        }
        due.add(line);
    }

    private void flush() {
        List<Line> written = due;
        due = new ArrayList<>();
        written.forEach(Line::flush);
    }
}
