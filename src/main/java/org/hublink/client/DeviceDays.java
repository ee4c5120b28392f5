package org.hublink.client;

import picocli.CommandLine.Option;

/** How long a device is to be valid. */
final class DeviceDays {
    private static final int DAYS_MAX = 90;
    private static final long DAY_SECONDS = 86_400;

    @Option(
            names = "--days",
            defaultValue = "90",
            description = "The device's validity, at most 90 (${DEFAULT-VALUE}).")
    private int days = DAYS_MAX;

    void check() throws Ended {
        if (days < 1 || days > DAYS_MAX) {
            throw new Ended(ExitCode.USAGE, "bad-days", "A device is valid for 1 to " + DAYS_MAX + " days.");
        }
    }

    long seconds() {
        return days * DAY_SECONDS;
    }
}
