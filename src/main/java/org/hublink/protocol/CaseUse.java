package org.hublink.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What TLP and handling codes let a reader do with a request beyond the desks that it was sent to (FIRST TLP 2.0). A client does
 * not offer what they forbid; a reader who means to break them is stopped by no program.
 */
public final class CaseUse {
    private static final String TLP = "handling-tlp";
    private static final String ASK_FIRST = "handling-ask-first";
    private static final String NOT_EVIDENCE = "handling-not-evidence";

    private CaseUse() {}

    /** Why it may go on to nobody at all: {@code handling-tlp}, {@code handling-ask-first}; null if it may to some. */
    public static @Nullable String forward(CaseHandling handling) {
        if (handling.codes().contains(HandlingCode.ASK_FIRST)) {
            return ASK_FIRST;
        }
        return switch (handling.tlp()) {
            case RED, AMBER_STRICT -> TLP;
            case AMBER, GREEN, CLEAR -> null;
        };
    }

    /**
     * Why it may not go on from one desk to another. AMBER stays with the organisation and those it serves, which is read as one's
     * own country; GREEN and CLEAR may reach every desk of the Hub.
     */
    public static @Nullable String forward(CaseHandling handling, String from, String to) {
        String never = forward(handling);
        boolean abroad = !from.substring(0, 2).equals(to.substring(0, 2));
        return never == null && abroad && handling.tlp() == Tlp.AMBER ? TLP : never;
    }

    /** Why a case may not leave the Hub as evidence: {@code handling-tlp} for RED, or a code that says so; null if it may. */
    public static @Nullable String export(CaseHandling handling) {
        if (handling.codes().contains(HandlingCode.NOT_EVIDENCE)) {
            return NOT_EVIDENCE;
        }
        if (handling.codes().contains(HandlingCode.ASK_FIRST)) {
            return ASK_FIRST;
        }
        return handling.tlp() == Tlp.RED ? TLP : null;
    }
}
