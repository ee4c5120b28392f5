package org.hublink.platform;

import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Knows whose session a token opens. The room of the officers is behind it; others need not know that room. */
@FunctionalInterface
public interface SessionDoor {
    /** Null = no such session, expired or revoked. */
    Future<@Nullable Caller> caller(String token);
}
