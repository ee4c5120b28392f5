package org.hublink.platform;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** Gives the client library's many ways to fail our few names. */
final class Faults {
    private static final Set<String> AWAY =
            Set.of("57P01", "57P02", "57P03", "57P05", "53300", "25P03", "08000", "08003", "08006", "08P01");
    private static final String DISK_FULL = "53100";

    private Faults() {}

    static Throwable named(Throwable cause) {
        if (cause instanceof PgException pg) {
            String state = String.valueOf(pg.getSqlState());
            if (AWAY.contains(state)) {
                return new DatabaseAway("PostgreSQL is away (" + state + ")", cause);
            }
            return DISK_FULL.equals(state) ? new DatabaseFull(cause) : cause;
        }
        boolean lost = cause instanceof IOException
                || cause instanceof ClosedConnectionException
                || cause instanceof TimeoutException
                || (cause instanceof VertxException && isAboutTheConnection(cause));
        return lost ? new DatabaseAway("PostgreSQL is away", cause) : cause;
    }

    private static boolean isAboutTheConnection(Throwable cause) {
        String text = String.valueOf(cause.getMessage());
        return text.contains("onnection")
                || text.contains("imeout")
                || text.contains("handshake")
                || text.contains("closed");
    }
}
