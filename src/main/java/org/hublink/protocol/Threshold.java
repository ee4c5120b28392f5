package org.hublink.protocol;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Digest;

/** Counts persons, never keys (S4). Cheap questions come first, signatures are verified last. */
final class Threshold {
    private Threshold() {}

    /** Exactly {@code need} signatures by as many different persons. */
    static Finding judge(Leaf leaf, int need, Electorate electorate) {
        List<Electorate.Member> members = new ArrayList<>();
        List<String> persons = new ArrayList<>();
        Finding wrong = gather(leaf, electorate, members, persons);
        if (!wrong.counts()) {
            return wrong;
        }
        if (persons.size() < need) {
            return Finding.refused(Reason.BELOW_THRESHOLD, persons.size() + " of " + need + " persons");
        }
        if (members.size() > need) {
            return Finding.refused(Reason.SPARE_SIGNATURE, members.size() + " signatures, " + need + " wanted");
        }
        return verify(leaf, members, persons);
    }

    /** At least one signature and no spare one: a statement that still gathers them. */
    static Finding gathering(Leaf leaf, int need, Electorate electorate) {
        List<Electorate.Member> members = new ArrayList<>();
        List<String> persons = new ArrayList<>();
        Finding wrong = gather(leaf, electorate, members, persons);
        if (!wrong.counts()) {
            return wrong;
        }
        if (members.size() > persons.size() || members.size() > need) {
            return Finding.refused(Reason.SPARE_SIGNATURE, members.size() + " signatures, " + need + " wanted");
        }
        return verify(leaf, members, persons);
    }

    /** As many as both electorates want, and none that could be left out. */
    static Finding judgeBoth(Leaf leaf, int oldNeed, Electorate old, int newNeed, Electorate fresh) {
        List<Electorate.Member> members = new ArrayList<>();
        List<String> persons = new ArrayList<>();
        int byOld = 0;
        int byNew = 0;
        for (Signature signature : leaf.signatures()) {
            Electorate.Member one = old.member(signature.keyId());
            Electorate.Member other = fresh.member(signature.keyId());
            Electorate.Member member = one != null ? one : other;
            if (member == null) {
                return fresh.stranger(signature.keyId());
            }
            byOld += one == null ? 0 : 1;
            byNew += other == null ? 0 : 1;
            members.add(member);
            persons.add(member.person());
        }
        if (byOld < oldNeed || byNew < newNeed) {
            return Finding.refused(
                    Reason.BELOW_THRESHOLD,
                    byOld + " of " + oldNeed + " by the old root, " + byNew + " of " + newNeed + " by the new one");
        }
        for (Signature signature : leaf.signatures()) {
            int oldLeft = byOld - (old.member(signature.keyId()) == null ? 0 : 1);
            int newLeft = byNew - (fresh.member(signature.keyId()) == null ? 0 : 1);
            if (oldLeft >= oldNeed && newLeft >= newNeed) {
                return Finding.refused(Reason.SPARE_SIGNATURE, "one root signature can be left out");
            }
        }
        return verify(leaf, members, persons);
    }

    private static Finding gather(
            Leaf leaf, Electorate electorate, List<Electorate.Member> members, List<String> persons) {
        for (Signature signature : leaf.signatures()) {
            Digest keyId = signature.keyId();
            Electorate.Member member = electorate.member(keyId);
            if (member == null) {
                return electorate.stranger(keyId);
            }
            members.add(member);
            if (!persons.contains(member.person())) {
                persons.add(member.person());
            }
        }
        return Finding.counts(persons);
    }

    private static Finding verify(Leaf leaf, List<Electorate.Member> members, List<String> persons) {
        for (int i = 0; i < members.size(); i++) {
            if (!leaf.signedBy(i, members.get(i).key())) {
                return Finding.refused(Reason.BAD_SIGNATURE, members.get(i).person());
            }
        }
        return Finding.counts(persons);
    }
}
