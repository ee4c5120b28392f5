package org.hublink.engine;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Country;
import org.hublink.protocol.Header;
import org.hublink.protocol.Part;
import org.hublink.protocol.RevocationFacts;
import org.hublink.protocol.StatementSigner;
import org.hublink.protocol.Subject;
import org.hublink.protocol.Trust;
import org.jspecify.annotations.Nullable;

/** Hold, lift and final: the headers that cut somebody off, or let him back in. */
public final class Revoke {
    private static final long VALID_SECONDS = 400L * 86_400;

    private Revoke() {}

    /** {@code device:<id>}, as revocations name it. */
    public static String device(String id) {
        return "device:" + id;
    }

    /** {@code officer:<pseudonym>}: all his devices. */
    public static String officer(String pseudonym) {
        return "officer:" + pseudonym;
    }

    /** {@code persona:<handle>}. */
    public static String persona(String handle) {
        return "persona:" + handle;
    }

    /** {@code operator:<id>}. */
    public static String operator(String id) {
        return "operator:" + id;
    }

    /**
     * The next revocation of a target.
     *
     * @param last last leaf index of the target that still counts: {@code ledger.size() - 1} cuts off now, a smaller one
     *     where keys are known to have been stolen earlier
     * @param reason for the own country only, a part of its own; null for none
     */
    public static Header header(
            Trust trust,
            Country country,
            String target,
            RevocationFacts.Mode mode,
            long last,
            @Nullable Part reason,
            long now) {
        Subject subject = Subject.revocation(country, target);
        List<Part> parts = new ArrayList<>();
        if (reason != null) {
            parts.add(reason);
        }
        return StatementSigner.header(
                subject, trust.nextVersion(subject), now, now + VALID_SECONDS, parts, new RevocationFacts(mode, last));
    }

    /**
     * What a second operator signs: the next revocation of the target as his own log gives it; mode, reach, times and parts are
     * the proposer's.
     *
     * @throws Malformed {@code statement-differs} where it is no revocation
     */
    public static Header expected(Trust trust, Country country, Header theirs) throws Malformed {
        if (!(theirs.facts() instanceof RevocationFacts facts)) {
            throw new Malformed("statement-differs");
        }
        Header own = header(trust, country, theirs.id(), facts.mode(), facts.last(), null, theirs.issued());
        return new Header(
                own.type(),
                own.country(),
                own.id(),
                own.version(),
                theirs.issued(),
                theirs.expires(),
                theirs.parts(),
                own.facts());
    }
}
