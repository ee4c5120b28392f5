package org.hublink.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.DeliveryRefusal;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.RandomId;
import org.hublink.protocol.SignedCheckpoint;
import org.hublink.protocol.Verdict;

/**
 * Groups that this device was added to by a welcome that it cannot open: its key package was handed out twice, or the welcome
 * is not the one that was sent. It says so in the group's log, as whoever was cut off does (PROTOCOL M8), and is taken in
 * again by a fresh package. It does not know the conversation yet, so the claim's context is the group.
 */
final class Strays {
    static final String PREFIX = "stray/";

    private static final int STRAYS_MAX = 64;
    /** A server that alters each welcome is not asked for ever. */
    private static final int CLAIMS_MAX = 6;

    private static final int CODE_BYTES_MAX = 64;

    private static final class Stray {
        long cursor;
        long serverEpoch;
        String reason = "";
        RandomId claim = RandomId.NONE;
        int claims;
    }

    private final Talks talks;
    private final Map<RandomId, Stray> all = new LinkedHashMap<>();

    Strays(Talks talks) {
        this.talks = talks;
    }

    void load(Row row) throws Malformed {
        ByteReader in = new ByteReader(talks.records.open(row));
        Stray stray = new Stray();
        stray.cursor = in.u64();
        stray.serverEpoch = in.u64();
        stray.reason = Utf8.decode(in.vector(CODE_BYTES_MAX));
        stray.claim = RandomId.from(in.bytes(RandomId.LENGTH));
        stray.claims = in.u8();
        in.end();
        all.put(RandomId.fromHex(row.name().substring(PREFIX.length())), stray);
    }

    private void keep(Draft draft, RandomId group, Stray stray) {
        ByteWriter out = new ByteWriter().u64(stray.cursor).u64(stray.serverEpoch);
        out.vector(Utf8.encode(stray.reason)).bytes(stray.claim.bytes()).u8(stray.claims);
        draft.write(talks.records.put(PREFIX + group.hex(), out.toBytes()));
    }

    /** A welcome did not open. */
    void begin(Draft draft, DeliveryFrame.Delivered welcome, String reason) {
        Stray known = all.get(welcome.group());
        boolean again = known != null && welcome.seq() <= known.cursor;
        if (again || (known == null && all.size() >= STRAYS_MAX)) {
            return;
        }
        Stray stray = known == null ? new Stray() : known;
        stray.cursor = Math.max(stray.cursor, welcome.seq());
        stray.serverEpoch = Math.max(stray.serverEpoch, welcome.epoch() + 1);
        stray.reason = reason;
        stray.claim = RandomId.NONE;
        all.put(welcome.group(), stray);
        keep(draft, welcome.group(), stray);
    }

    /** The device is in the group after all, or in the one that took its place. */
    void end(Draft draft, RandomId group) {
        if (all.remove(group) != null) {
            draft.write(Write.delete(PREFIX + group.hex()));
        }
    }

    /** Where the logs of these groups were read to. */
    Map<RandomId, Long> cursors() {
        Map<RandomId, Long> out = new LinkedHashMap<>();
        all.forEach((group, stray) -> out.put(group, stray.cursor));
        return out;
    }

    /** An entry of such a group's log: tells in which epoch the others are. */
    void read(Draft draft, DeliveryFrame.Delivered entry) {
        Stray stray = all.get(entry.group());
        if (stray == null || entry.seq() <= stray.cursor) {
            return;
        }
        stray.cursor = entry.seq();
        if (entry.kind() == DeliveryFrame.Body.COMMIT) {
            stray.serverEpoch = Math.max(stray.serverEpoch, entry.epoch() + 1);
        }
        talks.acknowledge(entry.group(), entry.seq());
        if (entry.kind() == DeliveryFrame.Body.SUCCESSOR) {
            // Whoever builds the group anew adds this device by a package of the server's.
            end(draft, entry.group());
        } else {
            keep(draft, entry.group(), stray);
        }
    }

    /** Says where it has not been said yet that this device is not in. */
    void claim(Draft draft) {
        LoggedStatement own = talks.acting.own().valueOrNull();
        boolean may = talks.following.maySend() instanceof Verdict.Trusted<SignedCheckpoint>
                && talks.instance.stopped().isEmpty();
        if (own == null || !may) {
            return;
        }
        for (Map.Entry<RandomId, Stray> entry : List.copyOf(all.entrySet())) {
            Stray stray = entry.getValue();
            if (stray.claim.equals(RandomId.NONE) && stray.claims < CLAIMS_MAX) {
                claim(draft, entry.getKey(), stray, own);
            }
        }
    }

    private void claim(Draft draft, RandomId group, Stray stray, LoggedStatement own) {
        RejoinClaim claim = new RejoinClaim(
                group.hex(),
                stray.serverEpoch,
                Digest.of(new byte[0]),
                stray.reason,
                OpenGroup.NO_COMMIT,
                talks.packages.handOver(draft, own.index()));
        Envelope act = talks.acting
                .sign(draft, RejoinClaim.KIND, group.hex(), null, claim.json())
                .valueOrNull();
        if (act == null) {
            return;
        }
        stray.claim = RandomId.make(talks.home.randomness());
        stray.claims++;
        keep(draft, group, stray);
        long counter = talks.instance.next(draft);
        talks.send(
                draft,
                group,
                stray.claim,
                counter,
                new DeliveryFrame.Send(stray.claim, group, stray.serverEpoch, counter, act.bytes(), null));
    }

    /** True if this is the answer to a claim of these. */
    boolean taken(DeliveryFrame.Taken taken) {
        boolean own = false;
        for (Stray stray : all.values()) {
            own |= stray.claim.equals(taken.clientId());
        }
        return own;
    }

    /** The same; it came too late for its epoch and is made again, or this device is no member there. */
    boolean refused(Draft draft, DeliveryFrame.Refused refused) {
        for (Map.Entry<RandomId, Stray> entry : List.copyOf(all.entrySet())) {
            Stray stray = entry.getValue();
            if (stray.claim.equals(refused.clientId())) {
                boolean again =
                        refused.refusal() == DeliveryRefusal.EPOCH_PAST || refused.refusal() == DeliveryRefusal.QUOTA;
                stray.claim = RandomId.NONE;
                stray.claims = again ? stray.claims : CLAIMS_MAX;
                keep(draft, entry.getKey(), stray);
                return true;
            }
        }
        return false;
    }
}
