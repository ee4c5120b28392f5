package org.hublink.protocol;

import org.hublink.primitives.Malformed;

/** Why something is not believed. The codes are stable: tests, views and answers go by them. */
public enum Reason {
    MALFORMED("malformed"),
    UNKNOWN_TYPE("unknown-type"),
    KEY_PURPOSE("key-purpose"),
    KEY_TAKEN("key-taken"),
    LEAF_MISMATCH("leaf-mismatch"),
    NOT_ROSTERED("not-rostered"),
    UNKNOWN_KEY("unknown-key"),
    DUPLICATE_KEY_ID("duplicate-key-id"),
    BAD_SIGNATURE("bad-signature"),
    BELOW_THRESHOLD("below-threshold"),
    SPARE_SIGNATURE("spare-signature"),
    OWN_SUBJECT("own-subject"),
    FOREIGN_COUNTRY("foreign-country"),
    UNKNOWN_SUBJECT("unknown-subject"),
    AUTHORITY_MISSING("authority-missing"),
    AUTHORITY_EXPIRED("authority-expired"),
    ROOT_MISMATCH("root-mismatch"),
    ROOT_EXPIRED("root-expired"),
    ROOT_NOT_WALKED("root-not-walked"),
    NOT_LOGGED("not-logged"),
    EXPIRED("expired"),
    NOT_YET_VALID("not-yet-valid"),
    VALIDITY_TOO_LONG("validity-too-long"),
    VERSION_JUMP("version-jump"),
    VERSION_DUPLICATE("version-duplicate"),
    VERSION_OLD("version-old"),
    REVOKED("revoked"),
    ON_HOLD("on-hold"),
    INDEX_AHEAD("index-ahead"),
    PART_WITHHELD("part-withheld"),
    PART_MISMATCH("part-mismatch"),
    STATEMENT_DIFFERS("statement-differs"),
    MANIFEST_MISSING("manifest-missing"),
    LISTING_WITHHELD("listing-withheld"),
    LISTING_ALTERED("listing-altered"),
    LISTING_UNLISTED("listing-unlisted"),
    LOG_ROOT_MISMATCH("log-root-mismatch"),
    CHECKPOINT_STALE("checkpoint-stale"),
    LOG_BEHIND("log-behind"),
    LOG_FORK("log-fork"),
    LOG_SHRUNK("log-shrunk"),
    CHECKPOINT_MALFORMED("checkpoint-malformed"),
    CHECKPOINT_SIGNATURE("checkpoint-signature"),
    COSIGNATURE_MISSING("cosignature-missing"),
    CLOCK_OFF("clock-off"),
    DEMO_KEY("demo-key"),
    ACT_CONTEXT("act-context"),
    ACT_REPLAYED("act-replayed"),
    ACT_SIGNER("act-signer"),
    SIGNER_REVOKED("signer-revoked"),
    LEAF_TOO_LARGE("leaf-too-large"),
    QUOTA_EXCEEDED("quota-exceeded");

    private final String code;

    Reason(String code) {
        this.code = code;
    }

    /** The stable code in kebab-case. */
    public String code() {
        return code;
    }

    /** The reason of a decoder's refusal: its own where there is one, else {@link #MALFORMED}. */
    public static Reason of(Malformed refused) {
        for (Reason reason : values()) {
            if (reason.code.equals(refused.reason())) {
                return reason;
            }
        }
        return MALFORMED;
    }
}
