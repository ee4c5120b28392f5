package org.hublink.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.Country;
import org.hublink.protocol.DeskPart;
import org.hublink.protocol.DevicePart;
import org.hublink.protocol.Leaf;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.RevocationFacts;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;
import org.hublink.protocol.Trust;
import org.jspecify.annotations.Nullable;

/**
 * What the owner of a device knows of the newest statements about his desks, their officers and their devices. One that he has
 * not seen is an alarm until he says that he expected it (PROTOCOL L6): an authority's keys in foreign hands can add a reader to
 * a desk, but not unnoticed. A renewal says nothing new and is none.
 *
 * <p>A new store takes what it finds for known: who vouched for the device vouches for its desk as well.
 */
public final class OwnWatch {
    static final String NAME = "expected";
    static final String CODE = "statement-unexpected";
    /** Of 64 officers with some devices each at a few desks; what is beyond is told again after each start. */
    private static final int KNOWN_MAX = 4_096;

    private static final int NAME_BYTES_MAX = 160;

    private final Talks talks;
    /** By subject: the digest of what was said of it when it was known. */
    private final Map<String, Digest> known = new TreeMap<>();
    /** By officer: the size of the log when he came to the desk; what is older of him came with him. */
    private final Map<String, Long> people = new TreeMap<>();

    private final Map<String, Unexpected> unexpected = new LinkedHashMap<>();
    private long size = -1;
    private int parts;

    /**
     * A statement that nobody here expected.
     *
     * @param subject such as {@code desk FR/FR-CSE-1}, {@code device FR/…}, {@code revocation FR/officer:…}
     * @param officer whom it is about, empty for a desk
     * @param leaf its index in the log
     */
    public record Unexpected(String subject, String officer, long leaf, Digest says) {}

    OwnWatch(Talks talks) {
        this.talks = talks;
    }

    /** What is not known, oldest leaf first. */
    List<Unexpected> unexpected() {
        List<Unexpected> out = new ArrayList<>(unexpected.values());
        out.sort((a, b) -> Long.compare(a.leaf(), b.leaf()));
        return out;
    }

    /** Compares what the log says now with what is known, where the own country or a part has come to it since. */
    void look(Draft draft) {
        boolean news = talks.shelf.partCount() != parts || ownLeafSince();
        size = talks.following.size();
        if (!news) {
            return;
        }
        parts = talks.shelf.partCount();
        boolean first = known.isEmpty();
        Map<String, Unexpected> before = new LinkedHashMap<>(unexpected);
        unexpected.clear();
        boolean learnt = desks(first);
        learnt |= people();
        if (learnt) {
            keep(draft);
        }
        for (Unexpected one : unexpected.values()) {
            if (!one.equals(before.get(one.subject()))) {
                draft.alert(CODE, one.subject() + " at leaf " + one.leaf());
            }
        }
    }

    /** What all other countries say costs a look at the leaf and no more. */
    private boolean ownLeafSince() {
        for (long i = Math.max(0, size); i < talks.following.size(); i++) {
            Leaf leaf = trust().ledger().leaf(i);
            if (leaf != null && leaf.subject().country().equals(talks.owner.country())) {
                return true;
            }
        }
        return size < 0;
    }

    /** The owner says that he expected it; false if there is no such alarm. */
    boolean expect(Draft draft, String subject) {
        Unexpected found = unexpected.remove(subject);
        if (found == null || known.size() >= KNOWN_MAX) {
            return false;
        }
        known.put(subject, found.says());
        size = -1;
        if (found.officer().isEmpty()) {
            DeskPart roster = talks.judge
                    .now()
                    .desk(subject.substring(subject.indexOf('/') + 1))
                    .valueOrNull();
            if (roster != null) {
                roster.members().forEach(member -> people.putIfAbsent(member, talks.following.size()));
            }
        }
        keep(draft);
        look(draft);
        return true;
    }

    /** Rosters: of desks where the owner stands, and of those where he stood. */
    private boolean desks(boolean first) {
        boolean learnt = false;
        Rosters rosters = talks.judge.now();
        String officer = new OwnDesks(talks).officer();
        for (Subject subject : subjects(StatementType.DESK)) {
            LoggedStatement newest = newest(subject);
            DeskPart roster = rosters.desk(subject.id()).valueOrNull();
            boolean watched =
                    roster != null && (roster.members().contains(officer) || known.containsKey(subject.toString()));
            if (newest == null || roster == null || !watched) {
                continue;
            }
            learnt |= compare(subject, "", newest, Digest.of(roster.body()), first);
            if (first) {
                roster.members().forEach(member -> people.putIfAbsent(member, size));
            }
        }
        return learnt;
    }

    /** Devices of the desks' officers, and what was said against either. */
    private boolean people() {
        boolean learnt = false;
        Map<String, String> targets = new TreeMap<>();
        people.keySet().forEach(officer -> targets.put(Revoke.officer(officer), officer));
        for (Subject subject : subjects(StatementType.DEVICE)) {
            LoggedStatement newest = newest(subject);
            DevicePart device = newest == null
                    ? null
                    : trust().device(newest, talks.shelf.part(newest.index(), 0))
                            .valueOrNull();
            Long since = device == null ? null : people.get(device.officer());
            if (newest != null && device != null && since != null) {
                learnt |= compare(subject, device.officer(), newest, Digest.of(device.body()), newest.index() < since);
                targets.put(Revoke.device(subject.id()), device.officer());
            }
        }
        for (Subject subject : subjects(StatementType.REVOCATION)) {
            String officer = targets.get(subject.id());
            Long since = officer == null ? null : people.get(officer);
            LoggedStatement newest = officer == null ? null : newest(subject);
            if (newest != null
                    && officer != null
                    && since != null
                    && newest.header().facts() instanceof RevocationFacts facts) {
                Digest says = Digest.of(Utf8.encode(facts.mode().code() + " " + facts.last()));
                learnt |= compare(subject, officer, newest, says, newest.index() < since);
            }
        }
        return learnt;
    }

    /** True if it is known from now on; what is known already and says the same needs nothing. */
    private boolean compare(Subject subject, String officer, LoggedStatement newest, Digest says, boolean trusted) {
        String name = subject.toString();
        Digest before = known.get(name);
        if (before != null && before.equals(says)) {
            return false;
        }
        if (before == null && trusted && known.size() < KNOWN_MAX) {
            known.put(name, says);
            return true;
        }
        unexpected.put(name, new Unexpected(name, officer, newest.index(), says));
        return false;
    }

    private List<Subject> subjects(StatementType type) {
        return List.copyOf(trust().ledger().subjects(type, new Country(talks.owner.country())));
    }

    /** Whether it has expired or was revoked since or not. */
    private @Nullable LoggedStatement newest(Subject subject) {
        return trust().last(subject);
    }

    private Trust trust() {
        return talks.following.trust();
    }

    private void keep(Draft draft) {
        ByteWriter subjects = new ByteWriter();
        known.forEach((subject, says) -> subjects.vector(Utf8.encode(subject)).bytes(says.bytes()));
        ByteWriter officers = new ByteWriter();
        people.forEach((officer, since) -> officers.vector(Utf8.encode(officer)).u64(since));
        draft.write(talks.records.put(
                NAME, new ByteWriter().vector(subjects).vector(officers).toBytes()));
    }

    void load(Row row) throws Malformed {
        ByteReader in = new ByteReader(talks.records.open(row));
        ByteReader subjects = in.within();
        ByteReader officers = in.within();
        in.end();
        while (subjects.remaining() > 0) {
            known.put(Utf8.decode(subjects.vector(NAME_BYTES_MAX)), Digest.from(subjects.bytes(Digest.LENGTH)));
        }
        while (officers.remaining() > 0) {
            people.put(Utf8.decode(officers.vector(NAME_BYTES_MAX)), officers.u64());
        }
    }
}
