package org.hublink.engine;

import java.util.ArrayList;
import java.util.List;
import org.hublink.protocol.Reason;
import org.hublink.protocol.Verdict;
import org.jspecify.annotations.Nullable;

/** What was refused while one command ran. */
final class Refusals {
    private final List<View.Refused> refused = new ArrayList<>();
    private View.@Nullable Failed failed;

    void add(Draft draft, String place, Reason reason, String detail) {
        var view = new View.Refused(place, reason, detail);
        if (!refused.contains(view)) {
            refused.add(view);
            draft.show(view);
        }
    }

    void add(Draft draft, String place, Verdict.Refused<?> verdict) {
        add(draft, place, verdict.reason(), verdict.detail());
    }

    void fail(Draft draft, View.Failed view) {
        if (failed == null) {
            failed = view;
            draft.show(view);
        }
    }

    boolean none() {
        return refused.isEmpty() && failed == null;
    }

    int count() {
        return refused.size();
    }

    View.Finished finished(long commandId) {
        return new View.Finished(commandId, refused, failed);
    }
}
