package org.hublink.app;

import java.util.Optional;
import org.hublink.platform.CannotStart;
import org.hublink.transparency.LogKeys;
import org.hublink.transparency.LogSettings;

/** The log of a node's data, for commands that look at it without serving it. */
record KeptLog(LogKeys keys, LogSettings settings) {
    /** Empty before the ceremony; a {@link CannotStart} says what is wrong with the keys. */
    static Optional<KeptLog> of(Offline.Place place) {
        Optional<Settings.Pin> pin = place.settings().log().pin().or(() -> Pins.in(place.data()));
        return pin.map(known -> {
            try {
                return new KeptLog(
                        LogKeys.read(place.data().resolve("keys")),
                        new LogSettings(
                                known.origin(),
                                known.root(),
                                place.data(),
                                place.settings().demo().enabled()));
            } catch (IllegalStateException unusable) {
                throw new CannotStart("The log's keys cannot be used: " + unusable.getMessage() + ".", unusable);
            }
        });
    }
}
