package org.hublink.protocol;

import java.util.List;
import org.hublink.primitives.Digest;
import org.jspecify.annotations.Nullable;

/** Judges what changes who has power: authorities and revocations. */
final class Rulings {
    /** Holds that one operator may put in a day. */
    static final int HOLDS_A_DAY_MAX = 10;

    private final Court court;

    Rulings(Court court) {
        this.court = court;
    }

    Finding authority(Leaf leaf, long index, Roots.Walked root) {
        Header header = leaf.header();
        if (!(header.facts() instanceof AuthorityFacts facts)) {
            return Finding.refused(Reason.UNKNOWN_TYPE, "no authority");
        }
        Nation.Seat seat = court.nation(header.country()).seat(index);
        Finding version = version(header, seat == null ? 0 : seat.header().version());
        if (!version.counts()) {
            return version;
        }
        for (AuthorityFacts.Operator operator : facts.operators()) {
            String owner = KeyOwners.operator(header.country(), operator.id());
            for (PublicKey key : operator.keys()) {
                if (!court.demo() && DemoKeys.contains(key.keyId())) {
                    return Finding.refused(Reason.DEMO_KEY, "authority " + header.country());
                }
                if (court.owners().taken(key, owner, index)) {
                    return Finding.refused(Reason.KEY_TAKEN, "a key of " + operator.id() + " stands elsewhere");
                }
            }
        }
        return Threshold.judge(leaf, root.facts().threshold(), court.roots().holders(root.facts(), index));
    }

    Finding revocation(Leaf leaf, long index, Roots.Walked root, boolean gathering) {
        Header header = leaf.header();
        Target target = Target.of(header.id());
        if (!(header.facts() instanceof RevocationFacts facts) || target == null) {
            return Finding.refused(Reason.UNKNOWN_TYPE, "no revocation");
        }
        Nation nation = court.nation(header.country());
        Finding fits = fits(header, facts, nation, index);
        if (!fits.counts()) {
            return fits;
        }
        boolean hold = facts.mode() == RevocationFacts.Mode.HOLD;
        boolean byRoot = byRoot(leaf, root);
        if (hold && byRoot) {
            return Finding.refused(Reason.KEY_PURPOSE, "an operator holds, the root does not");
        }
        Nation.Seat seat = nation.seat(index);
        Finding signed;
        if (byRoot) {
            signed = sign(leaf, root.facts().threshold(), court.roots().holders(root.facts(), index), gathering);
        } else if (seat == null) {
            return Finding.refused(Reason.AUTHORITY_MISSING, header.country());
        } else if (header.issued() >= seat.header().expires()) {
            return Finding.refused(Reason.AUTHORITY_EXPIRED, header.country());
        } else {
            int need = hold ? 1 : seat.facts().threshold();
            signed = sign(leaf, need, operators(header.country(), seat, index), gathering);
        }
        boolean personal = target.kind() == Target.Kind.OFFICER || target.kind() == Target.Kind.OPERATOR;
        if (signed.counts() && personal && signed.persons().contains(target.id())) {
            return Finding.refused(Reason.OWN_SUBJECT, target.text());
        }
        return signed.counts() && hold && seat != null ? hold(header, target, seat, signed, index) : signed;
    }

    /** The operators of a country who have a say at this index. */
    Electorate operators(String country, Nation.Seat seat, long index) {
        Nation nation = court.nation(country);
        return new Electorate() {
            @Override
            public @Nullable Member member(Digest keyId) {
                AuthorityFacts.Operator operator = seat.facts().holder(keyId);
                if (operator == null
                        || !nation.operatorStanding(operator.id(), index).free()) {
                    return null;
                }
                for (PublicKey key : operator.keys()) {
                    if (key.keyId().equals(keyId)) {
                        return new Member(operator.id(), key);
                    }
                }
                return null;
            }

            @Override
            public Finding stranger(Digest keyId) {
                AuthorityFacts.Operator operator = seat.facts().holder(keyId);
                if (operator != null) {
                    Standing standing = nation.operatorStanding(operator.id(), index);
                    boolean held = standing.state() == Standing.State.HELD;
                    return Finding.refused(held ? Reason.ON_HOLD : Reason.REVOKED, "operator " + operator.id());
                }
                String owner = court.owners().owner(keyId, index);
                if (owner == null) {
                    return Finding.refused(Reason.UNKNOWN_KEY, "no operator's key");
                }
                if (owner.indexOf('/') < 0) {
                    return Finding.refused(Reason.KEY_PURPOSE, "the key of " + owner);
                }
                boolean own = owner.startsWith(country + "/");
                return Finding.refused(
                        own ? Reason.UNKNOWN_KEY : Reason.FOREIGN_COUNTRY,
                        own ? "no operator any more" : "an operator of " + owner.substring(0, 2));
            }
        };
    }

    /** True if a root holder is among the signers: then all must be root holders. */
    static boolean byRoot(Leaf leaf, Roots.Walked root) {
        for (Signature signature : leaf.signatures()) {
            if (root.facts().key(signature.keyId()) != null) {
                return true;
            }
        }
        return false;
    }

    /** Versions grow by exactly one (S2). */
    static Finding version(Header header, int newest) {
        String detail = "version " + header.version() + " after " + newest;
        if (header.version() == newest) {
            return Finding.refused(Reason.VERSION_DUPLICATE, detail);
        }
        if (header.version() < newest) {
            return Finding.refused(Reason.VERSION_OLD, detail);
        }
        return header.version() > newest + 1 ? Finding.refused(Reason.VERSION_JUMP, detail) : Finding.counts(List.of());
    }

    private static Finding fits(Header header, RevocationFacts facts, Nation nation, long index) {
        Finding version = version(header, nation.version(header.id(), index));
        if (!version.counts()) {
            return version;
        }
        if (facts.last() >= index) {
            return Finding.refused(Reason.INDEX_AHEAD, "names leaf " + facts.last() + ", is leaf " + index);
        }
        Standing standing = nation.standing(header.id(), index);
        if (standing.state() == Standing.State.FINAL) {
            return Finding.refused(Reason.REVOKED, "ended for ever before");
        }
        if (facts.mode() == RevocationFacts.Mode.HOLD && !standing.free()) {
            return Finding.refused(Reason.ON_HOLD, "held already");
        }
        return version;
    }

    private Finding hold(Header header, Target target, Nation.Seat seat, Finding signed, long index) {
        Nation nation = court.nation(header.country());
        if (nation.holds(signed.persons().get(0), header.issued(), index) >= HOLDS_A_DAY_MAX) {
            return Finding.refused(Reason.QUOTA_EXCEEDED, HOLDS_A_DAY_MAX + " holds a day");
        }
        if (target.kind() != Target.Kind.OPERATOR) {
            return signed;
        }
        if (seat.facts().operator(target.id()) == null) {
            return Finding.refused(Reason.UNKNOWN_SUBJECT, target.text());
        }
        if (nation.free(seat.facts(), index) - 1 < seat.facts().threshold()) {
            return Finding.refused(Reason.BELOW_THRESHOLD, "too few operators would remain");
        }
        return signed;
    }

    static Finding sign(Leaf leaf, int need, Electorate electorate, boolean gathering) {
        return gathering ? Threshold.gathering(leaf, need, electorate) : Threshold.judge(leaf, need, electorate);
    }
}
