package org.hublink.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hublink.mls.Group;
import org.hublink.mls.GroupState;
import org.hublink.mls.Pending;
import org.hublink.mls.Policy;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.RandomId;
import org.jspecify.annotations.Nullable;

/**
 * One MLS group as this client has it, and its records (E5): {@code epoch/} is rewritten by a commit, {@code ratchet/} by a
 * message, {@code pending/} by a commit of one's own that waits, {@code cursor/} by whatever the log of the group brings.
 */
final class OpenGroup {
    static final String EPOCHS = "epoch/";
    static final String RATCHETS = "ratchet/";
    static final String PENDING = "pending/";
    static final String CURSORS = "cursor/";

    /** Stands for a commit that never came. */
    static final Digest NO_COMMIT = Digest.of(new byte[0]);

    /** So many entries behind a commit that was not taken it is asked for once more. */
    private static final int ASKED_AGAIN_MAX = 64;

    private static final int CODE_BYTES_MAX = 64;
    private static final int DEVICE_BYTES_MAX = 80;

    final RandomId id;
    Group mls;
    ConversationContext context;

    @Nullable
    Pending pending;

    @Nullable
    RandomId pendingId;
    /** Place in the log of the pending commit where the server has said it; 0 before. */
    long pendingSeq;
    /** Leaves of the log by which the pending commit is judged. */
    long pendingAt;
    /** What the pending commit says of itself; empty where there is none. */
    byte[] pendingData = {};
    /** Everything up to here was taken from the group's log. */
    long cursor;
    /** Leaves of the log by which the newest commit was judged; none later may name fewer (M6). */
    long judgedAt;
    /** Why nothing more of the group can be taken; empty while all is well. */
    String trouble = "";
    /** Entries of the log that never came. */
    long missing;
    /** Entries of this epoch that did not come or did not open: so many messages may be passed over without a word. */
    int passed;
    /** Place of an entry that did not open, and SHA-256 of it: it is asked for once more, and may be another one then. */
    long noiseSeq;

    Digest noise = NO_COMMIT;
    /** Nobody had to leave at this size of the log, in this epoch, until this time: not judged again before. */
    long soundAt = -1;

    long soundEpoch = -1;
    long soundUntil;
    /** Devices that have spoken in this epoch (M9). */
    final TreeSet<String> confirmed = new TreeSet<>();
    /** The newest id that the server took from this device. */
    RandomId newest = RandomId.NONE;

    long newestSeq;
    /** The server said that this epoch is over: nothing more is sent in it. */
    long over = -1;
    /** Where and why this device cannot follow the group; null while it can. */
    @Nullable
    Cut cut;
    /** What other members claimed of that kind. */
    final Claims claims = new Claims();
    /** SHA-256 of the commit that began this epoch. */
    Digest lastCommit = NO_COMMIT;
    /** Upkeep waits until then, epoch seconds, so that not everybody does the same at once (M10). */
    long notBefore;
    /** That somebody is to be removed was seen in this epoch, and {@link #notBefore} set. */
    boolean noticed;
    /** Devices of the own desks that are listed and not in it, with their desks, and from when on they are asked for. */
    final TreeMap<String, String> lacking = new TreeMap<>();

    long asksAt;
    /** When this device confirms the epoch if it has said nothing by then (M9), epoch seconds; 0 before that was set. */
    long confirmAt;
    /** When this device made its last commits here, epoch seconds. */
    final Deque<Long> commits = new ArrayDeque<>();

    OpenGroup(RandomId id, Group mls) throws Malformed {
        this.id = id;
        this.mls = mls;
        this.context = ConversationContext.of(mls.extensions());
    }

    /** The place from which the log is asked for: what did not open there is asked for once more. */
    long after() {
        Cut lost = cut;
        if (lost != null && lost.seq > 0 && cursor - lost.seq < ASKED_AGAIN_MAX) {
            return lost.seq - 1;
        }
        return noiseSeq == cursor && cursor > 0 ? cursor - 1 : cursor;
    }

    /** True if another entry stands now where one did not open. */
    boolean otherThanNoise(long seq, byte[] body) {
        return seq == cursor && seq == noiseSeq && !Digest.of(body).equals(noise);
    }

    /** True for the id of one's own commit that waits. */
    boolean waitsFor(RandomId commit) {
        return commit.equals(pendingId());
    }

    private RandomId pendingId() {
        RandomId name = pendingId;
        return name == null ? RandomId.NONE : name;
    }

    /** Sealed records of groups, as they are loaded, until all are there. */
    static final class Stored {
        private final Map<String, byte[]> plain = new LinkedHashMap<>();

        void load(Row row, Records records) throws Malformed {
            plain.put(row.name(), records.open(row));
        }

        Map<RandomId, OpenGroup> restore(Policy policy, Draft draft) {
            Map<RandomId, OpenGroup> out = new LinkedHashMap<>();
            for (Map.Entry<String, byte[]> entry : plain.entrySet()) {
                if (entry.getKey().startsWith(EPOCHS)) {
                    try {
                        OpenGroup group = restore(entry.getKey().substring(EPOCHS.length()), policy);
                        out.put(group.id, group);
                    } catch (Malformed broken) {
                        draft.alert("record-refused", entry.getKey() + " " + broken.reason());
                    }
                }
            }
            plain.clear();
            return out;
        }

        private OpenGroup restore(String hex, Policy policy) throws Malformed {
            Group mls = GroupState.restore(need(EPOCHS + hex), need(RATCHETS + hex), policy);
            OpenGroup group = new OpenGroup(RandomId.fromHex(hex), mls);
            group.readCursor(need(CURSORS + hex));
            byte[] waiting = plain.get(PENDING + hex);
            if (waiting != null) {
                ByteReader in = new ByteReader(waiting);
                group.pendingId = RandomId.from(in.bytes(RandomId.LENGTH));
                group.pendingSeq = in.u64();
                group.pendingAt = in.u64();
                group.pendingData = in.vector();
                group.pending = Pending.decode(in.vector(), policy.suites());
                in.end();
            }
            return group;
        }

        private byte[] need(String name) throws Malformed {
            byte[] found = plain.get(name);
            if (found == null) {
                throw new Malformed("record-missing", name);
            }
            return found;
        }
    }

    private void readCursor(byte[] plain) throws Malformed {
        ByteReader in = new ByteReader(plain);
        cursor = in.u64();
        judgedAt = in.u64();
        missing = in.u64();
        trouble = Utf8.decode(in.vector(CODE_BYTES_MAX));
        newest = RandomId.from(in.bytes(RandomId.LENGTH));
        newestSeq = in.u64();
        for (int n = in.u16(); n > 0; n--) {
            confirmed.add(Utf8.decode(in.vector(DEVICE_BYTES_MAX)));
        }
        lastCommit = Digest.from(in.bytes(Digest.LENGTH));
        confirmAt = in.u64();
        noiseSeq = in.u64();
        noise = Digest.from(in.bytes(Digest.LENGTH));
        cut = in.u8() == 1 ? Cut.read(in) : null;
        claims.read(in);
        in.end();
    }

    void keepCursor(Draft draft, Records records) {
        ByteWriter out = new ByteWriter().u64(cursor).u64(judgedAt).u64(missing).vector(Utf8.encode(trouble));
        out.bytes(newest.bytes()).u64(newestSeq).u16(confirmed.size());
        for (String device : confirmed) {
            out.vector(Utf8.encode(device));
        }
        Cut lost = cut;
        out.bytes(lastCommit.bytes()).u64(confirmAt).u64(noiseSeq).bytes(noise.bytes());
        out.u8(lost == null ? 0 : 1);
        if (lost != null) {
            lost.write(out);
        }
        claims.write(out);
        draft.write(records.put(CURSORS + id.hex(), out.toBytes()));
    }

    void keepRatchet(Draft draft, Records records) {
        draft.write(records.put(RATCHETS + id.hex(), GroupState.ratchets(mls)));
    }

    /** All of it: after a commit. */
    void keepEpoch(Draft draft, Records records) {
        draft.write(records.put(EPOCHS + id.hex(), GroupState.epoch(mls)));
        keepRatchet(draft, records);
        keepCursor(draft, records);
    }

    void keepPending(Draft draft, Records records) {
        Pending waiting = pending;
        RandomId name = pendingId;
        if (waiting == null || name == null) {
            draft.write(Write.delete(PENDING + id.hex()));
        } else {
            draft.write(records.put(
                    PENDING + id.hex(),
                    new ByteWriter()
                            .bytes(name.bytes())
                            .u64(pendingSeq)
                            .u64(pendingAt)
                            .vector(pendingData)
                            .vector(waiting.encode())
                            .toBytes()));
        }
    }

    void dropPending(Draft draft, Records records) {
        Pending waiting = pending;
        if (waiting != null) {
            waiting.drop();
            pending = null;
            pendingId = null;
            pendingSeq = 0;
            pendingData = new byte[0];
            keepPending(draft, records);
        }
    }

    /** One is not in it any more: its secrets go. */
    void forget(Draft draft) {
        for (String prefix : new String[] {EPOCHS, RATCHETS, PENDING, CURSORS}) {
            draft.write(Write.delete(prefix + id.hex()));
        }
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
