package org.hublink.engine;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;

/**
 * The authenticated data of a commit (PROTOCOL M6, M12): the checkpoint by which all members judge it, and the devices
 * that it adds and removes, as the server routes by.
 *
 * @param checkpoint note with log signature and cosignature
 * @param added device ids, in the order of the commit's Adds
 * @param removed device ids, in the order of their leaves
 */
@SuppressWarnings("ArrayRecordComponent") // Handed over, never shared.
record CommitData(byte[] checkpoint, List<String> added, List<String> removed) {
    static final int NOTE_BYTES_MAX = 4 * 1024;

    private static final int FORMAT = 1;
    private static final int DEVICES_MAX = 512;
    private static final int DEVICE_BYTES_MAX = 80;

    CommitData {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }

    /** {@code commit-data-format} for another format, {@code commit-data-device} for a device named twice. */
    static CommitData read(byte[] bytes) throws Malformed {
        ByteReader in = new ByteReader(bytes);
        if (in.u8() != FORMAT) {
            throw new Malformed("commit-data-format");
        }
        CommitData data = new CommitData(in.vector(NOTE_BYTES_MAX), devices(in), devices(in));
        in.end();
        return data;
    }

    byte[] bytes() {
        ByteWriter out = new ByteWriter().u8(FORMAT).vector(checkpoint);
        devices(out, added);
        devices(out, removed);
        return out.toBytes();
    }

    private static List<String> devices(ByteReader in) throws Malformed {
        int count = in.u16();
        if (count > DEVICES_MAX) {
            throw new Malformed("commit-data-device");
        }
        List<String> out = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String device = Utf8.decode(in.vector(DEVICE_BYTES_MAX));
            if (device.isEmpty() || out.contains(device)) {
                throw new Malformed("commit-data-device");
            }
            out.add(device);
        }
        return out;
    }

    private static void devices(ByteWriter out, List<String> devices) {
        out.u16(devices.size());
        for (String device : devices) {
            out.vector(Utf8.encode(device));
        }
    }
}
