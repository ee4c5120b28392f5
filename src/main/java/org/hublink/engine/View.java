package org.hublink.engine;

import java.util.List;
import org.hublink.protocol.Reason;
import org.jspecify.annotations.Nullable;

/** What a person is shown. A refusal is a view with a code, never an exception (E8). */
public sealed interface View {
    /**
     * Long work goes on.
     *
     * @param stage {@code log}, {@code parts} or {@code listings}
     * @param total 0 when not known yet
     */
    record Progress(String stage, long done, long total) implements View {}

    /**
     * Something was refused, and is not used.
     *
     * @param place what it is about, such as {@code log}, {@code FR-CSE-1} or {@code manifest FR/all}
     */
    record Refused(String place, Reason reason, String detail) implements View {}

    /** The server said no, or could not be reached; {@code code} is its problem code, else {@code unreachable}. */
    record Failed(String code, String detail) implements View {}

    /** The log as it is known now; before, {@code from} leaves of it were known. */
    record Followed(long size, long cosignedAt, long from) implements View {}

    /**
     * Something happened in a conversation, by its code: {@code state} with where the case stands now, {@code said}, or why
     * something was refused, is missing or waits.
     */
    record Talk(String conversation, String code, String detail) implements View {}

    /** The directory as it is known now. */
    record Directory(int countries, int listings, int refused, int fetched) implements View {}

    /** A command has ended; {@code refusals} are all that was refused on its way. */
    record Finished(
            long commandId,
            List<Refused> refusals,
            @Nullable Failed failed) implements View {
        public Finished {
            refusals = List.copyOf(refusals);
        }

        /** True if nothing was refused and nothing failed. */
        public boolean clean() {
            return refusals.isEmpty() && failed == null;
        }
    }
}
