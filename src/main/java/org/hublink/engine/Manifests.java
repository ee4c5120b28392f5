package org.hublink.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.hublink.protocol.AttestationPart;
import org.hublink.protocol.Attested;
import org.hublink.protocol.Audience;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.ManifestEntry;
import org.hublink.protocol.ManifestPart;
import org.hublink.protocol.Moment;
import org.hublink.protocol.Part;
import org.hublink.protocol.Proof;
import org.hublink.protocol.Reason;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;
import org.hublink.protocol.Trust;
import org.hublink.protocol.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The newest manifests and attestations of all countries at one moment: which of them count, whose parts are still missing,
 * and what they say.
 */
final class Manifests {
    /** A manifest that counts, with what it says. */
    record Read(LoggedStatement statement, Proof proof, ManifestPart part) {
        String country() {
            return statement.header().country();
        }
    }

    private final Trust trust;
    private final String reader;
    private final Shelf shelf;
    private final Text text;
    private final Map<Subject, Verdict.Trusted<LoggedStatement>> counting = new LinkedHashMap<>();

    private Manifests(Trust trust, String reader, Shelf shelf, Text text) {
        this.trust = trust;
        this.reader = reader;
        this.shelf = shelf;
        this.text = text;
    }

    static Manifests at(
            Trust trust, Moment moment, String reader, Shelf shelf, Text text, Draft draft, Refusals refusals) {
        var manifests = new Manifests(trust, reader, shelf, text);
        for (var type : List.of(StatementType.MANIFEST, StatementType.ATTESTATION)) {
            for (var subject : trust.ledger().subjects(type, null)) {
                var verdict = trust.newest(subject, moment);
                if (verdict instanceof Verdict.Trusted<LoggedStatement> trusted) {
                    manifests.counting.put(subject, trusted);
                } else if (verdict instanceof Verdict.Refused<LoggedStatement> refused) {
                    refusals.add(draft, subject.toString(), refused);
                }
            }
        }
        return manifests;
    }

    /** Leaves of which a part that is for this reader is not on the shelf. */
    List<Long> missing() {
        var missing = new ArrayList<Long>();
        for (var entry : counting.entrySet()) {
            long leaf = entry.getValue().value().index();
            boolean wanted = shelf.part(leaf, 0) == null;
            if (named(entry.getKey())) {
                var members = shelf.part(leaf, Audience.PART);
                wanted = members == null || (wanted && admits(entry.getKey(), members));
            }
            if (wanted) {
                missing.add(leaf);
            }
        }
        return missing;
    }

    /** True if a manifest of this country counts, whether its parts are at hand or not. */
    boolean of(String country) {
        for (var subject : counting.keySet()) {
            if (subject.type() == StatementType.MANIFEST && subject.country().equals(country)) {
                return true;
            }
        }
        return false;
    }

    private static boolean named(Subject subject) {
        return subject.type() == StatementType.MANIFEST && !subject.id().equals(Audience.ALL.name());
    }

    private boolean admits(Subject subject, Part members) {
        try {
            return Audience.read(members.body(), text).admits(reader, subject.country());
        } catch (Malformed saidWhenRead) {
            return false;
        }
    }

    /** Takes a part that the server sent, if it is the one that the header names. */
    void take(Draft draft, long leaf, int n, Part part, Refusals refusals) {
        for (var entry : counting.entrySet()) {
            if (entry.getValue().value().index() != leaf) {
                continue;
            }
            var verdict = trust.part(entry.getValue().value(), n, part);
            if (verdict instanceof Verdict.Refused<byte[]> refused) {
                refusals.add(draft, entry.getKey().toString(), refused);
            } else {
                shelf.putPart(draft, leaf, n, part);
            }
        }
    }

    /**
     * What the manifests say. One without its part is refused (S6), unless its members part says that it is not for this
     * reader; one whose members part is withheld may be for him, and is refused too. An attestation stands on a manifest.
     *
     * @param absent what to say of a part that is not there
     */
    List<Read> read(Draft draft, Refusals refusals, String absent) {
        var read = new ArrayList<Read>();
        for (var entry : counting.entrySet()) {
            var subject = entry.getKey();
            var statement = entry.getValue().value();
            if (subject.type() != StatementType.MANIFEST) {
                if (!of(subject.country())) {
                    refusals.add(draft, subject.toString(), Reason.MANIFEST_MISSING, "its country has no manifest");
                }
                continue;
            }
            var audience = audience(draft, subject, statement, refusals, absent);
            if (audience == null || !audience.admits(reader, subject.country())) {
                continue;
            }
            var part = shelf.part(statement.index(), 0);
            if (part == null) {
                refusals.add(draft, subject.toString(), Reason.PART_WITHHELD, absent);
                continue;
            }
            var manifest = read(draft, statement, audience, part, refusals);
            if (manifest != null) {
                read.add(new Read(statement, entry.getValue().proof(), manifest));
            }
        }
        return read;
    }

    /** For whom a manifest is; null where that is refused. */
    private @Nullable Audience audience(
            Draft draft, Subject subject, LoggedStatement statement, Refusals refusals, String absent) {
        if (!named(subject)) {
            return Audience.ALL;
        }
        if (statement.header().parts().size() <= Audience.PART) {
            refusals.add(draft, subject.toString(), Reason.MALFORMED, "it does not say for whom it is");
            return null;
        }
        var part = shelf.part(statement.index(), Audience.PART);
        if (part == null) {
            refusals.add(draft, subject.toString(), Reason.PART_WITHHELD, absent);
            return null;
        }
        try {
            var audience = Audience.read(part.body(), text);
            if (audience.name().equals(subject.id())) {
                return audience;
            }
            refusals.add(draft, subject.toString(), Reason.MALFORMED, "another audience than its subject");
        } catch (Malformed malformed) {
            refusals.add(draft, subject.toString(), Reason.MALFORMED, malformed.reason());
        }
        return null;
    }

    private @Nullable ManifestPart read(
            Draft draft, LoggedStatement statement, Audience audience, Part part, Refusals refusals) {
        var subject = statement.header().subject();
        ManifestPart manifest;
        try {
            manifest = shelf.manifest(subject, statement.index(), part, text);
        } catch (Malformed malformed) {
            refusals.add(draft, subject.toString(), Reason.MALFORMED, malformed.reason());
            return null;
        }
        if (!manifest.audience().equals(audience)) {
            refusals.add(draft, subject.toString(), Reason.MALFORMED, "another audience than its subject");
            return null;
        }
        for (ManifestEntry entry : manifest.entries()) {
            if (!entry.id().startsWith(subject.country() + "-")) {
                refusals.add(draft, subject.toString(), Reason.FOREIGN_COUNTRY, entry.id());
                return null;
            }
        }
        return manifest;
    }

    /** The newest word that each listing digest is still true, by digest in hexadecimal. */
    Map<String, Attested> attestations() {
        var newest = new LinkedHashMap<String, Attested>();
        for (var entry : counting.entrySet()) {
            var part = shelf.part(entry.getValue().value().index(), 0);
            if (entry.getKey().type() != StatementType.ATTESTATION
                    || part == null
                    || !of(entry.getKey().country())) {
                continue;
            }
            try {
                var attestation = AttestationPart.read(part.body(), text);
                var word = attestation
                        .attested()
                        .asOf(entry.getValue().value().header().issued());
                for (var item : attestation.listings()) {
                    if (item.id().startsWith(entry.getKey().country() + "-")) {
                        newest.merge(item.id() + " " + item.digest().hex(), word, Attested::later);
                    }
                }
            } catch (Malformed saysNothing) {
                // An attestation that cannot be read moves no date.
            }
        }
        return newest;
    }
}
