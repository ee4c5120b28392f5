package org.hublink.platform;

import static org.hublink.platform.TestDatabase.await;

import io.vertx.core.Vertx;
import java.util.Map;
import java.util.Optional;
import org.hublink.jvm.JvmHome;

/** An HTTP door on a free loopback port, for tests of a room's routes: mount on {@code api()}, then call {@code open()}. */
public final class TestDoor {
    private TestDoor() {}

    public static HttpDoor listening(Vertx vertx) {
        return await(HttpDoor.listen(vertx, settings(), parts()));
    }

    static HttpSettings settings() {
        return new HttpSettings("127.0.0.1", 0, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static HttpDoor.Parts parts() {
        return new HttpDoor.Parts(
                new LimitSettings(Map.of()),
                Metrics.registry(),
                JvmHome.system().text());
    }
}
