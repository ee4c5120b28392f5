package org.hublink.protocol;

import java.util.Set;
import org.hublink.primitives.Malformed;

/** Judges who says an act of the forum, and that it is said there. Whether it counts in its thread is {@link ForumThread}'s. */
public final class ForumJudge {
    private final Trust trust;
    private final Parts parts;

    /** @param parts where part 0 of persona statements comes from */
    public ForumJudge(Trust trust, Parts parts) {
        this.trust = trust;
        this.parts = parts;
    }

    /**
     * The act with its author; {@code act-signer} where anything but a persona signed it, else the reasons of {@link
     * Trust#act}.
     */
    public Verdict<ForumSaid> judge(Envelope envelope, Moment moment) {
        Act act;
        try {
            act = Act.read(envelope, trust.ledger().text());
        } catch (Malformed refused) {
            return Verdict.refused(refused);
        }
        if (act.signer().type() != Act.SignerType.PERSONA) {
            return Verdict.refused(Reason.ACT_SIGNER, "the forum knows personas only");
        }
        ActPlace place = new ActPlace(act.kind(), act.context(), Set.of(), parts);
        Verdict<VerifiedAct> judged = trust.act(envelope, place, moment);
        if (!(judged instanceof Verdict.Trusted<VerifiedAct> trusted)) {
            return ((Verdict.Refused<VerifiedAct>) judged).as();
        }
        VerifiedAct verified = trusted.value();
        LoggedStatement statement = verified.signer();
        Verdict<PersonaPart> opened = trust.persona(statement, parts.part(statement, 0));
        if (!(opened instanceof Verdict.Trusted<PersonaPart> persona)) {
            return ((Verdict.Refused<PersonaPart>) opened).as();
        }
        ForumAuthor author = author(statement, persona);
        return new Verdict.Trusted<>(
                new ForumSaid(act, verified.digest(), author, verified.signerSinceRevoked()), trusted.proof());
    }

    /** What a persona statement says of somebody. */
    public static ForumAuthor author(LoggedStatement statement, Verdict.Trusted<PersonaPart> persona) {
        PersonaPart part = persona.value();
        return new ForumAuthor(
                statement.header().country(),
                part.handle(),
                part.badge(),
                part.topics(),
                statement.index(),
                persona.proof().persons());
    }
}
