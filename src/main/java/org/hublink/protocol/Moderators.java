package org.hublink.protocol;

import java.util.List;
import org.hublink.primitives.Digest;
import org.jspecify.annotations.Nullable;

/**
 * Who may sign the forum's heads: personas that were moderators when it was signed, as the log said before it. A persona is one
 * person. Its part must have been opened, or it cannot be said.
 */
final class Moderators implements Electorate {
    private final Court court;
    private final Moment then;

    Moderators(Court court, Moment then) {
        this.court = court;
        this.then = then;
    }

    @Override
    public @Nullable Member member(Digest keyId) {
        return look(keyId).valueOrNull();
    }

    @Override
    public Finding stranger(Digest keyId) {
        return look(keyId) instanceof Verdict.Refused<Member> refused
                ? Finding.refused(refused.reason(), refused.detail())
                : Finding.counts(List.of());
    }

    private Verdict<Member> look(Digest keyId) {
        Subject who = court.holders().holder(keyId);
        if (court.owners().owner(keyId, then.size()) != null || (who != null && who.type() != StatementType.PERSONA)) {
            return Verdict.refused(Reason.KEY_PURPOSE, "");
        }
        if (who == null) {
            return Verdict.refused(Reason.PART_WITHHELD, "");
        }
        Verdict<LoggedStatement> newest = new Trust(court.ledger()).newest(who, then);
        if (!(newest instanceof Verdict.Trusted<LoggedStatement> found)) {
            return ((Verdict.Refused<LoggedStatement>) newest).as();
        }
        PersonaPart face = court.holders().face(found.value().index());
        if (face == null) {
            return Verdict.refused(Reason.PART_WITHHELD, "");
        }
        if (!face.key().keyId().equals(keyId)) {
            return Verdict.refused(Reason.UNKNOWN_KEY, "");
        }
        return face.badge() == Role.MODERATOR
                ? new Verdict.Trusted<>(new Member(who.country() + "/" + who.id(), face.key()), found.proof())
                : Verdict.refused(Reason.ACT_SIGNER, "");
    }
}
