package org.hublink.platform;

import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets go what Vert.x 5.0 keeps of the request that became a WebSocket. Its handler remembers by what it was made, and so the
 * request with its headers, the answer, and the connection that spoke HTTP with a queue of 4 KiB stay for as long as the socket
 * is open: a third of what a device costs that is connected and says nothing. Where another Vert.x has no such field, all is
 * kept, and nothing else is different.
 */
final class HandshakeRemains {
    private static final Logger LOG = LoggerFactory.getLogger(HandshakeRemains.class);
    private static final String HANDLER = "io.vertx.core.net.impl.VertxHandler";
    private static final @Nullable Field FACTORY = factory();

    private HandshakeRemains() {}

    private static @Nullable Field factory() {
        try {
            Field field = Class.forName(HANDLER).getDeclaredField("connectionFactory");
            field.setAccessible(true);
            return field;
        } catch (ReflectiveOperationException | RuntimeException other) {
            LOG.info("this Vert.x keeps what it needs no more of each WebSocket's request");
            return null;
        }
    }

    /** False if all is kept, as this Vert.x has another inside. */
    static boolean known() {
        return FACTORY != null;
    }

    /** Of an open socket. True if there was something. */
    static boolean letGo(ServerWebSocket socket) {
        Field factory = FACTORY;
        if (factory == null || !(socket instanceof WebSocketInternal internal)) {
            return false;
        }
        Object handler = internal.channelHandlerContext().handler();
        try {
            if (!factory.getDeclaringClass().isInstance(handler) || factory.get(handler) == null) {
                return false;
            }
            factory.set(handler, null);
            return true;
        } catch (IllegalAccessException notOurs) {
            return false;
        }
    }
}
