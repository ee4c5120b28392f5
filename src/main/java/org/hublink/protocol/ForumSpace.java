package org.hublink.protocol;

/** The open spaces of the forum: the ceiling of what may be said there, and who may ask. Anybody with a persona may answer. */
public enum ForumSpace implements Coded {
    TECHNIQUES("techniques", Tlp.GREEN, false),
    TOOLS("tools", Tlp.GREEN, false),
    LAW("law", Tlp.CLEAR, false),
    WELLBEING("wellbeing", Tlp.CLEAR, false),
    NOTICES("notices", Tlp.CLEAR, true);

    private final String code;
    private final Tlp ceiling;
    private final boolean expertsOnly;

    ForumSpace(String code, Tlp ceiling, boolean expertsOnly) {
        this.code = code;
        this.ceiling = ceiling;
        this.expertsOnly = expertsOnly;
    }

    @Override
    public String code() {
        return code;
    }

    /** The narrowest circle that a post here may be meant for. */
    public Tlp ceiling() {
        return ceiling;
    }

    /** True where only experts and moderators open a question. */
    public boolean expertsOnly() {
        return expertsOnly;
    }
}
