package org.hublink.client;

/** What the command line's exit codes mean; the same table stands in {@code hub --help} and in the operations text. */
public final class ExitCode {
    /** Done, and whatever was shown was verified. */
    public static final int DONE = 0;
    /** Something was refused: it could not be verified, or the server refused the request; the reason code is printed. */
    public static final int REFUSED = 1;
    /** The command line was not understood. */
    public static final int USAGE = 2;
    /** The server or the database could not be reached. */
    public static final int UNREACHABLE = 3;
    /** Something on this machine stands in the way: a file, a lock, a port, a passphrase. */
    public static final int LOCAL = 4;
    /** The server was caught cheating; the evidence is kept in the store. */
    public static final int CHEATING = 5;
    /** A bug of ours. */
    public static final int BUG = 70;

    private ExitCode() {}
}
