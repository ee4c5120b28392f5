package org.hublink.officers;

import io.vertx.core.Future;
import org.hublink.platform.SessionDoor;
import org.jspecify.annotations.Nullable;

/** Who is signed in. The only type of this room that other rooms may name, with {@link Session}. */
public interface Officers extends SessionDoor {
    /** The session that a token opens: null if it is unknown, over, or its holder no longer counts. */
    Future<@Nullable Session> session(String token);

    /** Erases what is over; the room calls it by itself every minute. */
    Future<Void> tidy();
}
