package org.hublink.officers;

import io.vertx.core.Future;
import java.time.Duration;
import org.hublink.platform.Database;
import org.hublink.primitives.Clock;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Randomness;
import org.hublink.protocol.SignIn;

/** Nonces for signing in: 32 bytes, for a minute, once. The table holds their hashes. */
final class Challenges {
    static final Duration CHALLENGE_LIFE = Duration.ofSeconds(60);

    private final Database database;
    private final SessionStore store;
    private final Randomness randomness;
    private final Clock clock;

    Challenges(Database database, SessionStore store, Randomness randomness, Clock clock) {
        this.database = database;
        this.store = store;
        this.randomness = randomness;
        this.clock = clock;
    }

    Future<byte[]> challenge() {
        byte[] nonce = randomness.bytes(SignIn.NONCE_BYTES);
        long expires = clock.now() + CHALLENGE_LIFE.toSeconds();
        return database.inTransaction(tx -> store.challenge(tx, Digest.of(nonce), expires))
                .map(nonce);
    }

    /** Takes a nonce for good; what it was is known afterwards. */
    Future<SessionStore.Nonce> use(byte[] nonce) {
        return database.inTransaction(tx -> store.use(tx, Digest.of(nonce), clock.now()));
    }
}
