package org.hublink.protocol;

/** Where a question stands (DESIGN §9). {@link #ANSWERED} follows from the answers themselves, all others from turns. */
public enum ForumState implements Coded {
    OPEN("open"),
    CLAIMED("claimed"),
    NEEDS_INFO("needs-info"),
    ANSWERED("answered"),
    ACCEPTED("accepted"),
    STALE("stale"),
    UPDATED("updated"),
    OBSOLETE("obsolete"),
    DUPLICATE("duplicate"),
    REMOVED("removed");

    private final String code;

    ForumState(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
