package org.hublink.protocol;

import java.util.List;

/** What is in force at a moment: root and authority unexpired, the statement itself neither too old nor revoked. */
final class Force {
    private final Court court;

    Force(Court court) {
        this.court = court;
    }

    /** Whether a statement of this type and country can count at all. An expired root opens the door to the next one. */
    Finding at(StatementType type, String country, Moment moment) {
        Roots.Walked root = court.roots().inForce(moment.size());
        if (root == null) {
            return court.roots().missing();
        }
        if (type == StatementType.ROOT) {
            return Finding.counts(List.of());
        }
        if (root.header().expires() <= moment.time()) {
            return Finding.refused(Reason.ROOT_EXPIRED, "root " + root.header().version());
        }
        if (type == StatementType.AUTHORITY || type.ofNoCountry()) {
            return Finding.counts(List.of());
        }
        Nation.Seat seat = court.nation(country).seat(moment.size());
        if (seat == null) {
            return Finding.refused(Reason.AUTHORITY_MISSING, country);
        }
        return seat.header().expires() <= moment.time()
                ? Finding.refused(Reason.AUTHORITY_EXPIRED, country)
                : Finding.counts(List.of());
    }

    /** Whether a statement that counts in its place counts at this moment too. */
    Finding now(Header header, Chain.Link link, Moment moment) {
        Nation nation = court.nation(header.country());
        for (String person : link.finding().persons()) {
            int slash = person.indexOf('/');
            Standing signer = slash < 0
                    ? nation.operatorStanding(person, moment.size())
                    : court.nation(person.substring(0, slash))
                            .standing(Target.Kind.PERSONA.text(person.substring(slash + 1)), moment.size());
            if (signer.state() == Standing.State.FINAL && link.index() > signer.last()) {
                return Finding.refused(Reason.SIGNER_REVOKED, "signed by " + person);
            }
        }
        String target = Court.target(header);
        if (target != null) {
            Standing standing = nation.standing(target, moment.size());
            if (!standing.free()) {
                boolean held = standing.state() == Standing.State.HELD;
                return Finding.refused(held ? Reason.ON_HOLD : Reason.REVOKED, target);
            }
        }
        return time(header, moment.time());
    }

    /** Whether the header's own times take in this one. */
    static Finding time(Header header, long time) {
        if (header.issued() > time + Trust.CLOCK_SKEW_SECONDS_MAX) {
            return Finding.refused(Reason.NOT_YET_VALID, header.subject().toString());
        }
        if (header.expires() <= time) {
            Reason reason = switch (header.type()) {
                case ROOT -> Reason.ROOT_EXPIRED;
                case AUTHORITY -> Reason.AUTHORITY_EXPIRED;
                default -> Reason.EXPIRED;
            };
            return Finding.refused(reason, header.subject().toString());
        }
        return Finding.counts(List.of());
    }
}
