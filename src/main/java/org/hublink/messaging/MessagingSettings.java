package org.hublink.messaging;

/**
 * What an installation may choose.
 *
 * @param framesAMinute commits and messages of a device
 * @param commitsAMinute commits of a device to one group (M10)
 * @param messageDays so long messages and welcomes are kept
 * @param contentDays so long contents are kept
 * @param archiveDays so long the desks' archive records are kept (B5)
 * @param alerts when desks are woken
 */
public record MessagingSettings(
        int framesAMinute,
        int commitsAMinute,
        int messageDays,
        int contentDays,
        int archiveDays,
        AlertSettings alerts) {
    public static final MessagingSettings DEFAULT =
            new MessagingSettings(3_000, 6, 180, 365, 1_825, AlertSettings.DEFAULT);

    public MessagingSettings {
        if (framesAMinute < 1 || commitsAMinute < 1 || messageDays < 1 || contentDays < 1 || archiveDays < 1) {
            throw new IllegalArgumentException("limits are one at least");
        }
    }

    /** The same with other alerts. */
    public MessagingSettings with(AlertSettings other) {
        return new MessagingSettings(framesAMinute, commitsAMinute, messageDays, contentDays, archiveDays, other);
    }
}
