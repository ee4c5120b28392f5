package org.hublink.officers;

import java.time.Duration;

/**
 * What an installation may choose.
 *
 * @param origin that clients connect to, such as {@code https://hub.example}; sign-ins for any other are refused
 * @param sessionIdle a session not used for so long is over
 * @param sessionLife a session is over after so long, used or not
 */
public record OfficersSettings(String origin, Duration sessionIdle, Duration sessionLife) {
    public static final Duration SESSION_IDLE = Duration.ofHours(1);
    public static final Duration SESSION_LIFE = Duration.ofHours(12);

    public OfficersSettings {
        if (origin.isEmpty() || sessionIdle.toSeconds() < 1 || sessionLife.compareTo(sessionIdle) < 0) {
            throw new IllegalArgumentException("sessions must be idle for a second at least and live longer than that");
        }
    }

    public static OfficersSettings at(String origin) {
        return new OfficersSettings(origin, SESSION_IDLE, SESSION_LIFE);
    }

    /** Cookies with the prefix __Host- exist on TLS only. */
    boolean tls() {
        return origin.startsWith("https://");
    }
}
