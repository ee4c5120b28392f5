package org.hublink.client;

/** A command ends early, with one sentence for the person and an exit code for the script. */
public final class Ended extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final String code;

    /**
     * Ends the command.
     *
     * @param exitCode one of {@link ExitCode}
     * @param code stable reason code, kebab-case, for {@code --json}
     * @param sentence what happened and what to do, for a person
     */
    public Ended(int exitCode, String code, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
        this.code = code;
    }

    public static Ended local(String code, String sentence) {
        return new Ended(ExitCode.LOCAL, code, sentence);
    }

    public static Ended refused(String code, String sentence) {
        return new Ended(ExitCode.REFUSED, code, sentence);
    }

    public static Ended unreachable(String sentence) {
        return new Ended(ExitCode.UNREACHABLE, "unreachable", sentence);
    }

    public int exitCode() {
        return exitCode;
    }

    public String code() {
        return code;
    }

    /** The sentence; never null, unlike {@link #getMessage()} as the compiler sees it. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
