package org.hublink.protocol;

/** What a desk is there for (Budapest Convention art. 27 and 35; INTERPOL Constitution art. 32). */
public enum DeskFunction implements Coded {
    CHILD_EXPLOITATION("child-exploitation"),
    CYBER_24_7("cyber-24-7"),
    NCB("ncb"),
    MLA("mla"),
    PRESERVATION("preservation"),
    VICTIM_IDENTIFICATION("victim-identification"),
    LEGAL_ADVICE("legal-advice"),
    TOOL_EXPERT("tool-expert");

    private final String code;

    DeskFunction(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
