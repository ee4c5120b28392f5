package org.hublink.platform;

import io.vertx.pgclient.PgException;
import org.jspecify.annotations.Nullable;

/** A failure as the log may know it: kinds and places. Messages stay out, because they may quote a request or a row. */
public final class Incident {
    private static final int CAUSES_MAX = 5;
    private static final int FRAMES_MAX = 25;

    private Incident() {}

    /** One line about a failure that work in the background goes on after: a code where we know it, else where it broke. */
    public static String line(Throwable failure) {
        Throwable named = Faults.named(failure);
        if (named instanceof DatabaseAway) {
            return "database-away";
        }
        if (named instanceof DatabaseFull) {
            return "storage-full";
        }
        return named instanceof DatabaseUnfit ? "database-unfit" : trace(failure);
    }

    static String trace(Throwable failure) {
        StringBuilder text = new StringBuilder();
        @Nullable Throwable cause = failure;
        for (int i = 0; i < CAUSES_MAX && cause != null; i++) {
            text.append(i == 0 ? "" : " <- ").append(cause.getClass().getName());
            if (cause instanceof PgException pg) {
                text.append('(').append(pg.getSqlState()).append(')');
            }
            StackTraceElement[] frames = cause.getStackTrace();
            for (int f = 0; f < Math.min(FRAMES_MAX, frames.length); f++) {
                text.append(" | ")
                        .append(frames[f].getClassName())
                        .append('.')
                        .append(frames[f].getMethodName())
                        .append(':')
                        .append(frames[f].getLineNumber());
            }
            cause = cause.getCause() == cause ? null : cause.getCause();
        }
        return text.toString();
    }
}
