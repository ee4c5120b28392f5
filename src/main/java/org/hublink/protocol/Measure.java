package org.hublink.protocol;

/** What one desk may ask of another (Budapest Convention art. 16 to 20 and 29 to 34). */
public enum Measure implements Coded {
    PRESERVE("preserve"),
    IDENTIFY_SUBSCRIBER("identify-subscriber"),
    TRAFFIC_DATA("traffic-data"),
    CONTENT_DATA("content-data"),
    LOCATE_CHILD("locate-child"),
    SAFEGUARD_CHILD("safeguard-child"),
    STOP_STREAM("stop-stream"),
    REMOVE_CONTENT("remove-content"),
    IDENTIFY_VICTIM("identify-victim"),
    EMERGENCY_DISCLOSURE("emergency-disclosure"),
    SEARCH_SEIZE("search-seize"),
    INTERVIEW("interview"),
    SPONTANEOUS_INFORMATION("spontaneous-information"),
    ADVICE("advice");

    private final String code;

    Measure(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
