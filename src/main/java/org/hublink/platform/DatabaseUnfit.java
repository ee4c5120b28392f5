package org.hublink.platform;

import java.util.List;

/** PostgreSQL would lose what it acknowledged (rule T6), so nothing is written to it. */
public final class DatabaseUnfit extends RuntimeException {
    DatabaseUnfit(List<String> findings) {
        super("PostgreSQL is not durable: " + String.join("; ", findings));
    }
}
