package org.hublink.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/** The wraps of a version for its devices, ascending, in one binary form: a count, then device and wrap each (PROTOCOL B3). */
final class ArchiveWraps {
    static final int DEVICES_MAX = 512;

    private static final int WRAP_BYTES_MAX = 2_048;

    private final TreeMap<String, byte[]> byDevice;

    ArchiveWraps(Map<String, byte[]> byDevice) {
        this.byDevice = new TreeMap<>(byDevice);
    }

    /** {@code archive-wraps} for too many, none, or devices that do not ascend. */
    static ArchiveWraps read(byte[] bytes) throws Malformed {
        ByteReader in = new ByteReader(bytes);
        int count = in.varint();
        if (count < 1 || count > DEVICES_MAX) {
            throw new Malformed("archive-wraps");
        }
        TreeMap<String, byte[]> wraps = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            String device = Digest.from(in.bytes(Digest.LENGTH)).hex();
            if (!wraps.isEmpty() && wraps.lastKey().compareTo(device) >= 0) {
                throw new Malformed("archive-wraps");
            }
            wraps.put(device, in.vector(WRAP_BYTES_MAX));
        }
        in.end();
        return new ArchiveWraps(wraps);
    }

    byte[] bytes() {
        ByteWriter out = new ByteWriter().varint(byDevice.size());
        for (Map.Entry<String, byte[]> one : byDevice.entrySet()) {
            out.bytes(Upkeep.digest(one.getKey()).bytes()).vector(one.getValue());
        }
        return out.toBytes();
    }

    Digest digest() {
        return Digest.of(bytes());
    }

    List<String> devices() {
        return new ArrayList<>(byDevice.keySet());
    }

    byte @Nullable [] of(String device) {
        return byDevice.get(device);
    }
}
