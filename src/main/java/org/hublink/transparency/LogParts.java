package org.hublink.transparency;

import org.hublink.primitives.Clock;
import org.hublink.primitives.Text;
import org.hublink.protocol.Ledger;
import org.hublink.protocol.Trust;

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
        Stop stop) {

    /** Everything empty; to be caught up. */
    static LogParts of(LogSettings settings, LogKeys keys, Clock clock, Text text) {
        Ledger ledger =
                settings.demo() ? Ledger.forDemo(settings.pinnedRoot(), text) : new Ledger(settings.pinnedRoot(), text);
        LogView view = new LogView(ledger, new Trust(ledger));
        LogStore store = new LogStore();
        Stop stop = new Stop();
        CatchUp catchUp = new CatchUp(view, store, stop);
        return new LogParts(settings, keys, clock, store, new CheckpointStore(), view, catchUp, new Turnstile(), stop);
    }
}
