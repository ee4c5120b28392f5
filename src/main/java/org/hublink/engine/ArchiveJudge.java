package org.hublink.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Act;
import org.hublink.protocol.ActPlace;
import org.hublink.protocol.DeskPart;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.Moment;
import org.hublink.protocol.Reason;
import org.hublink.protocol.Verdict;
import org.hublink.protocol.VerifiedAct;

/** Judges what the server hands out of a desk's archive (PROTOCOL B3, B4). Nothing of it is believed without a colleague's signature. */
final class ArchiveJudge {
    private final Talks talks;
    private final DeskArchive archive;

    ArchiveJudge(Talks talks, DeskArchive archive) {
        this.talks = talks;
        this.archive = archive;
    }

    /** An act of a colleague, rostered at the desk when he signed it; {@code not-rostered} or why it does not count. */
    VerifiedAct ofTheDesk(byte[] envelope, String kind, String context) throws Malformed {
        Envelope read = Envelope.read(envelope);
        ActPlace place = new ActPlace(kind, context, Set.of(), talks.judge.parts());
        Verdict<VerifiedAct> verdict = talks.following.trust().act(read, place, talks.following.moment());
        VerifiedAct act = verdict.valueOrNull();
        if (act == null) {
            throw new Malformed(verdict.code());
        }
        Moment own = new Moment(act.act().checkpointSize(), act.act().time());
        Verdict<DeskPart> roster = talks.judge.rosters(own).desk(archive.desk);
        DeskPart desk = roster.valueOrNull();
        if (desk == null) {
            throw new Malformed(roster.code());
        }
        String officer = act.officer();
        boolean rostered = officer != null
                && act.act().signer().country().equals(archive.desk.substring(0, 2))
                && desk.members().contains(officer);
        if (!rostered) {
            throw new Malformed(Reason.NOT_ROSTERED.code(), kind);
        }
        return act;
    }

    /**
     * A version that may be used: {@code archive-version} for another desk's or one out of order, {@code archive-wraps-differ}
     * where the wraps are not those that were signed, {@code archive-wraps-roster} where they are not exactly for the devices
     * of the desk at the act's checkpoint, {@code archive-key} for a wrap or a chain that holds another key.
     */
    DeskArchive.Version version(int number, byte[] envelope, byte[] wrapBytes) throws Malformed {
        Act act = ofTheDesk(envelope, ArchiveVersion.KIND, ArchiveVersion.context(archive.desk))
                .act();
        ArchiveVersion body = ArchiveVersion.read(act.body());
        if (body.version() != number || !body.desk().equals(archive.desk)) {
            throw new Malformed("archive-version");
        }
        ArchiveWraps wraps = ArchiveWraps.read(wrapBytes);
        if (!wraps.digest().equals(body.wraps())) {
            throw new Malformed("archive-wraps-differ");
        }
        Moment then = new Moment(act.checkpointSize(), act.time());
        Verdict<Map<String, byte[]>> devices = talks.judge.rosters(then).devices(archive.desk);
        Map<String, byte[]> rostered = devices.valueOrNull();
        if (rostered == null) {
            throw new Malformed(devices.code());
        }
        if (!wraps.devices().equals(new ArrayList<>(rostered.keySet()))) {
            throw new Malformed("archive-wraps-roster");
        }
        DeskArchive.Version version = new DeskArchive.Version(number, body.key());
        version.devices.addAll(wraps.devices());
        byte[] sealed = body.former();
        version.former = sealed == null ? version.former : sealed;
        byte[] own = wraps.of(talks.owner.deviceId());
        if (own != null) {
            version.secret = opened(version, own);
            former(version);
        }
        return version;
    }

    private ArchiveKey opened(DeskArchive.Version version, byte[] wrap) throws Malformed {
        ArchiveKey key = ArchiveKey.unwrap(
                archive.desk, version.number, talks.owner.deviceId(), talks.owner.sealingSeed(), wrap);
        if (!key.digest().equals(version.key)) {
            throw new Malformed("archive-key");
        }
        return key;
    }

    /** The chain of keys: whoever holds a version holds those before it. */
    private void former(DeskArchive.Version version) throws Malformed {
        DeskArchive.Version before = archive.versions.get(version.number - 1);
        ArchiveKey key = version.secret;
        if (before == null || key == null) {
            return;
        }
        ArchiveKey former = key.openFormer(version.former);
        if (!former.digest().equals(before.key)) {
            throw new Malformed("archive-key");
        }
        if (before.secret == null) {
            before.secret = former;
            former(before);
        }
    }

    /**
     * A later wrap: {@code archive-wrap-foreign} for a device that is on no roster of the desk now, {@code archive-wraps-differ}
     * or {@code archive-key} as for versions.
     */
    void addendum(DeskArchive.Version version, String device, byte[] envelope, byte[] wrap) throws Malformed {
        Act act = ofTheDesk(envelope, ArchiveAddendum.KIND, ArchiveVersion.context(archive.desk))
                .act();
        ArchiveAddendum body = ArchiveAddendum.read(act.body());
        boolean same = body.version() == version.number
                && body.desk().equals(archive.desk)
                && body.device().equals(device)
                && body.key().equals(version.key)
                && body.wrap().equals(Digest.of(wrap));
        if (!same) {
            throw new Malformed("archive-wraps-differ");
        }
        Moment then = new Moment(act.checkpointSize(), act.time());
        Verdict<Map<String, byte[]>> devices = talks.judge.rosters(then).devices(archive.desk);
        Map<String, byte[]> rostered = devices.valueOrNull();
        if (rostered == null) {
            throw new Malformed(devices.code());
        }
        if (!rostered.containsKey(device)) {
            throw new Malformed("archive-wrap-foreign");
        }
        version.devices.add(device);
        if (device.equals(talks.owner.deviceId()) && version.secret == null) {
            version.secret = opened(version, wrap);
            former(version);
        }
    }

    /** Devices that hold the newest key and are justified no more: nothing is written under it. */
    static List<String> unjustified(DeskArchive.Version version, Map<String, byte[]> rostered) {
        List<String> out = new ArrayList<>();
        for (String device : version.devices) {
            if (!rostered.containsKey(device)) {
                out.add(device);
            }
        }
        return out;
    }
}
