package org.hublink.platform;

/** Carries a refusal out of reading and writing. */
final class BackupRefusal extends RuntimeException {
    private final String code;

    BackupRefusal(String code, String detail) {
        super(detail, null, false, false);
        this.code = code;
    }

    BackupOutcome.Refused outcome() {
        return new BackupOutcome.Refused(code, String.valueOf(getMessage()));
    }
}
