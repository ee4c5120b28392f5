package org.hublink.protocol;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/**
 * The one judge of statements and acts: pinned root → authority → statement → act. Every answer is a {@link Verdict}.
 *
 * <p>A statement counts by the leaves before its own (who was operator or root holder then), and is then compared with
 * the moment that is asked for: expiry, revocation, and whether root and authority are still in force.
 */
public final class Trust {
    /** Clocks may differ by this much. */
    public static final long CLOCK_SKEW_SECONDS_MAX = 300;

    private final Ledger ledger;
    private final Court court;
    private final Chain chain;

    /** Judges with what the ledger holds; attestations by a desk's head are {@code part-withheld} to it. */
    public Trust(Ledger ledger) {
        this.ledger = ledger;
        this.court = ledger.court();
        this.chain = new Chain(ledger);
    }

    /** As the other; attestations by heads are judged with these parts. They hold for the ledger's every Trust. */
    public Trust(Ledger ledger, HeadParts heads) {
        this(ledger);
        court.heads().supply(heads);
    }

    public Ledger ledger() {
        return ledger;
    }

    /** The newest statement about a subject. Nothing older serves where the newest is expired or revoked. */
    public Verdict<LoggedStatement> newest(Subject subject, Moment moment) {
        Verdict<LoggedStatement> gate = gate(subject, moment);
        return gate != null ? gate : judged(chain.newest(subject, moment.size()), moment);
    }

    /**
     * The version of a subject's next statement, from 1. Versions grow by one however old the statement before is: one that
     * has expired, or whose subject is revoked, still counts for the order.
     */
    public int nextVersion(Subject subject) {
        LoggedStatement last = last(subject);
        return last == null ? 1 : last.header().version() + 1;
    }

    /**
     * The statement that a subject's next one follows, or null before the first. It says nothing of now: it may have
     * expired, and {@link #newest} is what may be believed.
     */
    public @Nullable LoggedStatement last(Subject subject) {
        court.settle();
        Chain.Link link = chain.newest(subject, ledger.size());
        Leaf leaf = link.finding().counts() ? ledger.leaf(link.index()) : null;
        return leaf == null ? null : new LoggedStatement(link.index(), leaf);
    }

    /** One version of a subject's statement, newer ones or not. */
    public Verdict<LoggedStatement> at(Subject subject, int version, Moment moment) {
        Verdict<LoggedStatement> gate = gate(subject, moment);
        return gate != null ? gate : judged(chain.at(subject, version, moment.size()), moment);
    }

    /**
     * Would this leaf count as number {@code moment.size()}? Asked by the server before it logs, and by an operator's
     * client before he signs.
     *
     * @param parts one for each digest of the header; null for one that is not at hand (the key part of a device or a
     *     persona must be)
     */
    public Verdict<Leaf> admits(Leaf leaf, List<@Nullable Part> parts, Moment moment) {
        court.settle();
        return new Admission(ledger, chain).judge(leaf, parts, moment, false);
    }

    /** As {@link #admits}, for a statement that still gathers signatures: those it has are good, and none is spare. */
    public Verdict<Leaf> gathers(Leaf leaf, List<@Nullable Part> parts, Moment moment) {
        court.settle();
        return new Admission(ledger, chain).judge(leaf, parts, moment, true);
    }

    /** The body of part {@code n} (from 0): {@code part-withheld} without it, {@code part-mismatch} for another. */
    public Verdict<byte[]> part(LoggedStatement statement, int n, @Nullable Part part) {
        Finding fits = Opened.fits(statement.header(), n, part);
        return part == null || !fits.counts()
                ? fits.refusal()
                : new Verdict.Trusted<>(part.body(), new Proof(statement.index(), List.of(), ledger.size()));
    }

    /** A device's keys and officer; {@code own-subject} if its officer signed for himself. */
    public Verdict<DevicePart> device(LoggedStatement statement, @Nullable Part part) {
        court.settle();
        Verdict<DevicePart> opened =
                new Opened(court).device(statement.header(), statement.index(), signers(statement), part);
        if (opened instanceof Verdict.Trusted<DevicePart> device) {
            court.holders().opened(statement.header().subject(), statement.index(), device.value());
        }
        return opened;
    }

    /** A persona's key and badge. */
    public Verdict<PersonaPart> persona(LoggedStatement statement, @Nullable Part part) {
        court.settle();
        Verdict<PersonaPart> opened =
                new Opened(court).persona(statement.header(), statement.index(), signers(statement), part);
        if (opened instanceof Verdict.Trusted<PersonaPart> persona) {
            court.holders().opened(statement.header().subject(), statement.index(), persona.value());
        }
        return opened;
    }

    /**
     * Remembers the keys of a device or persona that was judged when it was logged, such as by this node: that no other may
     * name them. A part that does not fit its header, or is of another type, says nothing.
     */
    public void learn(LoggedStatement statement, Part part) {
        Header header = statement.header();
        if (!Opened.fits(header, 0, part).counts()) {
            return;
        }
        try {
            if (header.type() == StatementType.DEVICE) {
                DevicePart device = DevicePart.read(part.body(), ledger.text());
                court.holders().opened(header.subject(), statement.index(), device);
            } else if (header.type() == StatementType.PERSONA) {
                PersonaPart persona = PersonaPart.read(part.body(), ledger.text());
                court.holders().opened(header.subject(), statement.index(), persona);
            }
        } catch (Malformed unreadable) {
            // Whoever opens it is told so.
        }
    }

    /**
     * Whether this operator would lift or end the hold of a device that is his own. Known only where the device's part was
     * opened or learned.
     *
     * @param operator his id, which is his pseudonym as an officer too
     */
    public boolean ownDevice(Header header, String operator) {
        return new Admission(ledger, chain).ownDevice(header, List.of(operator));
    }

    /** Does this act count, found in this place, judged now? Its checkpoint's root is gossip: for the log's follower. */
    public Verdict<VerifiedAct> act(Envelope envelope, ActPlace place, Moment moment) {
        court.settle();
        return new ActJudge(this).judge(envelope, place, moment);
    }

    /**
     * What the country's revocations say of a target. A hold stays until it is lifted, an end for ever.
     *
     * @param target {@code device:<id>}, {@code officer:<pseudonym>}, {@code persona:<handle>}, {@code operator:<id>}
     */
    public Standing standing(String target, Country country, Moment moment) {
        court.settle();
        return court.nation(country.code()).standing(target, moment.size());
    }

    /**
     * Looks at every leaf and notes in {@link Ledger#ignored} each that counts for nothing, with its reason; among them
     * well-signed doubles of a version, of which the country must know (S2).
     */
    public List<Ignored> audit() {
        court.settle();
        Set<Subject> subjects = new LinkedHashSet<>();
        for (StatementType type : StatementType.values()) {
            subjects.addAll(ledger.subjects(type, null));
        }
        for (Subject subject : subjects) {
            chain.audit(subject);
        }
        return ledger.ignored();
    }

    /** Well-signed leaves of a country that stand beside its order of versions: somebody signs what it did not mean. */
    public List<Ignored> alarms(Country country) {
        court.settle();
        List<Ignored> out = new ArrayList<>();
        for (StatementType type : StatementType.values()) {
            for (Subject subject : ledger.subjects(type, country)) {
                Versions versions = ledger.versions(subject);
                if (versions != null && !versions.clean(versions.below(ledger.size()))) {
                    chain.audit(subject);
                }
            }
        }
        for (Ignored one : ledger.ignored()) {
            Leaf leaf = order(one.reason()) ? ledger.leaf(one.index()) : null;
            if (leaf != null && leaf.header().country().equals(country.code())) {
                out.add(one);
            }
        }
        return out;
    }

    Chain chain() {
        return chain;
    }

    Court court() {
        return court;
    }

    /** Why nothing can be said of this subject at all, or null. */
    private @Nullable Verdict<LoggedStatement> gate(Subject subject, Moment moment) {
        court.settle();
        if (moment.size() > ledger.size()) {
            return Verdict.refused(Reason.LOG_BEHIND, ledger.size() + " of " + moment.size() + " leaves are known");
        }
        Finding force = new Force(court).at(subject.type(), subject.country(), moment);
        return force.counts() ? null : force.refusal();
    }

    private Verdict<LoggedStatement> judged(Chain.Link link, Moment moment) {
        Leaf leaf = link.finding().counts() ? ledger.leaf(link.index()) : null;
        if (leaf == null) {
            return link.finding().refusal();
        }
        Finding now = new Force(court).now(leaf.header(), link, moment);
        return now.counts()
                ? new Verdict.Trusted<>(
                        new LoggedStatement(link.index(), leaf),
                        new Proof(link.index(), link.finding().persons(), moment.size()))
                : now.refusal();
    }

    private List<String> signers(LoggedStatement statement) {
        return court.finding((int) statement.index()).persons();
    }

    private static boolean order(Reason reason) {
        return reason == Reason.VERSION_DUPLICATE || reason == Reason.VERSION_JUMP || reason == Reason.VERSION_OLD;
    }
}
