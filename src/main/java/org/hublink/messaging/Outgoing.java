package org.hublink.messaging;

import java.util.ArrayList;
import java.util.List;

/**
 * Lines to which something was written in this turn of the loop: all leave together, answers behind what they answer. A line
 * that was just served with entries rests for a moment; what comes meanwhile leaves with its next answer, or together at the
 * end: under load each message by itself would cost its own seal and its own call to the system.
 */
final class Outgoing {
    static final long REST_MILLIS = 20;

    private final Loop loop;
    private List<Line> due = new ArrayList<>();
    private List<Line> resting = new ArrayList<>();

    Outgoing(Loop loop) {
        this.loop = loop;
    }

    void due(Line line) {
        if (due.isEmpty()) {
            loop.later(this::flush);
        }
        due.add(line);
    }

    void rests(Line line) {
        if (resting.isEmpty()) {
            loop.in(REST_MILLIS, this::wake);
        }
        resting.add(line);
    }

    private void flush() {
        List<Line> written = due;
        due = new ArrayList<>();
        written.forEach(Line::flush);
    }

    private void wake() {
        List<Line> rested = resting;
        resting = new ArrayList<>();
        rested.forEach(Line::wake);
    }
}
