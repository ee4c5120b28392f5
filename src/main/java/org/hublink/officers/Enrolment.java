package org.hublink.officers;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import org.hublink.platform.Database;
import org.hublink.primitives.Clock;
import org.hublink.primitives.Digest;
import org.hublink.protocol.Invitation;
import org.jspecify.annotations.Nullable;

/** Invitations and sealed applications (V3): the server keeps and bounds them, and can open none. */
final class Enrolment {
    /** Open invitations of one country. */
    static final int INVITATIONS_MAX = 500;

    /** An application that nobody decides on is erased. */
    static final Duration APPLICATION_LIFE = Duration.ofDays(14);

    private static final int PAGE_MAX = 1_000;

    private final Database database;
    private final EnrolmentStore store;
    private final Clock clock;

    Enrolment(Database database, EnrolmentStore store, Clock clock) {
        this.database = database;
        this.store = store;
        this.clock = clock;
    }

    /** How the registration of an invitation ended. */
    enum Invited {
        REGISTERED,
        KNOWN,
        TOO_LONG,
        OVER,
        TOO_MANY
    }

    /** How an application ended. */
    enum Applied {
        RECEIVED,
        UNKNOWN,
        USED,
        OVER
    }

    Future<Invited> invite(String country, String operator, Digest id, long expires) {
        long now = clock.now();
        if (expires <= now) {
            return Future.succeededFuture(Invited.OVER);
        }
        if (expires > now + Invitation.LIFE_SECONDS_MAX) {
            return Future.succeededFuture(Invited.TOO_LONG);
        }
        return database.inTransaction(tx -> store.open(tx, country, now)
                .compose(open -> open >= INVITATIONS_MAX
                        ? Future.succeededFuture(Invited.TOO_MANY)
                        : store.invite(tx, id, country, operator, now, expires)
                                .map(fresh -> fresh ? Invited.REGISTERED : Invited.KNOWN)));
    }

    Future<List<EnrolmentStore.Invited>> invitations(String country) {
        return database.read(tx -> store.invitations(tx, country, PAGE_MAX));
    }

    Future<Boolean> withdraw(String country, Digest id) {
        return database.inTransaction(tx -> store.withdraw(tx, id, country));
    }

    /** Takes an application from whoever shows the token of an invitation, once. */
    Future<Applied> apply(byte[] token, byte[] sealed) {
        Digest id = Digest.of(token);
        long now = clock.now();
        return database.inTransaction(tx -> store.state(tx, id).compose(state -> {
            if (state == null) {
                return Future.succeededFuture(Applied.UNKNOWN);
            }
            if (state.used()) {
                return Future.succeededFuture(Applied.USED);
            }
            if (state.expires() <= now) {
                return Future.succeededFuture(Applied.OVER);
            }
            return store.apply(tx, id, state.country(), sealed, now, now + APPLICATION_LIFE.toSeconds())
                    .map(Applied.RECEIVED);
        }));
    }

    Future<List<EnrolmentStore.Waiting>> applications(String country) {
        return database.read(tx -> store.applications(tx, country, clock.now(), PAGE_MAX));
    }

    Future<@Nullable Buffer> sealed(String country, Digest id) {
        return database.read(tx -> store.sealed(tx, id, country, clock.now()));
    }

    Future<Boolean> erase(String country, Digest id) {
        return database.inTransaction(tx -> store.erase(tx, id, country));
    }
}
