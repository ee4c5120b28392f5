package org.hublink.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.jspecify.annotations.Nullable;

/**
 * All leaves of the log as far as they are known, by index and by subject. It believes nothing: {@link Trust} judges.
 *
 * <p>Not for several threads. Whoever feeds it has compared the leaves with a checkpoint's root before.
 */
public final class Ledger {
    /** A bound on memory: about 1 GiB of leaves. */
    public static final int LEAVES_MAX = 2_000_000;

    private final Digest pinnedRoot;
    private final Text text;
    private final boolean demo;
    private final List<byte[]> leaves = new ArrayList<>();
    private final Map<Subject, Versions> bySubject = new LinkedHashMap<>();
    private final TreeMap<Long, Ignored> malformed = new TreeMap<>();
    private final Court court;

    /** A ledger under a pinned root: the SHA-256 of the header of {@code root} version 1. Demo keys are refused. */
    public Ledger(Digest pinnedRoot, Text text) {
        this(pinnedRoot, text, false);
    }

    private Ledger(Digest pinnedRoot, Text text, boolean demo) {
        this.pinnedRoot = pinnedRoot;
        this.text = text;
        this.demo = demo;
        this.court = new Court(pinnedRoot, demo, this);
    }

    /** A ledger for the demo alone: under a root with demo keys, the published demo keys count in it (K4). */
    public static Ledger forDemo(Digest pinnedRoot, Text text) {
        return new Ledger(pinnedRoot, text, true);
    }

    public Digest pinnedRoot() {
        return pinnedRoot;
    }

    public Text text() {
        return text;
    }

    /** True if it was opened for the demo. */
    public boolean demo() {
        return demo;
    }

    /** Takes the next leaf and gives its index. What is malformed is kept, ignored, with its reason. */
    public long add(byte[] leaf) {
        try {
            return add(Leaf.read(leaf));
        } catch (Malformed refused) {
            int index = next(leaf.clone());
            malformed.put((long) index, new Ignored(index, Reason.of(refused), String.valueOf(refused.getMessage())));
            return index;
        }
    }

    /** As the other, for a leaf that was read already. */
    public long add(Leaf leaf) {
        int index = next(leaf.bytes());
        Header header = leaf.header();
        bySubject.computeIfAbsent(header.subject(), s -> new Versions()).add(index, header.version());
        court.added(index, header.type());
        return index;
    }

    private int next(byte[] leaf) {
        int index = leaves.size();
        if (index >= LEAVES_MAX) {
            throw new IllegalStateException("more leaves than a ledger holds");
        }
        leaves.add(leaf);
        return index;
    }

    /** Forgets all leaves from index {@code size} on: what was added before a transaction failed. */
    public void truncate(long size) {
        if (size < 0 || size > leaves.size()) {
            throw new IllegalArgumentException("size");
        }
        leaves.subList((int) size, leaves.size()).clear();
        malformed.tailMap(size, true).clear();
        bySubject.values().removeIf(versions -> {
            versions.truncate(size);
            return versions.below(size) == 0;
        });
        court.truncated(size);
    }

    /** Leaves known. */
    public long size() {
        return leaves.size();
    }

    /** The bytes of the leaf at this index, copied. */
    public byte[] bytes(long index) {
        return leaves.get((int) index).clone();
    }

    /** The leaf at this index, or null if it is malformed. */
    public @Nullable Leaf leaf(long index) {
        try {
            return Leaf.read(leaves.get((int) index));
        } catch (Malformed refused) {
            return null;
        }
    }

    /** Indexes of all leaves that claim this subject, ascending; which of them counts is for {@link Trust} to say. */
    public List<Long> candidates(Subject subject) {
        Versions versions = bySubject.get(subject);
        List<Long> out = new ArrayList<>();
        for (int i = 0; versions != null && i < versions.below(Long.MAX_VALUE); i++) {
            out.add((long) versions.index(i));
        }
        return out;
    }

    /** Subjects of the type that some leaf claims, in order of first appearance. */
    public List<Subject> subjects(StatementType type, @Nullable Country country) {
        List<Subject> out = new ArrayList<>();
        for (Subject subject : bySubject.keySet()) {
            boolean here = country == null || country.code().equals(subject.country());
            if (here && subject.type() == type) {
                out.add(subject);
            }
        }
        return out;
    }

    /** Leaves known to count for nothing, by index: malformed ones, and those that {@link Trust} found wanting so far. */
    public List<Ignored> ignored() {
        TreeMap<Long, Ignored> all = new TreeMap<>(malformed);
        all.putAll(court.ignored());
        return List.copyOf(all.values());
    }

    @Nullable
    Versions versions(Subject subject) {
        return bySubject.get(subject);
    }

    Court court() {
        return court;
    }
}
