package org.hublink.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges a leaf that is not yet logged, as strictly as the strictest reader will. */
final class Admission {
    /** A hold is dated when it is sent: the count of holds a day goes by its date. */
    private static final long HOLD_AGE_SECONDS_MAX = 86_400;

    private final Ledger ledger;
    private final Court court;
    private final Chain chain;

    Admission(Ledger ledger, Chain chain) {
        this.ledger = ledger;
        this.court = ledger.court();
        this.chain = chain;
    }

    Verdict<Leaf> judge(Leaf leaf, List<@Nullable Part> parts, Moment moment, boolean gathering) {
        if (moment.size() > ledger.size()) {
            return Verdict.refused(Reason.LOG_BEHIND, ledger.size() + " of " + moment.size() + " leaves are known");
        }
        Header header = leaf.header();
        Finding finding = finding(leaf, moment, gathering);
        if (finding.counts()) {
            Finding fits = parts(header, parts);
            finding = fits.counts() ? finding : fits;
        }
        if (!finding.counts()) {
            return finding.refusal();
        }
        if (ownDevice(header, finding.persons())) {
            return Verdict.refused(Reason.OWN_SUBJECT, header.id());
        }
        Proof proof = new Proof(moment.size(), finding.persons(), moment.size());
        Verdict<Leaf> trusted = new Verdict.Trusted<>(leaf, proof);
        Nation nation = court.nation(header.country());
        if (header.type() == StatementType.DEVICE) {
            Verdict<DevicePart> opened =
                    new Opened(court).device(header, moment.size(), finding.persons(), parts.get(0));
            if (opened instanceof Verdict.Trusted<DevicePart> device) {
                String officer = Target.Kind.OFFICER.text(device.value().officer());
                return standing(nation.standing(officer, moment.size()), officer, trusted);
            }
            return refused(opened);
        }
        if (header.type() == StatementType.PERSONA) {
            Verdict<PersonaPart> opened =
                    new Opened(court).persona(header, moment.size(), finding.persons(), parts.get(0));
            return opened instanceof Verdict.Trusted<PersonaPart> ? trusted : refused(opened);
        }
        return trusted;
    }

    private Finding finding(Leaf leaf, Moment moment, boolean gathering) {
        Header header = leaf.header();
        long index = moment.size();
        boolean byRoot = byRoot(leaf, index);
        StatementType gate =
                byRoot && header.type() == StatementType.REVOCATION ? StatementType.AUTHORITY : header.type();
        Finding force = new Force(court).at(gate, header.country(), moment);
        if (!force.counts() && index > 0) {
            return force;
        }
        Finding time = Force.time(header, moment.time());
        if (!time.counts()) {
            return time;
        }
        if (header.facts() instanceof RevocationFacts facts
                && facts.mode() == RevocationFacts.Mode.HOLD
                && header.issued() < moment.time() - HOLD_AGE_SECONDS_MAX) {
            return Finding.refused(Reason.CLOCK_OFF, "a hold is dated when it is sent");
        }
        boolean power = header.facts() instanceof RootFacts
                || header.facts() instanceof AuthorityFacts
                || header.facts() instanceof RevocationFacts;
        if (!power) {
            Finding version = Rulings.version(header, chain.version(header.subject(), index));
            if (!version.counts()) {
                return version;
            }
        }
        return court.judge(leaf, index, gathering);
    }

    /**
     * True if one of these persons would lift or end the hold of his own device. Whose it is stands in its part: readers of
     * the log alone cannot tell, so this is refused before it is logged and no leaf is judged by it. A hold he may put.
     */
    boolean ownDevice(Header header, List<String> persons) {
        Target target = header.type() == StatementType.REVOCATION ? Target.of(header.id()) : null;
        if (target == null
                || target.kind() != Target.Kind.DEVICE
                || !(header.facts() instanceof RevocationFacts facts)
                || facts.mode() == RevocationFacts.Mode.HOLD) {
            return false;
        }
        String officer = court.holders().officer(new Subject(StatementType.DEVICE, header.country(), target.id()));
        return officer != null && persons.contains(officer);
    }

    private boolean byRoot(Leaf leaf, long index) {
        Roots.Walked root = court.roots().inForce(index);
        return root != null && Rulings.byRoot(leaf, root);
    }

    private static Finding parts(Header header, List<@Nullable Part> parts) {
        if (parts.size() != header.parts().size()) {
            return Finding.refused(
                    Reason.PART_MISMATCH,
                    parts.size() + " parts of " + header.parts().size());
        }
        for (int n = 0; n < parts.size(); n++) {
            Part part = parts.get(n);
            Finding fits = Opened.fits(header, n, part);
            if (part != null && !fits.counts()) {
                return fits;
            }
        }
        boolean keyed = header.type() == StatementType.DEVICE
                || header.type() == StatementType.PERSONA
                || header.type() == StatementType.FORUM_HEADS;
        return keyed && parts.isEmpty() ? Finding.refused(Reason.PART_MISMATCH, "no part") : Finding.counts(List.of());
    }

    private static Verdict<Leaf> standing(Standing standing, String target, Verdict<Leaf> otherwise) {
        return switch (standing.state()) {
            case FREE -> otherwise;
            case HELD -> Verdict.refused(Reason.ON_HOLD, target);
            case FINAL -> Verdict.refused(Reason.REVOKED, target);
        };
    }

    private static Verdict<Leaf> refused(Verdict<?> verdict) {
        return verdict instanceof Verdict.Refused<?> refused ? refused.as() : Verdict.refused(Reason.MALFORMED, "");
    }
}
