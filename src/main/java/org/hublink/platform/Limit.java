package org.hublink.platform;

import java.util.Arrays;
import java.util.Optional;

/**
 * Every rate limit of the server by name: a bucket of {@code burst} tokens a caller, refilled at {@code perMinute}. A contract
 * names one for each operation ({@code x-limit}); the settings may change the numbers, never the names.
 */
public enum Limit {
    /** Things that may be read freely: tiles, checkpoints, statements, pages. */
    READ("read", 1_200, 600),
    /** Searches, which cost the database more. */
    SEARCH("search", 120, 60),
    /** Statements to be logged. */
    SUBMIT("submit", 600, 600),
    /** Sign-in challenges and attempts. */
    SIGN_IN("sign-in", 20, 10),
    /** Invitations and applications. */
    ENROL("enrol", 20, 10),
    /** Batches of delivery frames, and what came after. */
    DELIVER("deliver", 3_000, 600),
    /** Instances, KeyPackages and desks' bundles. */
    KEYS("keys", 120, 60),
    /** Holds, lifts, audits and other rare acts of an operator. */
    ADMIN("admin", 60, 30);

    private final String id;
    private final int perMinute;
    private final int burst;

    Limit(String id, int perMinute, int burst) {
        this.id = id;
        this.perMinute = perMinute;
        this.burst = burst;
    }

    /** The name in contracts, settings and metrics. */
    public String id() {
        return id;
    }

    /** Requests a minute and caller, unless the settings say otherwise. */
    public int perMinute() {
        return perMinute;
    }

    /** Requests that may come at once. */
    public int burst() {
        return burst;
    }

    public static Optional<Limit> of(String id) {
        return Arrays.stream(values()).filter(limit -> limit.id.equals(id)).findFirst();
    }
}
