package org.hublink.platform;

/** How writing or restoring a backup ended. */
public sealed interface BackupOutcome {
    /**
     * Done, and checked.
     *
     * @param rows of all tables
     * @param bytes of the file
     * @param sha256 hex, as it stands at the file's end
     */
    record Done(long rows, long bytes, String sha256) implements BackupOutcome {}

    /**
     * Not done; the database is as it was.
     *
     * @param code {@code file-exists}, {@code file-truncated}, {@code file-foreign}, {@code hash-mismatch}, {@code
     *     version-foreign}, {@code database-not-empty} or {@code fsck-failed}
     * @param detail one sentence for the operator
     */
    record Refused(String code, String detail) implements BackupOutcome {}
}
