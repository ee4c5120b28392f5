package org.hublink.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/**
 * Where every thread of the forum stood: part 0 of a {@code forum-heads} statement, {@code 01 ‖ n × (thread id ‖ u16 turns ‖
 * digest of the last turn)}, ids ascending. Threads only grow, so a later reader must be shown at least as much.
 */
public final class ForumHeads {
    public static final int THREADS_MAX = 20_000;

    /** Different moderators that sign each. */
    public static final int MODERATORS = 2;

    public static final Subject SUBJECT = new Subject(StatementType.FORUM_HEADS, "", "forum-heads");

    private static final int FORM = 1;

    /**
     * A thread's chain.
     *
     * @param turns that count, 0 to 2,000
     * @param last digest of the last turn; of the question where there is none
     */
    public record Head(int turns, Digest last) {}

    private final TreeMap<RandomId, Head> heads;

    /** @param heads by thread id, at most {@link #THREADS_MAX} */
    public ForumHeads(Map<RandomId, Head> heads) {
        if (heads.size() > THREADS_MAX) {
            throw new IllegalArgumentException("threads");
        }
        this.heads = new TreeMap<>(heads);
    }

    /** Reads a part's body: {@code forum-heads-form}, or {@code forum-heads-order} for ids that do not ascend. */
    public static ForumHeads read(byte[] body) throws Malformed {
        ByteReader in = new ByteReader(body);
        if (in.u8() != FORM) {
            throw new Malformed("forum-heads-form");
        }
        TreeMap<RandomId, Head> heads = new TreeMap<>();
        while (in.remaining() > 0) {
            RandomId id = RandomId.from(in.bytes(RandomId.LENGTH));
            if (!heads.isEmpty() && heads.lastKey().compareTo(id) >= 0) {
                throw new Malformed("forum-heads-order");
            }
            if (heads.size() == THREADS_MAX) {
                throw new Malformed("forum-heads-form");
            }
            heads.put(id, new Head(in.u16(), Digest.from(in.bytes(Digest.LENGTH))));
        }
        return new ForumHeads(heads);
    }

    /** The body to be salted and hashed into the header. */
    public byte[] body() {
        ByteWriter out = new ByteWriter().u8(FORM);
        for (Map.Entry<RandomId, Head> one : heads.entrySet()) {
            out.bytes(one.getKey().bytes())
                    .u16(one.getValue().turns())
                    .bytes(one.getValue().last().bytes());
        }
        return out.toBytes();
    }

    /** By thread id, ascending. */
    public Map<RandomId, Head> all() {
        return heads;
    }

    public int threads() {
        return heads.size();
    }

    public @Nullable Head of(RandomId thread) {
        return heads.get(thread);
    }

    /**
     * Ids, in hex, of the threads that moved since these heads.
     *
     * @param before null for none
     * @throws Malformed {@code forum-heads-shrunk} if a thread of theirs is missing here or shorter
     */
    public List<String> since(@Nullable ForumHeads before) throws Malformed {
        int known = 0;
        List<String> moved = new ArrayList<>();
        for (Map.Entry<RandomId, Head> one : heads.entrySet()) {
            Head now = one.getValue();
            Head then = before == null ? null : before.of(one.getKey());
            if (then == null || now.turns() != then.turns() || !now.last().equals(then.last())) {
                moved.add(one.getKey().hex());
            }
            if (then != null && now.turns() >= then.turns()) {
                known++;
            }
        }
        if (before != null && known < before.threads()) {
            throw new Malformed("forum-heads-shrunk");
        }
        return moved;
    }

    /**
     * Empty if the thread as it was read goes at least as far as these say, or is newer than they are; else {@code
     * forum-behind-heads}, or {@code forum-not-as-logged} for another chain.
     */
    public String check(RandomId id, ForumThread thread) {
        Head head = heads.get(id);
        if (head == null) {
            return "";
        }
        if (thread.turns().size() < head.turns()) {
            return "forum-behind-heads";
        }
        Digest then = thread.head(head.turns());
        return then != null && then.equals(head.last()) ? "" : "forum-not-as-logged";
    }
}
