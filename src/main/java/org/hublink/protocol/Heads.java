package org.hublink.protocol;

import java.util.List;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/** Judges attestations: one operator signs them, or a head of the desk that the attestation is named after. */
final class Heads {
    private static final HeadParts NONE = new HeadParts() {
        @Override
        public @Nullable Subject device(Digest keyId) {
            return null;
        }

        @Override
        public @Nullable Part part(LoggedStatement statement, int n) {
            return null;
        }
    };

    private final Court court;
    private HeadParts parts = NONE;

    Heads(Court court) {
        this.court = court;
    }

    void supply(HeadParts source) {
        this.parts = source;
    }

    Finding attestation(Leaf leaf, long index, Electorate operators) {
        Signature signature = leaf.signatures().get(0);
        Digest keyId = signature.keyId();
        boolean stranger =
                operators.member(keyId) == null && operators.stranger(keyId).reason() == Reason.UNKNOWN_KEY;
        if (!stranger || !Ids.desk(leaf.header().id())) {
            return Threshold.judge(leaf, 1, operators);
        }
        if (leaf.signatures().size() > 1) {
            return Finding.refused(Reason.SPARE_SIGNATURE, "one head signs");
        }
        Subject device = parts.device(keyId);
        if (device == null) {
            return Finding.refused(Reason.PART_WITHHELD, "the head's device is not at hand");
        }
        return byHead(leaf, index, signature, device);
    }

    private Finding byHead(Leaf leaf, long index, Signature signature, Subject subject) {
        Header header = leaf.header();
        if (!subject.country().equals(header.country())) {
            return Finding.refused(Reason.FOREIGN_COUNTRY, "a device of " + subject.country());
        }
        Chain chain = new Chain(court.ledger());
        Chain.Link deviceLink = chain.newest(subject, index);
        LoggedStatement device = valid(deviceLink, header.issued());
        Subject deskSubject = new Subject(StatementType.DESK, header.country(), header.id());
        LoggedStatement desk = valid(chain.newest(deskSubject, index), header.issued());
        if (device == null || desk == null) {
            return Finding.refused(Reason.NOT_LOGGED, device == null ? "device" : "desk " + header.id());
        }
        Verdict<DevicePart> keys = new Opened(court)
                .device(device.header(), device.index(), deviceLink.finding().persons(), parts.part(device, 0));
        if (!(keys instanceof Verdict.Trusted<DevicePart> opened)) {
            return refused(keys);
        }
        DevicePart part = opened.value();
        Nation nation = court.nation(header.country());
        boolean free =
                nation.standing(Target.Kind.DEVICE.text(subject.id()), index).free()
                        && nation.standing(Target.Kind.OFFICER.text(part.officer()), index)
                                .free();
        if (!free) {
            return Finding.refused(Reason.SIGNER_REVOKED, "the head's device or the head");
        }
        Part roster = parts.part(desk, 0);
        Finding fits = Opened.fits(desk.header(), 0, roster);
        if (roster == null || !fits.counts()) {
            return fits;
        }
        try {
            if (!DeskPart.read(roster.body(), court.ledger().text()).heads().contains(part.officer())) {
                return Finding.refused(Reason.ACT_SIGNER, "no head of " + header.id());
            }
        } catch (Malformed refused) {
            return Finding.refused(Reason.of(refused), "desk part");
        }
        boolean signed = part.statementKey().keyId().equals(signature.keyId())
                && part.statementKey().verify(leaf.signedBytes(), signature.value());
        return signed ? Finding.counts(List.of(part.officer())) : Finding.refused(Reason.BAD_SIGNATURE, part.officer());
    }

    private @Nullable LoggedStatement valid(Chain.Link link, long time) {
        Leaf leaf = link.finding().counts() ? court.ledger().leaf(link.index()) : null;
        return leaf != null && time < leaf.header().expires() ? new LoggedStatement(link.index(), leaf) : null;
    }

    private static Finding refused(Verdict<?> verdict) {
        return verdict instanceof Verdict.Refused<?> refused
                ? Finding.refused(refused.reason(), refused.detail())
                : Finding.counts(List.of());
    }
}
