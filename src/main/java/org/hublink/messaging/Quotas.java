package org.hublink.messaging;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hublink.primitives.Digest;
import org.hublink.protocol.RandomId;
import org.jspecify.annotations.Nullable;

/**
 * How much a device may send a minute, and how many commits to one group (M10). State of this node only: several nodes
 * together allow as many times more, which a limit against abuse can bear.
 */
final class Quotas {
    private static final int KEPT_MAX = 50_000;
    private static final long MINUTE_SECONDS = 60;

    private final MessagingSettings settings;
    private final Map<Key, Window> windows = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Window> eldest) {
            return size() > KEPT_MAX;
        }
    };

    /** A device, in one group or in all of them. */
    private record Key(Digest device, @Nullable RandomId group) {}

    private static final class Window {
        long since;
        int count;
    }

    Quotas(MessagingSettings settings) {
        this.settings = settings;
    }

    /** Counts one more if it may be; {@code group} is that of a commit, null for a message. */
    boolean admits(Digest device, @Nullable RandomId group, long now) {
        return counts(new Key(device, null), settings.framesAMinute(), now)
                && (group == null || counts(new Key(device, group), settings.commitsAMinute(), now));
    }

    private boolean counts(Key key, int max, long now) {
        Window window = windows.computeIfAbsent(key, fresh -> new Window());
        if (now - window.since >= MINUTE_SECONDS || now < window.since) {
            window.since = now;
            window.count = 0;
        }
        if (window.count >= max) {
            return false;
        }
        window.count++;
        return true;
    }
}
