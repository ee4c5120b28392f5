package org.hublink.demo;

import java.util.ArrayList;
import java.util.List;
import org.hublink.client.Screen;
import org.hublink.primitives.Json;

/** What became of each attack and each honest control. */
final class Outcome {
    private final Screen screen;
    private final List<Seen> seen = new ArrayList<>();

    /**
     * One attack or control.
     *
     * @param expected a reason code, or {@code trusted} for an honest control
     */
    record Seen(String what, String expected, String got) {
        boolean asExpected() {
            return expected.equals(got);
        }
    }

    Outcome(Screen screen) {
        this.screen = screen;
    }

    /** Notes and prints what was seen. */
    void note(String what, String expected, String got, String words) {
        var one = new Seen(what, expected, got);
        seen.add(one);
        var line = what + ": " + screen.bold(got);
        if (one.asExpected()) {
            screen.good(line);
        } else {
            screen.bad(line + ", expected " + expected);
        }
        if (!words.isEmpty()) {
            screen.prose(4, words);
        }
    }

    boolean allAsExpected() {
        return !seen.isEmpty() && seen.stream().allMatch(Seen::asExpected);
    }

    List<Seen> seen() {
        return List.copyOf(seen);
    }

    Json.Builder json() {
        var items = new ArrayList<Json>();
        for (var one : seen) {
            items.add(Json.obj()
                    .put("what", one.what())
                    .put("expected", one.expected())
                    .put("got", one.got())
                    .build());
        }
        return Json.obj().put("ok", allAsExpected()).put("seen", items);
    }
}
