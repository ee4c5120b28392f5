package org.hublink.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Home;
import org.hublink.protocol.AuthorityFacts;
import org.hublink.protocol.Country;
import org.hublink.protocol.Invitation;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.Moment;
import org.hublink.protocol.Proof;
import org.hublink.protocol.PublicKey;
import org.hublink.protocol.Reason;
import org.hublink.protocol.Role;
import org.hublink.protocol.Subject;
import org.hublink.protocol.Trust;
import org.hublink.protocol.Verdict;

/** An operator invites an officer, or a further device of one: the same act. */
public final class Invite {
    private Invite() {}

    /**
     * A new invitation that names the keys of all operators now in force. The server is told its id and expiry; the
     * fragment goes to the invitee and to the operators who shall approve, by hand.
     */
    public static Verdict<Invitation> invite(
            Trust trust, Country country, String officer, Set<Role> roles, long lifeSeconds, Home home) {
        long now = home.clock().now();
        Moment moment = new Moment(trust.ledger().size(), now);
        Verdict<LoggedStatement> authority = trust.newest(Subject.authority(country), moment);
        if (!(authority instanceof Verdict.Trusted<LoggedStatement> trusted)) {
            return ((Verdict.Refused<LoggedStatement>) authority).as();
        }
        if (lifeSeconds < 1 || lifeSeconds > Invitation.LIFE_SECONDS_MAX) {
            return Verdict.refused(Reason.VALIDITY_TOO_LONG, "an invitation lives for 72 hours at most");
        }
        List<Digest> keys = new ArrayList<>();
        for (AuthorityFacts.Operator operator : facts(trusted.value()).operators()) {
            for (PublicKey key : operator.keys()) {
                keys.add(key.keyId());
            }
        }
        Invitation invitation = Invitation.create(
                country.code(),
                now + lifeSeconds,
                trust.ledger().pinnedRoot(),
                officer,
                roles,
                keys,
                home.randomness());
        return new Verdict.Trusted<>(invitation, trusted.proof());
    }

    /**
     * What the invitee's client finds out before it makes any key: the invitation is of the pinned root, still valid, and
     * every operator key it names stands in the authority statement that is in force, of enough persons to approve.
     */
    public static Verdict<AuthorityFacts> check(Trust trust, Invitation invitation, long now) {
        if (!invitation.root().equals(trust.ledger().pinnedRoot())) {
            return Verdict.refused(Reason.ROOT_MISMATCH, "the invitation is of another hub");
        }
        if (now >= invitation.expires()) {
            return Verdict.refused(Reason.EXPIRED, "the invitation is over");
        }
        Country country = new Country(invitation.country());
        Moment moment = new Moment(trust.ledger().size(), now);
        Verdict<LoggedStatement> authority = trust.newest(Subject.authority(country), moment);
        if (!(authority instanceof Verdict.Trusted<LoggedStatement> trusted)) {
            return ((Verdict.Refused<LoggedStatement>) authority).as();
        }
        AuthorityFacts facts = facts(trusted.value());
        List<String> persons = new ArrayList<>();
        for (Digest keyId : invitation.operators()) {
            AuthorityFacts.Operator operator = facts.holder(keyId);
            if (operator == null) {
                return Verdict.refused(Reason.UNKNOWN_KEY, "the invitation names a key that is no operator's");
            }
            if (!persons.contains(operator.id())) {
                persons.add(operator.id());
            }
        }
        if (persons.size() < facts.threshold()) {
            return Verdict.refused(Reason.BELOW_THRESHOLD, "the invitation names too few operators");
        }
        Proof proof = trusted.proof();
        return new Verdict.Trusted<>(facts, proof);
    }

    private static AuthorityFacts facts(LoggedStatement authority) {
        if (authority.header().facts() instanceof AuthorityFacts facts) {
            return facts;
        }
        throw new IllegalStateException("an authority without facts");
    }
}
