package org.hublink.interop;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** A group of members by several implementations. After every change all of them are asked for what they see. */
final class MixedGroup {
    private static final int DATA_MAX = 400;

    private final Peers peers;
    private final int suite;
    private final SplittableRandom random;
    private final String prefix;
    private final Map<Peer, Integer> leaves = new LinkedHashMap<>();
    private int made;

    /** @param prefix of the members' names, unlike that of any other group of the process */
    MixedGroup(Peers peers, int suite, String prefix, SplittableRandom random) {
        this.peers = peers;
        this.suite = suite;
        this.prefix = prefix;
        this.random = random;
    }

    int suite() {
        return suite;
    }

    SplittableRandom random() {
        return random;
    }

    List<Peer> members() {
        return List.copyOf(leaves.keySet());
    }

    int leafOf(Peer member) {
        Integer leaf = leaves.get(member);
        if (leaf == null) throw new IllegalArgumentException(member.name() + " is no member");
        return leaf;
    }

    boolean has(Maker maker) {
        return leaves.keySet().stream().anyMatch(m -> m.maker() == maker);
    }

    Peer fresh(Maker maker) throws Refusal {
        return peers.make(maker, prefix + made++ + "-" + maker, suite, random);
    }

    Peer found(Maker maker) throws Refusal {
        Peer founder = fresh(maker);
        founder.keyPackage();
        byte[] id = new byte[16];
        random.nextBytes(id);
        founder.create(id);
        leaves.put(founder, 0);
        agree();
        return founder;
    }

    /** One adds newcomers and maybe removes others, in one commit. */
    List<Peer> change(Peer by, Change change, List<Maker> newcomers, List<Peer> leaving) throws Refusal {
        List<Peer> joining = new ArrayList<>();
        Change whole = change;
        for (Peer one : leaving) whole = whole.removing(leafOf(one));
        for (Maker maker : newcomers) {
            Peer one = fresh(maker);
            joining.add(one);
            whole = whole.adding(one.keyPackage());
        }
        spread(by, by.commit(whole), joining, leaving);
        return joining;
    }

    void change(Peer by, Change change) throws Refusal {
        change(by, change, List.of(), List.of());
    }

    /** One proposes, all remember it, another commits it. */
    void propose(Peer proposer, Peer.Wish wish, Peer committer, List<Peer> joining, List<Peer> leaving) throws Refusal {
        byte[] proposal = proposer.propose(wish, Framing.random(random));
        for (Peer other : members()) if (other != proposer) other.receive(proposal);
        Change change = Change.refresh(Framing.random(random)).withReceived();
        spread(committer, committer.commit(change), joining, leaving);
    }

    private void spread(Peer by, Peer.Made made, List<Peer> joining, List<Peer> leaving) throws Refusal {
        byte[] welcome = made.welcome();
        if (!joining.isEmpty() && welcome == null) throw new Refusal(by.name() + " made no welcome");
        Map<Peer, Integer> places = new LinkedHashMap<>();
        for (Peer one : joining) {
            one.join(welcome);
            places.put(one, one.view().leaf());
        }
        for (Peer other : members()) {
            if (leaving.contains(other)) {
                other.removedBy(made.commit(), places.containsValue(leafOf(other)));
                leaves.remove(other);
                other.close();
            } else if (other != by) other.receive(made.commit());
        }
        leaves.putAll(places);
        agree();
    }

    /** Epoch, authenticator, exported secret and tree hash are the same for everybody, and each keeps its leaf. */
    void agree() throws Refusal {
        Peer first = members().get(0);
        Peer.View seen = first.view();
        for (Peer other : members()) {
            Peer.View theirs = other.view();
            if (!theirs.agrees(seen)) {
                throw new Refusal(other.name() + " sees " + theirs + ", " + first.name() + " sees " + seen);
            }
            if (theirs.leaf() != leafOf(other)) throw new Refusal(other.name() + " moved to leaf " + theirs.leaf());
        }
    }

    /** A message by one to all, with authenticated data and padding. */
    void say(Peer by) throws Refusal {
        Framing framing = Framing.random(random);
        byte[] data = new byte[random.nextInt(DATA_MAX)];
        random.nextBytes(data);
        byte[] message = by.seal(data, framing.authenticatedData(), framing.padding());
        for (Peer other : members()) {
            if (other == by) continue;
            Peer.Opened opened = other.open(message);
            if (opened.sender() >= 0 && opened.sender() != leafOf(by)) {
                throw new Refusal(other.name() + " takes leaf " + opened.sender() + " for " + by.name());
            }
            if (!Arrays.equals(opened.data(), data)
                    || !Arrays.equals(opened.authenticatedData(), framing.authenticatedData())) {
                throw new Refusal(other.name() + " reads something else than " + by.name() + " wrote");
            }
        }
    }

    void sayAll() throws Refusal {
        for (Peer member : members()) say(member);
    }

    /**
     * Whether the left half of the tree has members without these. If not, the filtered path of nobody ends in the root:
     * the last path secret belongs to a node below it, and RFC 9420 §7.4 derives the commit secret from that one. Both
     * foreign implementations take the root for the end of every path (ts-mls derives once too often, bcmls looks
     * for siblings under the root), so their groups are kept from this shape; our own simulation goes there.
     */
    boolean leftHalfWithout(List<Peer> leaving) {
        TreeSet<Integer> rest = new TreeSet<>();
        leaves.forEach((peer, leaf) -> {
            if (!leaving.contains(peer)) rest.add(leaf);
        });
        int last = rest.last();
        return last == 0 || rest.first() < Integer.highestOneBit(last);
    }

    /** Ends all members. */
    void close() throws Refusal {
        for (Peer member : members()) member.close();
        leaves.clear();
    }
}
