package org.hublink.protocol;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * What a client tells the server of a case so that it can remind and wake people (C1). Nobody believes it: clocks in clients
 * run from signed acts.
 *
 * @param due at most one time a kind
 */
public record CaseHint(Urgency urgency, CaseState state, List<Due> due) {
    public static final int DUE_MAX = CaseClocks.Kind.values().length;

    private static final int CODE_BYTES_MAX = 40;

    /**
     * A clock that runs.
     *
     * @param at epoch seconds
     */
    public record Due(CaseClocks.Kind kind, long at) {
        public Due {
            if (at < 0 || at > ListingLimits.TIME_MAX) {
                throw new IllegalArgumentException("time");
            }
        }
    }

    public CaseHint {
        due = List.copyOf(due);
        if (!distinct(due)) {
            throw new IllegalArgumentException("two times of one kind");
        }
    }

    /**
     * What a case's own story tells: its urgency, its state, and of each kind the clock that is due first. Null for a case that
     * was never sent.
     */
    public static @Nullable CaseHint of(CaseStory story, CaseClocks clocks) {
        CaseRequest request = story.position().request();
        if (request == null) {
            return null;
        }
        List<Due> due = new ArrayList<>();
        Set<CaseClocks.Kind> kinds = new LinkedHashSet<>();
        for (CaseClocks.Due one : clocks.due(story)) {
            if (kinds.add(one.kind())) {
                due.add(new Due(one.kind(), Math.max(0, one.at())));
            }
        }
        return new CaseHint(request.urgency().level(), story.position().state(), due);
    }

    void write(ByteWriter out) {
        code(out, urgency);
        code(out, state);
        out.u8(due.size());
        for (Due one : due) {
            code(out, one.kind());
            out.u64(one.at());
        }
    }

    /** {@code hint-code}, {@code hint-due}, or the reasons of the byte reader. */
    static CaseHint read(ByteReader in) throws Malformed {
        Urgency urgency = coded(in, Urgency.values(), "hint-code");
        CaseState state = coded(in, CaseState.values(), "hint-code");
        int count = in.u8();
        if (count > DUE_MAX) {
            throw new Malformed("hint-due");
        }
        List<Due> due = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            CaseClocks.Kind kind = coded(in, CaseClocks.Kind.values(), "hint-code");
            long at = in.u64();
            if (at > ListingLimits.TIME_MAX) {
                throw new Malformed("hint-due");
            }
            due.add(new Due(kind, at));
        }
        if (!distinct(due)) {
            throw new Malformed("hint-due");
        }
        return new CaseHint(urgency, state, due);
    }

    static void code(ByteWriter out, Coded value) {
        out.vector(Utf8.encode(value.code()));
    }

    static <E extends Coded> E coded(ByteReader in, E[] all, String reason) throws Malformed {
        E value = Coded.find(all, Utf8.decode(in.vector(CODE_BYTES_MAX)));
        if (value == null) {
            throw new Malformed(reason);
        }
        return value;
    }

    private static boolean distinct(List<Due> due) {
        Set<CaseClocks.Kind> kinds = new LinkedHashSet<>();
        for (Due one : due) {
            if (!kinds.add(one.kind())) {
                return false;
            }
        }
        return true;
    }
}
