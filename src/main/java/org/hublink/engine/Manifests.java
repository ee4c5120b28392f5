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
    private final Shelf shelf;
    private final Text text;
    private final Map<Subject, Verdict.Trusted<LoggedStatement>> counting = new LinkedHashMap<>();

    private Manifests(Trust trust, Shelf shelf, Text text) {
        this.trust = trust;
        this.shelf = shelf;
        this.text = text;
    }

    static Manifests at(Trust trust, Moment moment, Shelf shelf, Text text, Draft draft, Refusals refusals) {
        var manifests = new Manifests(trust, shelf, text);
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

    /** Leaves whose part 0 is not on the shelf. */
    List<Long> missing() {
        var missing = new ArrayList<Long>();
        for (var trusted : counting.values()) {
            long leaf = trusted.value().index();
            if (shelf.part(leaf, 0) == null) {
                missing.add(leaf);
            }
        }
        return missing;
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
     * What the manifests say. A manifest for all without its part is refused (S6); one for a named audience without its part
     * is not for us.
     */
    List<Read> read(Draft draft, Refusals refusals) {
        var read = new ArrayList<Read>();
        for (var entry : counting.entrySet()) {
            var subject = entry.getKey();
            var statement = entry.getValue().value();
            var part = shelf.part(statement.index(), 0);
            if (subject.type() != StatementType.MANIFEST) {
                continue;
            }
            if (part == null) {
                if (subject.id().equals(Audience.ALL.name())) {
                    refusals.add(draft, subject.toString(), Reason.PART_WITHHELD, "the server keeps back what it says");
                }
                continue;
            }
            var manifest = read(draft, subject, part, refusals);
            if (manifest != null) {
                read.add(new Read(statement, entry.getValue().proof(), manifest));
            }
        }
        return read;
    }

    private @Nullable ManifestPart read(Draft draft, Subject subject, Part part, Refusals refusals) {
        ManifestPart manifest;
        try {
            manifest = ManifestPart.read(part.body(), text);
        } catch (Malformed malformed) {
            refusals.add(draft, subject.toString(), Reason.MALFORMED, malformed.reason());
            return null;
        }
        if (!manifest.audience().name().equals(subject.id())) {
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
            if (entry.getKey().type() != StatementType.ATTESTATION || part == null) {
                continue;
            }
            try {
                var attestation = AttestationPart.read(part.body(), text);
                for (var item : attestation.listings()) {
                    if (item.id().startsWith(entry.getKey().country() + "-")) {
                        newest.merge(item.id() + " " + item.digest().hex(), attestation.attested(), Attested::later);
                    }
                }
            } catch (Malformed saysNothing) {
                // An attestation that cannot be read moves no date.
            }
        }
        return newest;
    }
}
