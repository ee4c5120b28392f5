package org.hublink.protocol;

import org.jspecify.annotations.Nullable;

/** The kinds of statement. What it says stands in the protocol text, §2. */
public enum StatementType {
    ROOT("root"),
    AUTHORITY("authority"),
    DEVICE("device"),
    PERSONA("persona"),
    DESK("desk"),
    MANIFEST("manifest"),
    ATTESTATION("attestation"),
    REVOCATION("revocation"),
    FORUM_HEADS("forum-heads");

    private static final long DAY_SECONDS = 86_400;

    private final String code;

    StatementType(String code) {
        this.code = code;
    }

    /** The type of a code, or null if there is none. */
    public static @Nullable StatementType of(String code) {
        for (StatementType type : values()) {
            if (type.code.equals(code)) {
                return type;
            }
        }
        return null;
    }

    public String code() {
        return code;
    }

    /** The payload type that its signatures are bound to. */
    public String payloadType() {
        return "application/vnd.hublink.statement." + code + ".v1+json";
    }

    /** The longest validity, in seconds. */
    public long validitySecondsMax() {
        return (this == DEVICE ? 90 : 400) * DAY_SECONDS;
    }

    /** True if it is of the whole hub: its header names no country. */
    public boolean ofNoCountry() {
        return this == ROOT || this == FORUM_HEADS;
    }

    /** True if the id is of the form that this type wants. */
    boolean takes(String id) {
        return switch (this) {
            case ROOT, AUTHORITY, FORUM_HEADS -> id.equals(code);
            case DEVICE, PERSONA, MANIFEST -> Ids.plain(id);
            case DESK -> Ids.desk(id);
            case ATTESTATION -> Ids.desk(id) || Ids.plain(id);
            case REVOCATION -> Target.of(id) != null;
        };
    }
}
