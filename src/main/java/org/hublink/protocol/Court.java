package org.hublink.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hublink.primitives.Digest;
import org.jspecify.annotations.Nullable;

/**
 * Judges leaves in their own place in the log: by what stood before them, and by nothing that came after. So a finding
 * never changes and is kept. Roots, authorities and revocations are judged in order of the log, all others when asked.
 */
final class Court {
    private final Ledger ledger;
    private final boolean demo;
    private final KeyOwners owners = new KeyOwners();
    private final Holders holders = new Holders();
    private final Roots roots;
    private final Rulings rulings = new Rulings(this);
    private final Heads heads = new Heads(this);
    private final Map<String, Nation> nations = new LinkedHashMap<>();
    private final List<Integer> powers = new ArrayList<>();
    private final TreeMap<Integer, Finding> findings = new TreeMap<>();
    private final TreeMap<Long, Ignored> ignored = new TreeMap<>();
    private int settled;

    Court(Digest pinnedRoot, boolean demo, Ledger ledger) {
        this.ledger = ledger;
        this.demo = demo;
        this.roots = new Roots(pinnedRoot, demo, owners);
    }

    void added(int index, StatementType type) {
        if (type == StatementType.ROOT || type == StatementType.AUTHORITY || type == StatementType.REVOCATION) {
            powers.add(index);
        }
    }

    /** Forgets what was found of leaves from {@code size} on, and of powers begins anew from the findings kept. */
    void truncated(long size) {
        findings.tailMap((int) size, true).clear();
        ignored.tailMap(size, true).clear();
        holders.truncated(size);
        powers.removeIf(index -> index >= size);
        nations.clear();
        owners.clear();
        roots.clear();
        settled = 0;
    }

    /** Brings powers up to the end of the ledger. */
    void settle() {
        while (settled < powers.size()) {
            int index = powers.get(settled++);
            Leaf leaf = ledger.leaf(index);
            if (leaf != null) {
                Finding finding = findings.get(index);
                if (finding == null) {
                    finding = judge(leaf, index);
                    keep(index, finding);
                }
                if (finding.counts()) {
                    register(leaf, index, finding);
                } else if (index == 0) {
                    roots.startedWith(finding);
                }
            }
        }
        if (ledger.size() > 0 && (powers.isEmpty() || powers.get(0) != 0)) {
            roots.startedWith(Finding.refused(Reason.ROOT_MISMATCH, "leaf 0 is no root"));
        }
    }

    /** What was or is now found of a leaf of the ledger; its version is not looked at here, but for powers. */
    Finding finding(int index) {
        Finding known = findings.get(index);
        if (known != null) {
            return known;
        }
        Leaf leaf = ledger.leaf(index);
        if (leaf == null) {
            return Finding.refused(Reason.MALFORMED, "");
        }
        Finding finding = judge(leaf, index);
        if (finding.reason() != Reason.PART_WITHHELD) {
            keep(index, finding);
        }
        return finding;
    }

    /** Judges a leaf as if it stood at this index. */
    Finding judge(Leaf leaf, long index) {
        return judge(leaf, index, false);
    }

    /** As {@link #judge(Leaf, long)}; while gathering, some of the signatures that an authority's rule wants will do. */
    Finding judge(Leaf leaf, long index, boolean gathering) {
        Header header = leaf.header();
        if (header.expires() - header.issued() > header.type().validitySecondsMax()) {
            return Finding.refused(Reason.VALIDITY_TOO_LONG, header.subject().toString());
        }
        if (header.type() == StatementType.ROOT) {
            return roots.judge(leaf, index);
        }
        Roots.Walked root = roots.inForce(index);
        if (root == null) {
            return index == 0 ? Finding.refused(Reason.ROOT_MISMATCH, "leaf 0 is no root") : roots.missing();
        }
        if (header.issued() >= root.header().expires()) {
            return Finding.refused(Reason.ROOT_EXPIRED, "issued under an expired root");
        }
        return switch (header.type()) {
            case AUTHORITY -> rulings.authority(leaf, index, root);
            case REVOCATION -> rulings.revocation(leaf, index, root, gathering);
            case FORUM_HEADS ->
                Rulings.sign(
                        leaf,
                        ForumHeads.MODERATORS,
                        new Moderators(this, new Moment(index, header.issued())),
                        gathering);
            default -> statement(leaf, index, gathering);
        };
    }

    Nation nation(String country) {
        return nations.computeIfAbsent(country, c -> new Nation());
    }

    Roots roots() {
        return roots;
    }

    KeyOwners owners() {
        return owners;
    }

    Holders holders() {
        return holders;
    }

    Heads heads() {
        return heads;
    }

    Ledger ledger() {
        return ledger;
    }

    /** True if demo keys count: opened for the demo, and under a root that is itself of the demo. */
    boolean demo() {
        Roots.Walked root = demo ? roots.inForce(1) : null;
        return root != null && Roots.ofDemo(root.facts());
    }

    /** Leaves found to count for nothing, so far. */
    Map<Long, Ignored> ignored() {
        return ignored;
    }

    /** Notes a leaf that is well signed but out of its subject's order of versions. */
    void outOfOrder(int index, Reason reason) {
        ignored.putIfAbsent((long) index, new Ignored(index, reason, "well signed, out of order"));
    }

    private Finding statement(Leaf leaf, long index, boolean gathering) {
        Header header = leaf.header();
        Nation nation = nation(header.country());
        Nation.Seat seat = nation.seat(index);
        if (seat == null) {
            return Finding.refused(Reason.AUTHORITY_MISSING, header.country());
        }
        if (header.issued() >= seat.header().expires()) {
            return Finding.refused(Reason.AUTHORITY_EXPIRED, header.country());
        }
        if (Ids.desk(header.id()) && !header.id().startsWith(header.country())) {
            return Finding.refused(Reason.FOREIGN_COUNTRY, header.id());
        }
        String target = target(header);
        if (target != null && nation.standing(target, index).state() == Standing.State.FINAL) {
            return Finding.refused(Reason.REVOKED, target);
        }
        Electorate operators = rulings.operators(header.country(), seat, index);
        if (header.type() == StatementType.ATTESTATION) {
            return heads.attestation(leaf, index, operators);
        }
        int need = seat.facts().threshold();
        Finding signed =
                gathering ? Threshold.gathering(leaf, need, operators) : Threshold.judge(leaf, need, operators);
        return signed.counts() && elsewhere(header, index)
                ? Finding.refused(Reason.KEY_TAKEN, "the device stands in another country")
                : signed;
    }

    /** What a revocation of this statement's subject would name, or null. */
    static @Nullable String target(Header header) {
        return switch (header.type()) {
            case DEVICE -> Target.Kind.DEVICE.text(header.id());
            case PERSONA -> Target.Kind.PERSONA.text(header.id());
            default -> null;
        };
    }

    /** True if another country logged this device first: its keys stand in one subject only (K2). */
    private boolean elsewhere(Header header, long index) {
        if (header.type() != StatementType.DEVICE) {
            return false;
        }
        for (String country : List.copyOf(nations.keySet())) {
            Versions other = ledger.versions(new Subject(header.type(), country, header.id()));
            if (country.equals(header.country()) || other == null) {
                continue;
            }
            for (int i = 0; i < other.below(index); i++) {
                if (finding(other.index(i)).counts()) {
                    return true;
                }
            }
        }
        return false;
    }

    private void keep(int index, Finding finding) {
        findings.put(index, finding);
        Reason reason = finding.reason();
        if (reason != null) {
            ignored.put((long) index, new Ignored(index, reason, finding.detail()));
        }
    }

    private void register(Leaf leaf, int index, Finding finding) {
        Header header = leaf.header();
        if (header.facts() instanceof RevocationFacts facts) {
            nation(header.country()).register(index, header, facts, finding.persons());
        } else if (header.facts() instanceof AuthorityFacts facts) {
            nation(header.country()).register(index, header, facts);
            for (AuthorityFacts.Operator operator : facts.operators()) {
                for (PublicKey key : operator.keys()) {
                    owners.register(key, KeyOwners.operator(header.country(), operator.id()), index);
                }
            }
        } else {
            roots.register(leaf, index);
        }
    }
}
