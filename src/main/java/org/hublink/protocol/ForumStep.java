package org.hublink.protocol;

/** What a turn does to a thread. Turns are chained: each names the one before it, so none can be left out from between. */
public enum ForumStep implements Coded {
    CLAIM("claim", 0),
    RELEASE("release", 0),
    ASK("ask", ForumStep.WORDS),
    INFORM("inform", ForumStep.WORDS),
    ACCEPT("accept", ForumStep.POST | ForumStep.MAY_SAY),
    VERIFY("verify", ForumStep.POST | ForumStep.MAY_SAY),
    STALE("stale", ForumStep.MAY_SAY),
    UPDATE("update", ForumStep.POST | ForumStep.MAY_SAY),
    OBSOLETE("obsolete", ForumStep.MAY_SAY),
    DUPLICATE("duplicate", ForumStep.THREAD | ForumStep.MAY_SAY),
    REOPEN("reopen", ForumStep.MAY_SAY),
    MOVE("move", ForumStep.SPACE | ForumStep.MAY_SAY),
    TAG("tag", ForumStep.TAGS | ForumStep.MAY_SAY),
    LOCK("lock", ForumStep.MAY_SAY),
    UNLOCK("unlock", 0),
    WARN("warn", ForumStep.POST | ForumStep.REASON | ForumStep.MAY_SAY),
    HIDE("hide", ForumStep.POST | ForumStep.REASON | ForumStep.MAY_SAY),
    REMOVE("remove", ForumStep.POST | ForumStep.REASON | ForumStep.MAY_SAY),
    APPEAL("appeal", ForumStep.POST | ForumStep.WORDS),
    RESTORE("restore", ForumStep.POST | ForumStep.MAY_SAY),
    UPHOLD("uphold", ForumStep.POST | ForumStep.MAY_SAY),
    /** What was reported stays as it is. */
    KEEP("keep", ForumStep.POST | ForumStep.MAY_SAY);

    static final int POST = 1;
    static final int REASON = 2;
    static final int WORDS = 4;
    static final int MAY_SAY = 8;
    static final int THREAD = 16;
    static final int SPACE = 32;
    static final int TAGS = 64;

    private final String code;
    private final int parts;

    ForumStep(String code, int parts) {
        this.code = code;
        this.parts = parts;
    }

    @Override
    public String code() {
        return code;
    }

    /** True if the turn must have this part. */
    boolean needs(int part) {
        return (parts & part) != 0;
    }
}
