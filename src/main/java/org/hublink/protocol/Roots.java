package org.hublink.protocol;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Digest;
import org.jspecify.annotations.Nullable;

/** The roots, walked one by one from the pinned one: each is signed by enough of the former and of itself. */
final class Roots {
    /** A root in its place. */
    record Walked(long index, Header header, RootFacts facts) {}

    private final Digest pinned;
    private final boolean demo;
    private final KeyOwners owners;
    private final List<Walked> walked = new ArrayList<>();
    private Finding start = Finding.refused(Reason.NOT_LOGGED, "no root is known");

    Roots(Digest pinned, boolean demo, KeyOwners owners) {
        this.pinned = pinned;
        this.demo = demo;
        this.owners = owners;
    }

    void clear() {
        walked.clear();
        start = Finding.refused(Reason.NOT_LOGGED, "no root is known");
    }

    /** The newest root before this index, or null. */
    @Nullable
    Walked inForce(long before) {
        for (int i = walked.size() - 1; i >= 0; i--) {
            if (walked.get(i).index() < before) {
                return walked.get(i);
            }
        }
        return null;
    }

    /** Why there is no root at all. */
    Finding missing() {
        return start;
    }

    /** What leaf 0 turned out to be, when it is not even a root statement. */
    void startedWith(Finding finding) {
        start = finding;
    }

    void register(Leaf leaf, long index) {
        if (leaf.header().facts() instanceof RootFacts facts) {
            walked.add(new Walked(index, leaf.header(), facts));
            for (PublicKey key : facts.keys()) {
                owners.register(key, KeyOwners.ROOT, index);
            }
            owners.register(facts.logKey(), KeyOwners.LOG, index);
            owners.register(facts.cosignerKey(), KeyOwners.COSIGNER, index);
        }
    }

    Finding judge(Leaf leaf, long index) {
        Header header = leaf.header();
        if (!(header.facts() instanceof RootFacts facts)) {
            return Finding.refused(Reason.UNKNOWN_TYPE, "no root");
        }
        Finding keys = keys(facts, index);
        if (!keys.counts()) {
            return keys;
        }
        if (index == 0) {
            return leaf.headerDigest().equals(pinned)
                    ? Threshold.judge(leaf, facts.threshold(), holders(facts, index))
                    : Finding.refused(Reason.ROOT_MISMATCH, "leaf 0 is not the pinned root");
        }
        Walked old = inForce(index);
        if (old == null) {
            return start;
        }
        int version = old.header().version();
        if (header.version() <= version) {
            boolean same = header.version() == version;
            return Finding.refused(same ? Reason.VERSION_DUPLICATE : Reason.VERSION_OLD, "root " + header.version());
        }
        if (header.version() > version + 1) {
            return Finding.refused(Reason.ROOT_NOT_WALKED, "root " + header.version() + " after " + version);
        }
        return Threshold.judgeBoth(
                leaf, old.facts().threshold(), holders(old.facts(), index), facts.threshold(), holders(facts, index));
    }

    /** The root holders as signers of authorities and revocations; each is named by his key. */
    Electorate holders(RootFacts facts, long index) {
        return new Electorate() {
            @Override
            public @Nullable Member member(Digest keyId) {
                PublicKey key = facts.key(keyId);
                return key == null ? null : new Member("root:" + keyId.hex().substring(0, 16), key);
            }

            @Override
            public Finding stranger(Digest keyId) {
                boolean known = owners.owner(keyId, index) != null;
                return Finding.refused(known ? Reason.KEY_PURPOSE : Reason.UNKNOWN_KEY, "no root holder's key");
            }
        };
    }

    /** True if one of its keys is published. */
    static boolean ofDemo(RootFacts facts) {
        boolean found = DemoKeys.contains(facts.logKey().keyId())
                || DemoKeys.contains(facts.cosignerKey().keyId());
        for (PublicKey key : facts.keys()) {
            found |= DemoKeys.contains(key.keyId());
        }
        return found;
    }

    private Finding keys(RootFacts facts, long index) {
        boolean taken = owners.taken(facts.logKey(), KeyOwners.LOG, index)
                || owners.taken(facts.cosignerKey(), KeyOwners.COSIGNER, index);
        for (PublicKey key : facts.keys()) {
            taken |= owners.taken(key, KeyOwners.ROOT, index);
        }
        if (taken) {
            return Finding.refused(Reason.KEY_TAKEN, "a key of the root stands elsewhere");
        }
        boolean allowed = demo && (walked.isEmpty() || ofDemo(walked.get(0).facts()));
        return !allowed && ofDemo(facts) ? Finding.refused(Reason.DEMO_KEY, "root") : Finding.counts(List.of());
    }
}
