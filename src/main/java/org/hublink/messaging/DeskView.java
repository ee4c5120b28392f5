package org.hublink.messaging;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.hublink.platform.Database;
import org.hublink.primitives.Digest;
import org.jspecify.annotations.Nullable;

/** What may be read of a desk's doors and alerts: by its own devices, and by whoever asks whether anybody is there. */
final class DeskView {
    static final int ALERTS_MAX = 30;
    static final int TRIES_MAX = 200;

    private final Database database;
    private final DeskStore desks;
    private final AlertStore alerts;
    private final DeskRoster rosters;
    private final Presence presence;

    DeskView(Database database, DeskStore desks, AlertStore alerts, DeskRoster rosters, Presence presence) {
        this.database = database;
        this.desks = desks;
        this.alerts = alerts;
        this.rosters = rosters;
        this.presence = presence;
    }

    /** What was asked for, or a reason. */
    record Read<T>(@Nullable T value, String reason) {}

    /** A hint for a sender (C5). */
    Future<Read<DeskStore.Reach>> reach(String desk) {
        return rosters.roster(desk)
                .compose(roster -> roster == null
                        ? Future.succeededFuture(new Read<>(null, "desk-unknown"))
                        : presence.reach(roster.ids()).map(reach -> new Read<>(reach, "")));
    }

    /** The desk's newest alerts and what came of each try. */
    Future<Read<List<AlertStore.Told>>> alerts(Digest device, String desk) {
        return refusal(device, desk)
                .compose(reason -> reason.isEmpty()
                        ? database.read(tx -> alerts.ofDesk(tx, desk, ALERTS_MAX, TRIES_MAX))
                                .map(found -> new Read<>(found, ""))
                        : Future.succeededFuture(new Read<>(null, reason)));
    }

    /** The act that set the doors; no bytes while none did. */
    Future<Read<Buffer>> doors(Digest device, String desk) {
        return refusal(device, desk)
                .compose(reason -> reason.isEmpty()
                        ? database.read(tx -> desks.doorsAct(tx, desk))
                                .map(act -> new Read<>(act == null ? Buffer.buffer() : act, ""))
                        : Future.succeededFuture(new Read<>(null, reason)));
    }

    private Future<String> refusal(Digest device, String desk) {
        return rosters.roster(desk)
                .map(roster -> roster == null ? "desk-unknown" : roster.officer(device) == null ? "not-rostered" : "");
    }
}
