package org.hublink.engine;

import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.RandomId;
import org.jspecify.annotations.Nullable;

/** Under what name this store's MLS state speaks, and how often it has spoken (PROTOCOL V2). */
final class Instance {
    static final String NAME = "instance";

    private static final int CODE_BYTES_MAX = 64;

    private final Records records;
    private @Nullable RandomId id;
    private long counter;
    private String stopped = "";
    private boolean claimed;

    Instance(Records records) {
        this.records = records;
    }

    void load(Row row) throws Malformed {
        ByteReader in = new ByteReader(records.open(row));
        id = RandomId.from(in.bytes(RandomId.LENGTH));
        counter = in.u64();
        stopped = Utf8.decode(in.vector(CODE_BYTES_MAX));
        claimed = in.u8() == 1;
        in.end();
    }

    private void keep(Draft draft) {
        RandomId own = id;
        if (own != null) {
            draft.write(records.put(
                    NAME,
                    new ByteWriter()
                            .bytes(own.bytes())
                            .u64(counter)
                            .vector(Utf8.encode(stopped))
                            .u8(claimed ? 1 : 0)
                            .toBytes()));
        }
    }

    @Nullable
    RandomId id() {
        return id;
    }

    @Nullable
    String hex() {
        RandomId own = id;
        return own == null ? null : own.hex();
    }

    /** A name of its own, before anything is sent under it. */
    RandomId begin(Draft draft, RandomId fresh) {
        RandomId own = id;
        if (own == null) {
            own = fresh;
            id = own;
            keep(draft);
        }
        return own;
    }

    boolean claimed() {
        return claimed;
    }

    void claimed(Draft draft) {
        claimed = true;
        keep(draft);
    }

    /** The number of the next frame; never given twice. */
    long next(Draft draft) {
        counter++;
        keep(draft);
        return counter;
    }

    /** Why nothing is sent under this name any more; empty while all is well. */
    String stopped() {
        return stopped;
    }

    /** The server has a later store of this device: this one is silent from now on. */
    void stop(Draft draft, String code) {
        if (stopped.isEmpty()) {
            stopped = code;
            keep(draft);
            draft.alert(code, "another store of this device has spoken since; this one sends nothing any more");
        }
    }
}
