package org.hublink.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Country;
import org.hublink.protocol.DeskPart;
import org.hublink.protocol.DevicePart;
import org.hublink.protocol.Header;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.Moment;
import org.hublink.protocol.NoFacts;
import org.hublink.protocol.Part;
import org.hublink.protocol.Parts;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;
import org.hublink.protocol.Trust;
import org.hublink.protocol.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Renewal in bulk: what is due in a country, as its operators' clients find it in the log themselves, so that a server can
 * neither hide a device nor slip one in. A renewal has the same parts as the version before it, so nothing new is vouched for.
 */
public final class Renewal {
    /** From here on a device may be renewed. */
    public static final long DUE_SECONDS = 45L * 86_400;
    /** Nobody has seen the device for so long: look before renewing. */
    public static final long UNSEEN_SECONDS = 30L * 86_400;
    /** How long before a desk goes blind its country is told. */
    public static final long DESK_ALARM_SECONDS = 14L * 86_400;
    /** A desk with fewer valid devices alarms. */
    public static final int DESK_DEVICES_MIN = 2;

    private static final long DAY_SECONDS = 86_400;
    private static final int[] NOTICE_DAYS = {3, 14, 30};

    private Renewal() {}

    /**
     * A device that may be renewed.
     *
     * @param daysLeft whole days until it expires
     * @param noticeDays the strictest notice it has reached: 3, 14 or 30; 0 for none yet
     * @param lastSeen by the server, a hint; null if it never was
     * @param unseen not seen for 30 days
     * @param next header to be signed: same keys, version + 1
     * @param part device part that goes with it; null if it is not at hand
     */
    public record Due(
            String device,
            @Nullable String officer,
            long expires,
            int daysLeft,
            int noticeDays,
            @Nullable Long lastSeen,
            boolean unseen,
            Header next,
            @Nullable Part part) {}

    /** A desk whose members will have fewer than two valid devices. */
    public record ThinDesk(String desk, int devices) {}

    /**
     * All devices of a country with 45 days or less left, soonest first. Held and revoked ones are not among them, nor what
     * has expired: those enrol again.
     *
     * @param lastSeen by device id, as the server tells it
     * @param lifeSeconds of the renewed statement, at most 90 days
     */
    public static List<Due> due(
            Trust trust, Country country, Parts parts, Map<String, Long> lastSeen, long lifeSeconds, long now) {
        Moment moment = new Moment(trust.ledger().size(), now);
        List<Due> due = new ArrayList<>();
        for (Subject subject : trust.ledger().subjects(StatementType.DEVICE, country)) {
            LoggedStatement newest = trust.newest(subject, moment).valueOrNull();
            if (newest == null || newest.header().expires() - now > DUE_SECONDS) {
                continue;
            }
            Part part = parts.part(newest, 0);
            DevicePart device = read(trust, newest, part);
            Long seen = lastSeen.get(subject.id());
            int days = (int) ((newest.header().expires() - now) / DAY_SECONDS);
            due.add(new Due(
                    subject.id(),
                    device == null ? null : device.officer(),
                    newest.header().expires(),
                    days,
                    notice(days),
                    seen,
                    seen == null || now - seen > UNSEEN_SECONDS,
                    next(newest.header(), lifeSeconds, now),
                    device == null ? null : part));
        }
        due.sort((a, b) -> Long.compare(a.expires(), b.expires()));
        return due;
    }

    /** The header of the version after this one: other times, everything else the same. */
    public static Header next(Header former, long lifeSeconds, long now) {
        return new Header(
                former.type(),
                former.country(),
                former.id(),
                former.version() + 1,
                now,
                now + lifeSeconds,
                former.parts(),
                new NoFacts());
    }

    /**
     * What a second operator compares a renewal with: the next version of the newest statement he knows, at the times that
     * the first one chose. Null if there is nothing to renew.
     */
    public static @Nullable Header expected(Trust trust, Header theirs, long now) {
        Moment moment = new Moment(trust.ledger().size(), now);
        LoggedStatement newest = trust.newest(theirs.subject(), moment).valueOrNull();
        long life = theirs.expires() - theirs.issued();
        return newest == null || life < 1 ? null : next(newest.header(), life, theirs.issued());
    }

    /** Desks that will be without two valid devices in 14 days, if nothing is renewed. */
    public static List<ThinDesk> thinDesks(Trust trust, Country country, Parts parts, long now) {
        Moment then = new Moment(trust.ledger().size(), now + DESK_ALARM_SECONDS);
        Map<String, Integer> devices = new LinkedHashMap<>();
        for (Subject subject : trust.ledger().subjects(StatementType.DEVICE, country)) {
            LoggedStatement newest = trust.newest(subject, then).valueOrNull();
            DevicePart part = newest == null ? null : read(trust, newest, parts.part(newest, 0));
            if (part != null) {
                devices.merge(part.officer(), 1, Integer::sum);
            }
        }
        Moment moment = new Moment(trust.ledger().size(), now);
        List<ThinDesk> thin = new ArrayList<>();
        for (Subject subject : trust.ledger().subjects(StatementType.DESK, country)) {
            LoggedStatement newest = trust.newest(subject, moment).valueOrNull();
            Part part = newest == null ? null : parts.part(newest, 0);
            if (newest == null || part == null || trust.part(newest, 0, part).valueOrNull() == null) {
                continue;
            }
            int count = 0;
            for (String member : members(trust, part)) {
                count += devices.getOrDefault(member, 0);
            }
            if (count < DESK_DEVICES_MIN) {
                thin.add(new ThinDesk(subject.id(), count));
            }
        }
        return thin;
    }

    private static List<String> members(Trust trust, Part part) {
        try {
            return DeskPart.read(part.body(), trust.ledger().text()).members();
        } catch (Malformed refused) {
            return List.of();
        }
    }

    private static @Nullable DevicePart read(Trust trust, LoggedStatement statement, @Nullable Part part) {
        Verdict<byte[]> body = trust.part(statement, 0, part);
        if (!(body instanceof Verdict.Trusted<byte[]> trusted)) {
            return null;
        }
        try {
            return DevicePart.read(trusted.value(), trust.ledger().text());
        } catch (Malformed refused) {
            return null;
        }
    }

    private static int notice(int days) {
        for (int notice : NOTICE_DAYS) {
            if (days < notice) {
                return notice;
            }
        }
        return 0;
    }
}
