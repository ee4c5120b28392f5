package org.hublink.platform;

import io.vertx.sqlclient.SqlConnection;

/** An open transaction. It goes through a room as it is; only the room's stores look inside. */
public record Tx(SqlConnection connection) {}
