package org.hublink.client;

import java.util.List;
import java.util.Map;
import org.hublink.engine.Approve;
import org.hublink.engine.Revoke;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Header;
import org.hublink.protocol.RevocationFacts;
import org.hublink.protocol.StatementSigner;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;

/** An operator's hold, lift or final on one target: proposed, or signed as the second where another operator proposed it. */
final class Revocation {
    private static final String TARGET = "(device|officer|persona|operator):[a-z0-9][a-z0-9._-]{0,70}";
    private static final int PREFIX_CHARS_MIN = 8;
    private static final int DEVICE_CHARS = 64;

    private Revocation() {}

    static void check(String target) throws Ended {
        if (!target.matches(TARGET)) {
            throw new Ended(
                    ExitCode.USAGE,
                    "bad-target",
                    "A target is device:ID, officer:PSEUDONYM, persona:HANDLE or operator:ID.");
        }
    }

    /** The target's whole name: a device may be called by the first 8 or more digits of its id. */
    static String whole(OperatorClient operator, String target) throws Ended {
        if (!target.startsWith("device:") || target.length() == "device:".length() + DEVICE_CHARS) {
            return target;
        }
        var start = target.substring("device:".length());
        var found = operator.trust().ledger().subjects(StatementType.DEVICE, operator.country()).stream()
                .map(Subject::id)
                .filter(id -> start.length() >= PREFIX_CHARS_MIN && id.startsWith(start))
                .toList();
        if (found.size() != 1) {
            throw Ended.refused(
                    found.isEmpty() ? "target-unknown" : "target-ambiguous",
                    "The log has " + (found.isEmpty() ? "no device" : "several devices") + " of your country whose id"
                            + " begins with " + start + ".");
        }
        return Revoke.device(found.get(0));
    }

    static OperatorClient.Outcome sign(OperatorClient operator, String target, RevocationFacts.Mode mode) throws Ended {
        for (var waiting : operator.pending()) {
            if (waiting.header().id().equals(target)
                    && waiting.header().facts() instanceof RevocationFacts facts
                    && facts.mode() == mode) {
                return second(operator, waiting);
            }
        }
        var trust = operator.trust();
        var header = Revoke.header(
                trust, operator.country(), target, mode, trust.ledger().size() - 1, null, operator.now());
        notHisOwn(operator, header);
        return operator.propose(new StatementSigner(operator.key()).sign(header), List.of(), null);
    }

    private static OperatorClient.Outcome second(OperatorClient operator, Waiting waiting) throws Ended {
        if (waiting.signedBy(operator.key().keyId())) {
            throw Ended.refused("already-signed", "You have signed this already; it waits for another operator.");
        }
        return operator.countersign(OperatorClient.must(
                Approve.countersign(
                        waiting.envelope(), expected(operator, waiting.header()), operator.key(), operator.now()),
                "What the other operator signed"));
    }

    /** Who signs that a device comes back or ends may not be its officer; the server refuses it too. */
    private static void notHisOwn(OperatorClient operator, Header header) throws Ended {
        if (!header.id().startsWith("device:")) {
            return;
        }
        var device = operator.newestVersion(
                Subject.device(operator.country(), header.id().substring("device:".length())));
        var part = device == null
                ? null
                : operator.parts(List.of(device.index()))
                        .getOrDefault(device.index(), Map.of())
                        .get(0);
        if (device != null && part != null) {
            operator.trust().learn(device, part);
        }
        if (operator.trust().ownDevice(header, operator.id())) {
            throw Ended.refused("own-subject", "This is your own device; other operators decide about it.");
        }
    }

    /** The next revocation of the target as this operator's own log gives it. */
    static Header expected(OperatorClient operator, Header theirs) throws Ended {
        try {
            Header own = Revoke.expected(operator.trust(), operator.country(), theirs);
            notHisOwn(operator, own);
            return own;
        } catch (Malformed different) {
            throw Ended.refused(different.reason(), "What the other operator signed is no revocation.");
        }
    }
}
