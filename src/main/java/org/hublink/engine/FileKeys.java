package org.hublink.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.RandomId;
import org.jspecify.annotations.Nullable;

/** Keys of the attachments that an act names, beside it in the sealed message (PROTOCOL B2): the act itself holds none. */
final class FileKeys {
    static final FileKeys NONE = new FileKeys(Map.of());

    private static final int FILES_MAX = 32;

    private final Map<RandomId, byte[]> byFile;

    FileKeys(Map<RandomId, byte[]> byFile) {
        this.byFile = new LinkedHashMap<>(byFile);
    }

    /** {@code file-keys} for too many, or a file named twice. */
    static FileKeys read(byte[] bytes) throws Malformed {
        ByteReader in = new ByteReader(bytes);
        Map<RandomId, byte[]> keys = new LinkedHashMap<>();
        while (in.remaining() > 0) {
            RandomId file = RandomId.from(in.bytes(RandomId.LENGTH));
            if (keys.put(file, in.bytes(FileSeal.KEY_BYTES)) != null || keys.size() > FILES_MAX) {
                throw new Malformed("file-keys");
            }
        }
        return new FileKeys(keys);
    }

    byte[] bytes() {
        ByteWriter out = new ByteWriter();
        byFile.forEach((file, key) -> out.bytes(file.bytes()).bytes(key));
        return out.toBytes();
    }

    byte @Nullable [] of(RandomId file) {
        return byFile.get(file);
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
