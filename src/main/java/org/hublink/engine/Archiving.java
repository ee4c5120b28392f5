package org.hublink.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.Reason;
import org.hublink.protocol.SignedCheckpoint;
import org.hublink.protocol.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a desk's archive key in order (PROTOCOL B3): takes the versions that are new, makes the next one where the newest is
 * held by a device that nothing justifies any more, and wraps it for colleagues who came later. Then {@link Filing} has its turn.
 */
final class Archiving {
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int CONFLICT = 409;
    private static final int TRIES_MAX = 3;
    private static final int FORM_BYTES_MAX = 1024 * 1024;

    private final Talks talks;
    private final Refusals refusals;
    private final Talks.Breath breath;
    private final DeskArchive archive;
    private final ArchiveJudge judge;
    private final String path;

    Archiving(Talks talks, Refusals refusals, Talks.Breath breath, String desk) {
        this.talks = talks;
        this.refusals = refusals;
        this.breath = breath;
        this.archive = talks.archive(desk);
        this.judge = new ArchiveJudge(talks, archive);
        this.path = "/api/v1/messaging/archive/" + desk;
    }

    /** The log was followed and there is a session. */
    void run(Draft draft, Draft.Then then) {
        if (talks.following.maySend() instanceof Verdict.Refused<SignedCheckpoint> refused) {
            refusals.add(draft, "log", refused);
            then.go(draft);
            return;
        }
        versions(draft, 0, then);
    }

    /** The devices that the key is for now; parts that this takes are fetched. */
    private interface Rostered {
        void on(Draft draft, Map<String, byte[]> devices);
    }

    private void rostered(Draft draft, int tries, Rostered go, Draft.Then then) {
        Verdict<Map<String, byte[]>> devices = talks.judge.now().devices(archive.desk);
        List<Long> missing = talks.judge.missing();
        if (devices.valueOrNull() == null && !missing.isEmpty() && tries < TRIES_MAX) {
            talks.parts(draft, missing, refusals, next -> rostered(next, tries + 1, go, then));
            return;
        }
        Map<String, byte[]> found = devices.valueOrNull();
        if (found == null) {
            refusals.add(draft, archive.desk, (Verdict.Refused<?>) devices);
            then.go(draft);
        } else if (!found.containsKey(talks.owner.deviceId())) {
            refusals.add(draft, archive.desk, Reason.NOT_ROSTERED, "this device reads nothing further here");
            then.go(draft);
        } else {
            go.on(draft, found);
        }
    }

    private void versions(Draft draft, int tries, Draft.Then then) {
        rostered(draft, 0, (next, devices) -> fetch(next, devices, tries, then), then);
    }

    private void fetch(Draft draft, Map<String, byte[]> devices, int tries, Draft.Then then) {
        DeskArchive.Version newest = archive.newest();
        // The newest once more: wraps for those who came later stand beside it.
        int after = newest == null ? 0 : newest.number - 1;
        draft.fetch(call("GET", "/versions?after=" + after, null), (next, status, body) -> {
            if (status != OK) {
                fail(next, status, body, "asking for the archive's key");
                then.go(next);
                return;
            }
            try {
                boolean more = take(next, body);
                if (more) {
                    fetch(next, devices, tries, then);
                } else {
                    settle(next, devices, tries, then);
                }
            } catch (Malformed malformed) {
                List<Long> missing = talks.judge.missing();
                if (malformed.reason().equals(RosterCheck.UNSURE) && !missing.isEmpty() && tries < TRIES_MAX) {
                    talks.parts(next, missing, refusals, parts -> fetch(parts, devices, tries + 1, then));
                } else {
                    shown(next, malformed);
                    then.go(next);
                }
            }
        });
    }

    /** True if a version came that was not known. */
    private boolean take(Draft draft, byte[] answer) throws Malformed {
        ByteReader in = new ByteReader(answer);
        boolean more = false;
        while (in.remaining() > 0) {
            ByteReader one = new ByteReader(in.vector(FORM_BYTES_MAX));
            int number = (int) one.u32();
            byte[] act = one.vector(Envelope.BYTES_MAX);
            byte[] wraps = one.vector(FORM_BYTES_MAX);
            DeskArchive.Version version = archive.versions.get(number);
            if (version == null) {
                DeskArchive.Version last = archive.newest();
                if (number != (last == null ? 1 : last.number + 1)) {
                    throw new Malformed("archive-version", "out of order");
                }
                version = judge.version(number, act, wraps);
                more = true;
            }
            for (int n = one.varint(); n > 0; n--) {
                addendum(draft, version, one);
            }
            one.end();
            keep(draft, version);
        }
        return more;
    }

    private void addendum(Draft draft, DeskArchive.Version version, ByteReader in) throws Malformed {
        String device = Digest.from(in.bytes(Digest.LENGTH)).hex();
        byte[] act = in.vector(Envelope.BYTES_MAX);
        byte[] wrap = in.vector(FORM_BYTES_MAX);
        if (version.devices.contains(device)) {
            return;
        }
        try {
            judge.addendum(version, device, act, wrap);
        } catch (Malformed refused) {
            shown(draft, refused);
        }
    }

    private void keep(Draft draft, DeskArchive.Version version) {
        archive.keep(draft, version);
        // A key brings those before it with it.
        for (DeskArchive.Version before : List.copyOf(archive.versions.values())) {
            if (before.number < version.number && before.secret != null) {
                archive.keep(draft, before);
            }
        }
    }

    private void shown(Draft draft, Malformed refused) {
        draft.show(new View.Talk("", refused.reason(), "archive of " + archive.desk));
        draft.alert(refused.reason(), "archive of " + archive.desk);
    }

    /** Nobody writes under a key that somebody unjustified holds: the next one is made first (B4). */
    private void settle(Draft draft, Map<String, byte[]> devices, int tries, Draft.Then then) {
        DeskArchive.Version newest = archive.newest();
        boolean next = newest == null
                || (newest.secret != null
                        && !ArchiveJudge.unjustified(newest, devices).isEmpty());
        if (next && tries < TRIES_MAX) {
            make(draft, newest, devices, tries, then);
            return;
        }
        List<String> late = new ArrayList<>(devices.keySet());
        if (newest != null) {
            late.removeAll(newest.devices);
        }
        if (newest == null || newest.secret == null) {
            draft.show(new View.Talk("", "archive-waits", "no wrap for this device yet, archive of " + archive.desk));
            then.go(draft);
        } else {
            wrap(draft, newest, newest.secret, devices, late, 0, then);
        }
    }

    private void make(
            Draft draft,
            DeskArchive.@Nullable Version newest,
            Map<String, byte[]> devices,
            int tries,
            Draft.Then then) {
        int number = newest == null ? 1 : newest.number + 1;
        ArchiveKey key = ArchiveKey.make(archive.desk, number, talks.home.randomness());
        Map<String, byte[]> wrapped = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, byte[]> one : devices.entrySet()) {
                wrapped.put(one.getKey(), key.wrap(one.getKey(), one.getValue(), talks.home.randomness()));
            }
        } catch (Malformed malformed) {
            shown(draft, malformed);
            then.go(draft);
            return;
        }
        ArchiveWraps wraps = new ArchiveWraps(wrapped);
        ArchiveKey former = newest == null ? null : newest.secret;
        ArchiveVersion body = new ArchiveVersion(
                archive.desk, number, key.digest(), wraps.digest(), former == null ? null : key.sealFormer(former));
        Envelope act = sign(draft, ArchiveVersion.KIND, body.json());
        if (act == null) {
            then.go(draft);
            return;
        }
        byte[] form = new ByteWriter().vector(act.bytes()).vector(wraps.bytes()).toBytes();
        draft.fetch(call("PUT", "/versions/" + number, form), (next, status, answer) -> {
            if (status == OK || status == CREATED || status == CONFLICT) {
                // Whoever was first: what stands there is taken as everybody takes it.
                versions(next, tries + 1, then);
            } else {
                fail(next, status, answer, "storing the archive's key");
                then.go(next);
            }
        });
    }

    /** Wraps the key for those who came later, one after the other. */
    private void wrap(
            Draft draft,
            DeskArchive.Version version,
            ArchiveKey key,
            Map<String, byte[]> devices,
            List<String> late,
            int at,
            Draft.Then then) {
        if (at == late.size()) {
            new Filing(talks, refusals, archive, judge, breath, grown -> run(grown, then)).run(draft, then);
            return;
        }
        String device = late.get(at);
        byte[] sealingKey = devices.get(device);
        try {
            byte[] wrap = key.wrap(device, sealingKey == null ? new byte[0] : sealingKey, talks.home.randomness());
            ArchiveAddendum body =
                    new ArchiveAddendum(archive.desk, version.number, device, version.key, Digest.of(wrap));
            Envelope act = sign(draft, ArchiveAddendum.KIND, body.json());
            if (act == null) {
                then.go(draft);
                return;
            }
            byte[] form = new ByteWriter().vector(act.bytes()).vector(wrap).toBytes();
            Call call = call("PUT", "/wraps/" + version.number + "/" + device, form);
            draft.fetch(call, (next, status, answer) -> {
                if (status == OK || status == CREATED) {
                    version.devices.add(device);
                    archive.keep(next, version);
                }
                wrap(next, version, key, devices, late, at + 1, then);
            });
        } catch (Malformed malformed) {
            shown(draft, malformed);
            wrap(draft, version, key, devices, late, at + 1, then);
        }
    }

    private @Nullable Envelope sign(Draft draft, String kind, Json.Obj body) {
        Verdict<Envelope> act = talks.acting.sign(draft, kind, ArchiveVersion.context(archive.desk), null, body);
        if (act instanceof Verdict.Refused<Envelope> refused) {
            refusals.add(draft, archive.desk, refused);
        }
        return act.valueOrNull();
    }

    private Call call(String method, String rest, byte @Nullable [] body) {
        return Call.bytes(method, path + rest, talks.session.token(), body).under(talks.instance.hex());
    }

    private void fail(Draft draft, int status, byte[] body, String what) {
        refusals.fail(draft, Problem.of(what, status, body, talks.home.text()));
    }
}
