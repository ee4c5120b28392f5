package org.hublink.interop;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A mixed group that lives at random, every choice from one seed. */
public final class RandomLife {
    /** 1, 2, 3 and the product's under the number that ts-mls has for it. */
    public static final List<Integer> SUITES = List.of(1, 2, 3, HublinkPeer.X_WING);

    private static final int MEMBERS_MIN = 3;
    private static final int MEMBERS_MAX = 17;
    private static final int NEWCOMERS_MAX = 3;
    private static final int LOG_MAX = 6;

    private final MixedGroup group;
    private final List<Maker> makers;
    private final SplittableRandom random;
    private final Deque<String> log = new ArrayDeque<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    private final Map<String, Integer> acted = new TreeMap<>();
    private int steps;
    private int membersMost;

    /** @param prefix of the members' names, unlike that of any other group of the process */
    public RandomLife(Peers peers, int suite, String prefix, long seed) throws Refusal {
        this.random = new SplittableRandom(seed);
        this.group = new MixedGroup(peers, suite, prefix, random);
        this.makers = List.of(Maker.values()).stream()
                .filter(m -> Peers.knows(m, suite))
                .toList();
        group.found(anyMaker());
    }

    private Maker anyMaker() {
        return makers.get(random.nextInt(makers.size()));
    }

    private Peer anyMember() {
        List<Peer> members = group.members();
        return members.get(random.nextInt(members.size()));
    }

    /** What was done how often, by its name. */
    public Map<String, Integer> counts() {
        return counts;
    }

    /** How often each implementation acted. */
    public Map<String, Integer> acted() {
        return acted;
    }

    public int membersMost() {
        return membersMost;
    }

    public int steps() {
        return steps;
    }

    /** Does one thing; a disagreement is thrown with what led to it. */
    public void step() throws Refusal {
        try {
            String act = act(anyMember());
            while (act.isEmpty()) act = act(anyMember());
            counts.merge(act, 1, Integer::sum);
            group.say(anyMember());
        } catch (Refusal | RuntimeException disagreement) {
            throw new Refusal("suite " + group.suite() + ", last steps " + log, disagreement);
        }
        membersMost = Math.max(membersMost, group.members().size());
        steps++;
    }

    /** What was done; empty if what was drawn does not fit this group. */
    private String act(Peer by) throws Refusal {
        int size = group.members().size();
        int drawn = random.nextInt(12);
        note(steps + ": " + size + " members, " + drawn + " by " + by.name());
        boolean full = size + NEWCOMERS_MAX > MEMBERS_MAX;
        if (size < MEMBERS_MIN || (drawn < 3 && !full)) return add(by);
        if (drawn < 5 || size == MEMBERS_MAX) return remove(by);
        if (drawn < 6) return done(by, "refresh", change(true), List.of(), List.of());
        if (drawn < 8) return psk(by);
        if (drawn < 10) return propose(by);
        if (drawn < 11) return extend(by);
        group.sayAll();
        return "talk";
    }

    private String done(Peer by, String act, Change change, List<Maker> newcomers, List<Peer> leaving) throws Refusal {
        group.change(by, change, newcomers, leaving);
        acted.merge(by.maker().name(), 1, Integer::sum);
        return act;
    }

    private void note(String line) {
        log.addLast(line);
        if (log.size() > LOG_MAX) log.removeFirst();
    }

    /**
     * Newcomers for a commit. Where it may go without a path none of them is bcmls's: it takes a missing path secret for an
     * empty one and keeps keys that are nobody's (RFC 9420 §12.4.3.1 derives keys only if there is one).
     */
    private List<Maker> newcomers(boolean path, int most) {
        List<Maker> out = new ArrayList<>();
        int count = 1 + random.nextInt(Math.min(NEWCOMERS_MAX, most));
        while (out.size() < count) {
            // bcmls may join seldom, so it comes first where it may.
            Maker one = path && makers.contains(Maker.BCMLS) && random.nextInt(3) == 0 ? Maker.BCMLS : anyMaker();
            if (path || one != Maker.BCMLS) out.add(one);
        }
        return out;
    }

    private Change change(boolean path) {
        Change change = Change.refresh(Framing.random(random));
        return path ? change : change.withoutPath();
    }

    private String add(Peer by) throws Refusal {
        // ts-mls sends a path only where it must.
        boolean path = by.maker() != Maker.TS_MLS && random.nextInt(3) > 0;
        return done(by, "add", change(path), newcomers(path, NEWCOMERS_MAX), List.of());
    }

    private String psk(Peer by) throws Refusal {
        boolean path = by.maker() != Maker.TS_MLS && random.nextBoolean();
        boolean room = group.members().size() + NEWCOMERS_MAX <= MEMBERS_MAX;
        List<Maker> newcomers = room && random.nextBoolean() ? newcomers(path, NEWCOMERS_MAX) : List.of();
        return done(by, "psk", change(path).withPsk(), newcomers, List.of());
    }

    private String remove(Peer by) throws Refusal {
        List<Peer> leaving = new ArrayList<>();
        int count = 1 + random.nextInt(Math.max(1, group.members().size() / 3));
        while (leaving.size() < count) {
            Peer one = anyMember();
            if (one != by && !leaving.contains(one)) leaving.add(one);
        }
        if (!group.leftHalfWithout(leaving)) return "";
        int room = MEMBERS_MAX - group.members().size() + count;
        List<Maker> newcomers = random.nextInt(3) == 0 ? newcomers(true, room) : List.of();
        note("of " + leaving.stream().map(p -> p.name() + "@" + group.leafOf(p)).toList() + " for " + newcomers);
        return done(by, newcomers.isEmpty() ? "remove" : "swap", change(true), newcomers, leaving);
    }

    /** A proposal by itself, which ours does not send, and a commit by anybody else. */
    private String propose(Peer proposer) throws Refusal {
        Peer committer = anyMember();
        if (proposer.maker() == Maker.HUBLINK || proposer == committer) return "";
        List<Peer> joining = new ArrayList<>();
        List<Peer> leaving = new ArrayList<>();
        Peer.Wish wish = wish(proposer, committer, joining, leaving);
        String name = wish.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        note(proposer.name() + " proposes " + name + ", " + committer.name() + " commits");
        group.propose(proposer, wish, committer, joining, leaving);
        acted.merge(proposer.maker().name(), 1, Integer::sum);
        acted.merge(committer.maker().name(), 1, Integer::sum);
        return "propose-" + name;
    }

    private Peer.Wish wish(Peer proposer, Peer committer, List<Peer> joining, List<Peer> leaving) throws Refusal {
        switch (random.nextInt(4)) {
            case 0 -> {
                if (group.members().size() < MEMBERS_MAX) {
                    Peer one = group.fresh(
                            newcomers(committer.maker() != Maker.TS_MLS, 1).get(0));
                    joining.add(one);
                    return new Peer.Wish.Add(one.keyPackage());
                }
            }
            case 1 -> {
                Peer victim = anyMember();
                // bcmls wants no proposal that removes itself remembered; RFC 9420 §12.1.3 and §12.2 forbid none.
                boolean willing = victim.maker() != Maker.BCMLS && victim != committer && victim != proposer;
                if (willing && group.leftHalfWithout(List.of(victim))) {
                    leaving.add(victim);
                    return new Peer.Wish.Remove(group.leafOf(victim));
                }
            }
            case 2 -> {
                if (proposer.maker() == Maker.BCMLS) return new Peer.Wish.Update();
            }
            default -> {}
        }
        return new Peer.Wish.Psk();
    }

    /** ts-mls leaves out the path that this wants (RFC 9420 §17.4), bcmls reads no extension of private use. */
    private String extend(Peer by) throws Refusal {
        if (by.maker() != Maker.HUBLINK || makers.contains(Maker.BCMLS)) return "";
        return done(by, "extend", change(true).withGroupExtension(), List.of(), List.of());
    }

    public void close() throws Refusal {
        group.close();
    }
}
