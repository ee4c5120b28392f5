package org.hublink.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hublink.mls.Credential;
import org.hublink.mls.Member;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.Country;
import org.hublink.protocol.DeskPart;
import org.hublink.protocol.DevicePart;
import org.hublink.protocol.Leaf;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.Moment;
import org.hublink.protocol.Part;
import org.hublink.protocol.Parts;
import org.hublink.protocol.Proof;
import org.hublink.protocol.Reason;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;
import org.hublink.protocol.Trust;
import org.hublink.protocol.Verdict;
import org.jspecify.annotations.Nullable;

/** Who stands behind a leaf of a group, and for which desks, at one moment of the log (PROTOCOL M3, M5, M6). */
final class Rosters {
    /**
     * A judged leaf.
     *
     * @param officer pseudonym
     */
    record Seat(String device, String country, String officer) {}

    private final Trust trust;
    private final Parts parts;
    private final Moment moment;
    private final Map<String, Verdict<DeskPart>> desks = new LinkedHashMap<>();

    Rosters(Trust trust, Parts parts, Moment moment) {
        this.trust = trust;
        this.parts = parts;
        this.moment = moment;
    }

    /**
     * Judges a member's leaf by nothing but the log: the device's statement counts at this moment, its key part is the one
     * that was logged, and the key that signs for the leaf is the part's MLS key.
     */
    Verdict<Seat> seat(Member member) {
        if (member.credential().type() != Credential.BASIC) {
            return Verdict.refused(Reason.LEAF_MISMATCH, "another credential than a device id");
        }
        try {
            LeafPart named = LeafPart.of(member.extensions());
            String device = Utf8.decode(member.credential().body());
            Leaf leaf = named.index() < moment.size() ? trust.ledger().leaf(named.index()) : null;
            if (leaf == null) {
                return Verdict.refused(Reason.NOT_LOGGED, "leaf " + named.index());
            }
            Subject subject = leaf.subject();
            if (subject.type() != StatementType.DEVICE || !subject.id().equals(device)) {
                return Verdict.refused(Reason.LEAF_MISMATCH, "leaf " + named.index() + " is about another");
            }
            return seat(member, new LoggedStatement(named.index(), leaf), named.part());
        } catch (Malformed malformed) {
            return Verdict.refused(malformed);
        }
    }

    private Verdict<Seat> seat(Member member, LoggedStatement named, Part part) {
        Subject subject = named.leaf().subject();
        Verdict<LoggedStatement> newest = trust.newest(subject, moment);
        if (newest instanceof Verdict.Refused<LoggedStatement> refused) {
            return refused.as();
        }
        Verdict<LoggedStatement> own = trust.at(subject, named.header().version(), moment);
        LoggedStatement counted = own.valueOrNull();
        if (own instanceof Verdict.Refused<LoggedStatement> refused && refused.reason() != Reason.EXPIRED) {
            return refused.as();
        }
        if (counted != null && counted.index() != named.index()) {
            return Verdict.refused(Reason.LEAF_MISMATCH, "leaf " + named.index() + " does not count");
        }
        Verdict<DevicePart> opened = trust.device(named, part);
        if (!(opened instanceof Verdict.Trusted<DevicePart> device)) {
            return opened instanceof Verdict.Refused<DevicePart> refused
                    ? refused.as()
                    : Verdict.refused(Reason.PART_MISMATCH, "");
        }
        DevicePart keys = device.value();
        if (!Bytes.equal(keys.mlsKey().bytes(), member.signatureKey())) {
            return Verdict.refused(Reason.LEAF_MISMATCH, "signs with another key than the logged one");
        }
        Country country = new Country(subject.country());
        for (String target : List.of(Revoke.device(subject.id()), Revoke.officer(keys.officer()))) {
            var standing = trust.standing(target, country, moment);
            if (!standing.free()) {
                return Verdict.refused(Reason.REVOKED, target);
            }
        }
        Seat seat = new Seat(subject.id(), subject.country(), keys.officer());
        return new Verdict.Trusted<>(seat, new Proof(named.index(), List.of(), moment.size()));
    }

    /**
     * The places of a conversation that the officer may speak from; {@code not-rostered} where there are none, {@code
     * part-withheld} where a roster that could name him is not at hand, so that nobody can judge yet.
     */
    Verdict<List<ConversationContext.Place>> places(Seat seat, ConversationContext context) {
        List<ConversationContext.Place> out = new ArrayList<>();
        Verdict.Refused<List<ConversationContext.Place>> unsure = null;
        for (ConversationContext.Place place : context.desks()) {
            if (!place.desk().startsWith(seat.country())) {
                continue;
            }
            Verdict<DeskPart> roster = desk(place.desk());
            DeskPart part = roster.valueOrNull();
            if (part != null && part.members().contains(seat.officer())) {
                out.add(place);
            } else if (roster instanceof Verdict.Refused<DeskPart> refused
                    && refused.reason() == Reason.PART_WITHHELD) {
                unsure = refused.as();
            }
        }
        if (!out.isEmpty() || context.officers().contains(seat.country() + "/" + seat.officer())) {
            return new Verdict.Trusted<>(out, new Proof(-1, List.of(), moment.size()));
        }
        return unsure != null ? unsure : Verdict.refused(Reason.NOT_ROSTERED, seat.officer());
    }

    /** True if the officer is a head of that desk. */
    boolean head(Seat seat, String desk) {
        DeskPart part = desk.startsWith(seat.country()) ? desk(desk).valueOrNull() : null;
        return part != null && part.heads().contains(seat.officer());
    }

    /**
     * The devices of a desk's officers that count at this moment, with their sealing keys; {@code part-withheld} where a
     * device of the country cannot be told from them yet.
     */
    Verdict<Map<String, byte[]>> devices(String desk) {
        Verdict<DeskPart> roster = desk(desk);
        if (!(roster instanceof Verdict.Trusted<DeskPart> trusted)) {
            return ((Verdict.Refused<DeskPart>) roster).as();
        }
        Map<String, byte[]> out = new TreeMap<>();
        Country country = new Country(desk.substring(0, 2));
        Verdict.Refused<Map<String, byte[]>> unsure = null;
        for (Subject subject : trust.ledger().subjects(StatementType.DEVICE, country)) {
            LoggedStatement newest = trust.newest(subject, moment).valueOrNull();
            if (newest == null) {
                continue;
            }
            Verdict<DevicePart> opened = trust.device(newest, parts.part(newest, 0));
            DevicePart device = opened.valueOrNull();
            if (opened instanceof Verdict.Refused<DevicePart> refused && refused.reason() == Reason.PART_WITHHELD) {
                unsure = refused.as();
            }
            if (device != null
                    && trusted.value().members().contains(device.officer())
                    && trust.standing(Revoke.device(subject.id()), country, moment)
                            .free()
                    && trust.standing(Revoke.officer(device.officer()), country, moment)
                            .free()) {
                out.put(subject.id(), device.sealingKey());
            }
        }
        return unsure != null ? unsure : new Verdict.Trusted<>(out, trusted.proof());
    }

    /** The desk's roster at this moment. */
    Verdict<DeskPart> desk(String id) {
        return desks.computeIfAbsent(id, this::read);
    }

    private Verdict<DeskPart> read(String id) {
        Subject subject = new Subject(StatementType.DESK, id.substring(0, 2), id);
        Verdict<LoggedStatement> newest = trust.newest(subject, moment);
        if (!(newest instanceof Verdict.Trusted<LoggedStatement> found)) {
            return newest instanceof Verdict.Refused<LoggedStatement> refused
                    ? refused.as()
                    : Verdict.refused(Reason.UNKNOWN_SUBJECT, id);
        }
        @Nullable Part part = parts.part(found.value(), 0);
        Verdict<byte[]> body = trust.part(found.value(), 0, part);
        if (!(body instanceof Verdict.Trusted<byte[]> opened)) {
            return body instanceof Verdict.Refused<byte[]> refused
                    ? refused.as()
                    : Verdict.refused(Reason.PART_WITHHELD, id);
        }
        try {
            return new Verdict.Trusted<>(
                    DeskPart.read(opened.value(), trust.ledger().text()), found.proof());
        } catch (Malformed malformed) {
            return Verdict.refused(malformed);
        }
    }
}
