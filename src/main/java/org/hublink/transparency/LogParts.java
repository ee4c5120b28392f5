package org.hublink.transparency;

import org.hublink.primitives.Clock;

/** What the working parts of the room share. */
record LogParts(
        LogSettings settings,
        LogKeys keys,
        Clock clock,
        LogStore store,
        CheckpointStore checkpoints,
        LogView view,
        CatchUp catchUp,
        Turnstile turnstile,
        Stop stop) {}
