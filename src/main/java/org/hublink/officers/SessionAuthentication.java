package org.hublink.officers;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.AuthenticationProvider;
import io.vertx.ext.auth.authentication.Credentials;
import io.vertx.ext.auth.authentication.TokenCredentials;
import org.hublink.platform.Database;
import org.hublink.primitives.Clock;
import org.hublink.primitives.Digest;

/** Finds the stored session of a token. What its holder may do is not asked here. */
final class SessionAuthentication implements AuthenticationProvider {
    static final String COUNTRY = "country";
    static final String KIND = "kind";
    static final String ID = "id";
    static final String OFFICER = "officer";

    /** The log's size when the session was opened. */
    static final String LEAVES = "leaves";

    /** A session in use is written to at most this often. */
    private static final long TOUCH_SECONDS = 60;

    private final Database database;
    private final SessionStore store;
    private final OfficersSettings settings;
    private final Clock clock;

    SessionAuthentication(Database database, SessionStore store, OfficersSettings settings, Clock clock) {
        this.database = database;
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Future<User> authenticate(Credentials credentials) {
        if (!(credentials instanceof TokenCredentials token)) {
            return Future.failedFuture(new NoSession());
        }
        Digest hash = SessionService.hash(token.getToken());
        long now = clock.now();
        long idleSince = now - settings.sessionIdle().toSeconds();
        return database.inTransaction(tx -> store.find(tx, hash, now, idleSince).compose(found -> {
            if (found == null) {
                return Future.failedFuture(new NoSession());
            }
            Future<Void> touched =
                    now - found.seen() < TOUCH_SECONDS ? Future.succeededFuture() : store.touch(tx, hash, found, now);
            return touched.map(done -> User.create(new JsonObject()
                    .put(COUNTRY, found.country())
                    .put(KIND, found.kind().code())
                    .put(ID, found.holder())
                    .put(OFFICER, found.officer())
                    .put(LEAVES, found.leaves())));
        }));
    }
}
