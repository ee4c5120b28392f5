package org.hublink.protocol;

/** The bounds of a listing; the server's table and the editor's form keep the same ones. */
public final class ListingLimits {
    /** Bytes of a listing's body. */
    public static final int BODY_BYTES_MAX = 16 * 1024;

    public static final int NAME_CHARS_MAX = 160;
    public static final int VERSION_MAX = 1_000_000;
    public static final int WEEK_SPANS_MAX = 28;
    public static final int CLOSED_DAYS_MAX = 60;
    public static final int LANGUAGES_MAX = 24;
    public static final int CHANNELS_MAX = 12;
    public static final int CHANNEL_CHARS_MAX = 160;
    public static final int KEY_CHARS_MAX = 2_048;
    public static final int TERRITORY_MAX = 64;
    public static final int LEGAL_GROUNDS_MAX = 64;
    public static final int ALTERNATES_MAX = 6;
    public static final int PRESERVATION_DAYS_MAX = 730;
    public static final int RENEWALS_MAX = 20;
    /** From attested-on to attest-by. */
    public static final int ATTESTED_DAYS_MAX = 400;

    /** Listings of one manifest. */
    public static final int MANIFEST_ENTRIES_MAX = 4_096;

    public static final int MANIFEST_BYTES_MAX = 1024 * 1024;
    /** Listings of one attestation. */
    public static final int ATTESTATION_ENTRIES_MAX = 256;

    public static final int AUDIENCE_CHARS_MAX = 80;
    public static final int AUDIENCE_COUNTRIES_MAX = 193;

    static final int CODE_CHARS_MAX = 40;
    static final int ID_CHARS_MAX = 20;
    static final int ZONE_CHARS_MAX = 40;
    static final int LANGUAGE_CHARS_MAX = 8;
    /** 4102444800 is 2100-01-01. */
    public static final long TIME_MAX = 4_102_444_800L;

    static final long DAY_SECONDS = 86_400;

    private ListingLimits() {}
}
