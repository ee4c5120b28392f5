package org.hublink.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Application;
import org.hublink.protocol.Country;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.Header;
import org.hublink.protocol.Part;
import org.hublink.protocol.PersonaPart;
import org.hublink.protocol.Proof;
import org.hublink.protocol.Reason;
import org.hublink.protocol.SigningKey;
import org.hublink.protocol.StatementSigner;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;
import org.hublink.protocol.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The operators' side of an enrolment (V4). Each opens the application himself and compares its digits with the applicant by
 * phone; the first builds the headers from it, every further one builds them again and signs only if they are the same.
 */
public final class Approve {
    /** How long a statement may wait for its last signature. */
    public static final long WAIT_SECONDS_MAX = 14 * 86_400;

    private static final long CLOCK_SKEW_SECONDS = 300;

    private Approve() {}

    /** A statement that gathers signatures, with the parts that the server may have; null is withheld for good. */
    public record Draft(Envelope envelope, List<@Nullable Part> parts) {
        public Draft {
            parts = Collections.unmodifiableList(new ArrayList<>(parts));
        }
    }

    /** The device statement's header: a function of the application and the two times. */
    public static Header deviceHeader(Application application, long issued, long expires) {
        return StatementSigner.header(
                Subject.device(
                        new Country(application.country()),
                        application.device().value().id()),
                1,
                issued,
                expires,
                List.of(application.device().part(), application.card().part()));
    }

    /** The persona statement's header; for applications that ask for one. */
    public static Header personaHeader(Application application, long issued, long expires) {
        Application.Salted<PersonaPart> persona = persona(application);
        Subject subject = new Subject(
                StatementType.PERSONA, application.country(), persona.value().handle());
        return StatementSigner.header(subject, 1, issued, expires, List.of(persona.part()));
    }

    /** The first operator's signature on the device. The card is not among the parts. */
    public static Draft device(Application application, SigningKey key, long issued, long expires) {
        List<@Nullable Part> parts = new ArrayList<>();
        parts.add(application.device().part());
        parts.add(null);
        return new Draft(new StatementSigner(key).sign(deviceHeader(application, issued, expires)), parts);
    }

    /** The first operator's signature on the persona. */
    public static Draft persona(Application application, SigningKey key, long issued, long expires) {
        List<@Nullable Part> parts = new ArrayList<>();
        parts.add(persona(application).part());
        return new Draft(new StatementSigner(key).sign(personaHeader(application, issued, expires)), parts);
    }

    /**
     * A further operator's signature on a device or persona: {@code statement-differs} if anything in the others' header is
     * not what this application gives, {@code validity-too-long}, {@code not-yet-valid}, {@code expired}.
     */
    public static Verdict<Envelope> second(Application application, Envelope others, SigningKey key, long now) {
        Header theirs;
        try {
            theirs = Header.read(others.payload());
        } catch (Malformed refused) {
            return Verdict.refused(refused);
        }
        boolean device = theirs.type() == StatementType.DEVICE;
        boolean persona = theirs.type() == StatementType.PERSONA && application.persona() != null;
        if (!device && !persona) {
            return Verdict.refused(Reason.STATEMENT_DIFFERS, "neither the device nor the persona of this application");
        }
        Header own = device
                ? deviceHeader(application, theirs.issued(), theirs.expires())
                : personaHeader(application, theirs.issued(), theirs.expires());
        return countersign(others, own, key, now);
    }

    /**
     * Signs a header that this client built, if the others signed exactly the same bytes and its times are sound. For every
     * type of statement: rosters, renewals and ends of devices go the same way.
     */
    public static Verdict<Envelope> countersign(Envelope others, Header own, SigningKey key, long now) {
        if (!Bytes.equal(others.payload(), own.bytes())
                || !others.payloadType().equals(own.type().payloadType())) {
            return Verdict.refused(Reason.STATEMENT_DIFFERS, "the others signed something else");
        }
        if (own.expires() - own.issued() > own.type().validitySecondsMax()) {
            return Verdict.refused(Reason.VALIDITY_TOO_LONG, own.type().code());
        }
        if (own.issued() > now + CLOCK_SKEW_SECONDS) {
            return Verdict.refused(Reason.NOT_YET_VALID, own.type().code());
        }
        if (own.expires() <= now || own.issued() < now - WAIT_SECONDS_MAX) {
            return Verdict.refused(Reason.EXPIRED, own.type().code());
        }
        try {
            Envelope signed = new StatementSigner(key).countersign(others);
            return new Verdict.Trusted<>(signed, new Proof(-1, List.of(), 0));
        } catch (Malformed refused) {
            return Verdict.refused(refused);
        }
    }

    private static Application.Salted<PersonaPart> persona(Application application) {
        Application.Salted<PersonaPart> persona = application.persona();
        if (persona == null) {
            throw new IllegalArgumentException("the application asks for no persona");
        }
        return persona;
    }
}
