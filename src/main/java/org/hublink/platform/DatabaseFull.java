package org.hublink.platform;

/** PostgreSQL has no room left on its disk. What was acknowledged stays; the transaction was rolled back. */
public final class DatabaseFull extends RuntimeException {
    DatabaseFull(Throwable cause) {
        super("PostgreSQL's disk is full", cause);
    }
}
