package org.hublink.protocol;

import java.util.List;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/** Judges one act: its place, its signer's statement at its own checkpoint, its signature, and what was revoked since. */
final class ActJudge {
    /** Whose key it is, and who else would have to be revoked. */
    private record Signed(
            LoggedStatement statement,
            PublicKey key,
            @Nullable String officer,
            List<String> targets) {}

    private final Trust trust;

    ActJudge(Trust trust) {
        this.trust = trust;
    }

    Verdict<VerifiedAct> judge(Envelope envelope, ActPlace place, Moment moment) {
        Act act;
        try {
            act = Act.read(envelope, trust.ledger().text());
        } catch (Malformed refused) {
            return Verdict.refused(refused);
        }
        if (!act.kind().equals(place.kind()) || !act.context().equals(place.context())) {
            return Verdict.refused(Reason.ACT_CONTEXT, act.kind() + " in " + place.kind());
        }
        if (place.seen().contains(act.id())) {
            return Verdict.refused(Reason.ACT_REPLAYED, act.id());
        }
        if (act.time() > moment.time() + Trust.CLOCK_SKEW_SECONDS_MAX) {
            return Verdict.refused(Reason.NOT_YET_VALID, "dated ahead");
        }
        if (act.checkpointSize() > moment.size()) {
            return Verdict.refused(Reason.LOG_BEHIND, "signed at " + act.checkpointSize() + " leaves");
        }
        Moment own = new Moment(act.checkpointSize(), act.time());
        Verdict<Signed> signer = act.signer().type() == Act.SignerType.OPERATOR
                ? operator(act, envelope.signatures().get(0).keyId(), own)
                : holder(act, place.parts(), own);
        if (!(signer instanceof Verdict.Trusted<Signed> signed)) {
            return refused(signer);
        }
        return verified(envelope, act, signed.value(), own, moment);
    }

    private Verdict<VerifiedAct> verified(Envelope envelope, Act act, Signed by, Moment own, Moment moment) {
        Signature signature = envelope.signatures().get(0);
        if (!by.key().keyId().equals(signature.keyId())) {
            return Verdict.refused(Reason.ACT_SIGNER, "another key than the signer's");
        }
        if (!by.key().verify(envelope.signedBytes(), signature.value())) {
            return Verdict.refused(Reason.BAD_SIGNATURE, "act");
        }
        boolean since = false;
        Country country = new Country(act.signer().country());
        for (String target : by.targets()) {
            Standing then = trust.standing(target, country, own);
            if (!then.free()) {
                boolean held = then.state() == Standing.State.HELD;
                return Verdict.refused(held ? Reason.ON_HOLD : Reason.REVOKED, target);
            }
            Standing now = trust.standing(target, country, moment);
            if (!now.free() && act.checkpointSize() - 1 > now.last()) {
                return Verdict.refused(Reason.SIGNER_REVOKED, target);
            }
            since |= !now.free();
        }
        VerifiedAct verified = new VerifiedAct(act, act.digest(), by.statement(), by.officer(), since);
        Proof proof = new Proof(by.statement().index(), List.of(act.signer().id()), moment.size());
        return new Verdict.Trusted<>(verified, proof);
    }

    private Verdict<Signed> holder(Act act, Parts parts, Moment own) {
        boolean device = act.signer().type() == Act.SignerType.DEVICE;
        StatementType type = device ? StatementType.DEVICE : StatementType.PERSONA;
        Subject subject = new Subject(type, act.signer().country(), act.signer().id());
        Verdict<LoggedStatement> newest = trust.newest(subject, own);
        if (!(newest instanceof Verdict.Trusted<LoggedStatement> found)) {
            return refused(newest);
        }
        LoggedStatement statement = found.value();
        if (statement.header().version() != act.signer().version()) {
            return Verdict.refused(
                    Reason.VERSION_OLD, "signed under version " + act.signer().version());
        }
        Part part = parts.part(statement, 0);
        if (device) {
            Verdict<DevicePart> opened = trust.device(statement, part);
            if (opened instanceof Verdict.Trusted<DevicePart> keys) {
                String officer = keys.value().officer();
                List<String> targets =
                        List.of(Target.Kind.DEVICE.text(subject.id()), Target.Kind.OFFICER.text(officer));
                Signed signed = new Signed(statement, keys.value().statementKey(), officer, targets);
                return new Verdict.Trusted<>(signed, found.proof());
            }
            return refused(opened);
        }
        Verdict<PersonaPart> opened = trust.persona(statement, part);
        if (opened instanceof Verdict.Trusted<PersonaPart> keys) {
            List<String> targets = List.of(Target.Kind.PERSONA.text(subject.id()));
            return new Verdict.Trusted<>(new Signed(statement, keys.value().key(), null, targets), found.proof());
        }
        return refused(opened);
    }

    /** Operators sign in by the key in their authority, so that one without a device can work; nothing else. */
    private Verdict<Signed> operator(Act act, Digest keyId, Moment own) {
        if (!act.kind().equals(SignIn.KIND)) {
            return Verdict.refused(Reason.ACT_SIGNER, "an operator signs in, and nothing else");
        }
        Subject subject = Subject.authority(new Country(act.signer().country()));
        Verdict<LoggedStatement> newest = trust.newest(subject, own);
        if (!(newest instanceof Verdict.Trusted<LoggedStatement> found)) {
            return refused(newest);
        }
        LoggedStatement statement = found.value();
        if (statement.header().version() != act.signer().version()) {
            return Verdict.refused(
                    Reason.VERSION_OLD, "signed under version " + act.signer().version());
        }
        AuthorityFacts.Operator operator = statement.header().facts() instanceof AuthorityFacts facts
                ? facts.operator(act.signer().id())
                : null;
        if (operator == null) {
            return Verdict.refused(
                    Reason.ACT_SIGNER, "no operator of " + act.signer().country());
        }
        PublicKey key = operator.keys().get(0);
        for (PublicKey other : operator.keys()) {
            key = other.keyId().equals(keyId) ? other : key;
        }
        List<String> targets =
                List.of(Target.Kind.OPERATOR.text(operator.id()), Target.Kind.OFFICER.text(operator.id()));
        return new Verdict.Trusted<>(new Signed(statement, key, operator.id(), targets), found.proof());
    }

    private static <T> Verdict<T> refused(Verdict<?> verdict) {
        return verdict instanceof Verdict.Refused<?> refused ? refused.as() : Verdict.refused(Reason.MALFORMED, "");
    }
}
