package org.hublink.protocol;

/** Why a post is reported, hidden or removed. */
public enum ForumReason implements Coded {
    PERSONAL_DATA("personal-data"),
    CASE_DATA("case-data"),
    ABOVE_CEILING("above-ceiling"),
    HELPS_OFFENDERS("helps-offenders"),
    ABUSIVE("abusive"),
    WRONG("wrong"),
    OFF_TOPIC("off-topic");

    private final String code;

    ForumReason(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
