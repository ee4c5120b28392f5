package org.hublink.messaging;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Set;
import org.hublink.platform.Database;
import org.hublink.primitives.Clock;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Act;
import org.hublink.protocol.ActPlace;
import org.hublink.protocol.DeskDoors;
import org.hublink.protocol.DeskDuty;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.Moment;
import org.hublink.protocol.Trust;
import org.hublink.protocol.Verdict;
import org.hublink.protocol.VerifiedAct;
import org.hublink.transparency.Transparency;
import org.jspecify.annotations.Nullable;

/**
 * Takes what a desk says of itself by signed acts: its doors by a head, duty by each member for himself. An act counts if its
 * signer's statement is the newest and in force now, he stands on the desk's roster now, and no later act of his kind stands
 * here already.
 */
final class DeskActs {
    static final int DUTY_BYTES_MAX = 8 * 1024;

    private final Database database;
    private final DeskStore store;
    private final DeskRoster rosters;
    private final Transparency log;
    private final Clock clock;

    DeskActs(Database database, DeskStore store, DeskRoster rosters, Transparency log, Clock clock) {
        this.database = database;
        this.store = store;
        this.rosters = rosters;
        this.log = log;
        this.clock = clock;
    }

    /**
     * How it ended.
     *
     * @param reason empty = it counts; else a code of the protocol or one of {@code desk-unknown}, {@code not-rostered}, {@code
     *     not-a-head}, {@code act-stale}
     */
    record Taken(String reason, boolean again) {
        static final Taken FIRST = new Taken("", false);
        static final Taken AGAIN = new Taken("", true);

        static Taken refused(String reason) {
            return new Taken(reason, false);
        }
    }

    Future<Taken> doors(Digest device, String desk, Buffer envelope) throws Malformed {
        Envelope read = Envelope.read(envelope.getBytes());
        return judged(device, desk, DeskDoors.KIND, read, true).compose(judged -> {
            VerifiedAct act = judged.act();
            if (act == null) {
                return Future.succeededFuture(Taken.refused(judged.reason()));
            }
            try {
                DeskDoors doors = DeskDoors.read(act.act().body());
                long signed = act.act().time();
                return database.inTransaction(tx -> store.setDoors(tx, desk, envelope, signed, doors)
                        .compose(first -> first
                                ? Future.succeededFuture(Taken.FIRST)
                                : store.doorsAct(tx, desk).map(there -> again(there, envelope))));
            } catch (Malformed refused) {
                return Future.succeededFuture(Taken.refused(refused.reason()));
            }
        });
    }

    Future<Taken> duty(Digest device, String desk, Buffer envelope) throws Malformed {
        Envelope read = Envelope.read(envelope.getBytes());
        return judged(device, desk, DeskDuty.KIND, read, false).compose(judged -> {
            VerifiedAct act = judged.act();
            if (act == null) {
                return Future.succeededFuture(Taken.refused(judged.reason()));
            }
            try {
                DeskDuty duty = DeskDuty.read(act.act().body());
                long signed = act.act().time();
                return database.inTransaction(tx -> store.setDuty(tx, desk, device, envelope, signed, duty)
                        .compose(first -> first
                                ? Future.succeededFuture(Taken.FIRST)
                                : store.dutyAct(tx, desk, device).map(there -> again(there, envelope))));
            } catch (Malformed refused) {
                return Future.succeededFuture(Taken.refused(refused.reason()));
            }
        });
    }

    private static Taken again(@Nullable Buffer there, Buffer envelope) {
        return envelope.equals(there) ? Taken.AGAIN : Taken.refused("act-stale");
    }

    /** An act that counts, or why it does not. */
    private record Judged(@Nullable VerifiedAct act, String reason) {
        static Judged refused(String reason) {
            return new Judged(null, reason);
        }
    }

    private Future<Judged> judged(Digest device, String desk, String kind, Envelope envelope, boolean byHead) {
        return rosters.roster(desk).compose(roster -> {
            if (roster == null) {
                return Future.succeededFuture(Judged.refused("desk-unknown"));
            }
            String officer = roster.officer(device);
            if (officer == null) {
                return Future.succeededFuture(Judged.refused("not-rostered"));
            }
            if (byHead && !roster.heads().contains(officer)) {
                return Future.succeededFuture(Judged.refused("not-a-head"));
            }
            long now = clock.now();
            return log.judge((trust, moment) -> judged(trust, moment, device, desk, kind, envelope, now));
        });
    }

    private Judged judged(
            Trust trust, Moment moment, Digest device, String desk, String kind, Envelope envelope, long now) {
        Verdict<VerifiedAct> verdict = trust.act(envelope, new ActPlace(kind, desk, Set.of(), rosters::atHand), moment);
        if (verdict instanceof Verdict.Refused<VerifiedAct> refused) {
            return Judged.refused(refused.reason().code());
        }
        VerifiedAct act = ((Verdict.Trusted<VerifiedAct>) verdict).value();
        if (act.act().signer().type() != Act.SignerType.DEVICE
                || !act.act().signer().id().equals(device.hex())) {
            return Judged.refused("act-signer");
        }
        if (act.act().time() < now - Trust.CLOCK_SKEW_SECONDS_MAX) {
            return Judged.refused("act-stale");
        }
        LoggedStatement newest =
                trust.newest(act.signer().leaf().subject(), moment).valueOrNull();
        boolean inForce = newest != null && newest.index() == act.signer().index() && !act.signerSinceRevoked();
        return inForce ? new Judged(act, "") : Judged.refused("signer-revoked");
    }
}
