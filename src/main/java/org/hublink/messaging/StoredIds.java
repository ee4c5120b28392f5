package org.hublink.messaging;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.RandomId;

/** Ids as the database holds them. What it gives back was checked when it went in. */
final class StoredIds {
    private StoredIds() {}

    static Buffer of(RandomId id) {
        return Buffer.buffer(id.bytes());
    }

    static Buffer of(Digest device) {
        return Buffer.buffer(device.bytes());
    }

    static Buffer[] ids(Collection<RandomId> ids) {
        return ids.stream().map(StoredIds::of).toArray(Buffer[]::new);
    }

    static Buffer[] devices(Collection<Digest> devices) {
        return devices.stream().map(StoredIds::of).toArray(Buffer[]::new);
    }

    /** Devices one after the other. */
    static Buffer row(List<Digest> devices) {
        Buffer row = Buffer.buffer(devices.size() * Digest.LENGTH);
        devices.forEach(device -> row.appendBytes(device.bytes()));
        return row;
    }

    static RandomId id(Buffer stored) {
        try {
            return RandomId.from(stored.getBytes());
        } catch (Malformed broken) {
            throw new IllegalStateException("stored id", broken);
        }
    }

    static Digest device(Buffer stored) {
        try {
            return Digest.from(stored.getBytes());
        } catch (Malformed broken) {
            throw new IllegalStateException("stored device", broken);
        }
    }

    static List<Digest> devicesOf(Buffer row) {
        List<Digest> devices = new ArrayList<>();
        for (int at = 0; at < row.length(); at += Digest.LENGTH) {
            devices.add(device(row.slice(at, at + Digest.LENGTH)));
        }
        return devices;
    }
}
