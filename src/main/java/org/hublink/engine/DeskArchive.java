package org.hublink.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.RandomId;
import org.jspecify.annotations.Nullable;

/** What this device knows of a desk's archive: the versions that it took, never fewer of them, and what was filed. */
final class DeskArchive {
    static final String PREFIX = "archive/";

    private static final String VERSION = "/v/";
    private static final String CASE = "/c/";
    private static final int DEVICE_BYTES_MAX = 80;

    /** A version that was judged. */
    static final class Version {
        final int number;
        final Digest key;
        final Set<String> devices = new LinkedHashSet<>();
        /** The key of the version before, sealed under this one's; empty for the first. */
        byte[] former = {};

        @Nullable
        ArchiveKey secret;

        Version(int number, Digest key) {
            this.number = number;
            this.key = key;
        }

        @Override
        public String toString() {
            return "[hidden]";
        }
    }

    /** What was filed of one conversation. */
    static final class Filed {
        int count;
        /** The number that the server named and did not hand over, once that was shown; not kept. */
        int withheld = -1;
        /** SHA-256 of the envelopes that stand there. */
        final Set<Digest> acts = new LinkedHashSet<>();
        /** The newest filing of each filer. */
        final Map<String, Digest> last = new LinkedHashMap<>();
    }

    final String desk;
    final TreeMap<Integer, Version> versions = new TreeMap<>();
    private final Map<RandomId, Filed> filed = new LinkedHashMap<>();
    private final Records records;

    DeskArchive(String desk, Records records) {
        this.desk = desk;
        this.records = records;
    }

    @Nullable
    Version newest() {
        return versions.isEmpty() ? null : versions.lastEntry().getValue();
    }

    Filed filed(RandomId conversation) {
        return filed.computeIfAbsent(conversation, id -> new Filed());
    }

    /** Conversations of which something was filed. */
    List<RandomId> conversations() {
        List<RandomId> out = new ArrayList<>();
        for (Map.Entry<RandomId, Filed> one : filed.entrySet()) {
            if (one.getValue().count > 0) {
                out.add(one.getKey());
            }
        }
        return out;
    }

    void keep(Draft draft, Version version) {
        versions.put(version.number, version);
        ArchiveKey secret = version.secret;
        ByteWriter out = new ByteWriter().u32(version.number).bytes(version.key.bytes());
        out.u16(version.devices.size());
        for (String device : version.devices) {
            out.vector(Utf8.encode(device));
        }
        out.vector(version.former).vector(secret == null ? new byte[0] : secret.secret());
        draft.write(records.put(PREFIX + desk + VERSION + Names.number(version.number), out.toBytes()));
    }

    void keep(Draft draft, RandomId conversation) {
        Filed one = filed(conversation);
        ByteWriter out = new ByteWriter().bytes(conversation.bytes()).u32(one.count);
        out.u32(one.acts.size());
        for (Digest act : one.acts) {
            out.bytes(act.bytes());
        }
        out.u16(one.last.size());
        one.last.forEach((device, digest) -> out.vector(Utf8.encode(device)).bytes(digest.bytes()));
        draft.write(records.put(PREFIX + desk + CASE + conversation.hex(), out.toBytes()));
    }

    /** The desk that a record is of. */
    static String desk(String name) {
        String rest = name.substring(PREFIX.length());
        return rest.substring(0, Math.max(0, rest.indexOf('/')));
    }

    void load(Row row) throws Malformed {
        ByteReader in = new ByteReader(records.open(row));
        if (row.name().startsWith(PREFIX + desk + VERSION)) {
            Version version = new Version((int) in.u32(), Digest.from(in.bytes(Digest.LENGTH)));
            for (int n = in.u16(); n > 0; n--) {
                version.devices.add(Utf8.decode(in.vector(DEVICE_BYTES_MAX)));
            }
            version.former = in.vector(ArchiveVersion.FORMER_BYTES_MAX);
            byte[] secret = in.vector(ArchiveKey.KEY_BYTES);
            version.secret = secret.length == 0 ? null : ArchiveKey.of(desk, version.number, secret);
            versions.put(version.number, version);
        } else {
            Filed one = filed(RandomId.from(in.bytes(RandomId.LENGTH)));
            one.count = (int) in.u32();
            for (long n = in.u32(); n > 0; n--) {
                one.acts.add(Digest.from(in.bytes(Digest.LENGTH)));
            }
            for (int n = in.u16(); n > 0; n--) {
                one.last.put(Utf8.decode(in.vector(DEVICE_BYTES_MAX)), Digest.from(in.bytes(Digest.LENGTH)));
            }
        }
        in.end();
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
