package org.hublink.mls;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/**
 * A commit of one's own that the server has not accepted yet. If another commit wins, it is dropped; the group goes on
 * unchanged until one of the two happens.
 */
public final class Pending {
    private final byte[] commit;
    private final byte @Nullable [] welcome;
    private final List<Integer> added;
    private final Epoch next;
    private final long base;
    private boolean dropped;

    Pending(byte[] commit, byte @Nullable [] welcome, List<Integer> added, Epoch next) {
        this.commit = commit;
        this.welcome = welcome;
        this.added = List.copyOf(added);
        this.next = next;
        this.base = next.context().epoch() - 1;
    }

    /** The message for the group. */
    public byte[] commit() {
        return commit.clone();
    }

    /** The message for newcomers; null where there are none. */
    public byte @Nullable [] welcome() {
        return welcome == null ? null : welcome.clone();
    }

    /** Leaves of the newcomers, in the order of the plan. */
    public List<Integer> added() {
        return added;
    }

    /**
     * The server took it: the group moves to the next epoch. The group given is used up; it must be the one that this
     * commit was made in, or a successor in the same epoch.
     */
    public Group accepted(Group group, Policy policy) {
        group.check();
        GroupContext now = group.epoch().context();
        if (dropped
                || now.epoch() != base
                || !Bytes.equal(now.groupId(), next.context().groupId())) {
            throw new IllegalStateException("dropped, or made in another epoch");
        }
        return group.accept(next, policy);
    }

    /** The server took a commit by which one let oneself in: the group begins. */
    public Group entered(Policy policy) {
        if (dropped) {
            throw new IllegalStateException("dropped, or entered before");
        }
        dropped = true;
        return Group.begin(next, policy);
    }

    /** Another commit won: overwrites the secrets of the epoch that will not be. */
    public void drop() {
        dropped = true;
        next.secrets().wipe();
    }

    /** For storage, sealed by the caller: it holds the next epoch's secrets. */
    public byte[] encode() {
        ByteWriter out = new ByteWriter();
        out.vector(commit).u8(welcome == null ? 0 : 1);
        if (welcome != null) {
            out.vector(welcome);
        }
        out.u16(added.size());
        for (int leaf : added) {
            out.u32(leaf);
        }
        return out.vector(GroupState.epoch(next)).toBytes();
    }

    /** Reads what {@link #encode} wrote. */
    public static Pending decode(byte[] bytes, Suites suites) throws Malformed {
        ByteReader in = new ByteReader(bytes);
        byte[] commit = in.vector();
        byte[] welcome = GroupState.flag(in) ? in.vector() : null;
        int count = in.u16();
        List<Integer> added = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            added.add(GroupState.index(in, TreeMath.LEAVES_MAX));
        }
        Epoch next = GroupState.epoch(in.vector(), suites);
        in.end();
        return new Pending(commit, welcome, added, next);
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
