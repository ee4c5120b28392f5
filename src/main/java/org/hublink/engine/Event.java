package org.hublink.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens to the engine, one at a time. */
public sealed interface Event {
    /** A person or program wants something; every command ends in one {@link View.Finished} with its id. */
    record Command(long id, Wish wish) implements Event {}

    /**
     * The server answered a {@link Effect.Fetch} or {@link Effect.Send}, or could not be reached.
     *
     * @param status HTTP status; 0: not reached, and the body says why
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed over, never shared.
    record Reply(long requestId, int status, byte[] body) implements Event {
        @Override
        public String toString() {
            return "Reply " + requestId + " " + status;
        }
    }

    /** A batch of frames that the delivery service sent of its own accord. */
    @SuppressWarnings("ArrayRecordComponent") // Handed over, never shared.
    record Frame(byte[] batch) implements Event {
        @Override
        public String toString() {
            return "Frame of " + batch.length + " bytes";
        }
    }

    /** The records that a {@link Effect.Load} asked for, by name. */
    record Loaded(long loadId, List<Row> rows) implements Event {
        public Loaded {
            rows = List.copyOf(rows);
        }
    }

    /**
     * The chunk that a {@link Effect.Take} asked for.
     *
     * @param bytes none: it cannot be read
     * @param last there is nothing behind it
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed over, never shared.
    record Chunk(long jobId, byte @Nullable [] bytes, boolean last) implements Event {
        @Override
        public String toString() {
            return "Chunk " + jobId;
        }
    }

    /** A {@link Effect.Give} was done, or cannot be. */
    record Given(long jobId, boolean written) implements Event {}

    /** Time has passed: what was promised for now is done. */
    record Tick() implements Event {}

    /** The network came. */
    record Up() implements Event {}

    /** The network went. */
    record Down() implements Event {}
}
