package org.hublink.engine;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.jspecify.annotations.Nullable;

/**
 * What the server hands out for a desk: its devices with a key package each. Nothing of it is believed: the commit that adds
 * them is judged like everybody's.
 */
record Bundle(String desk, List<Entry> devices) {
    private static final int DEVICES_MAX = 128;
    private static final int PACKAGE_BYTES_MAX = 32 * 1024;
    private static final JsonLimits LIMITS = new JsonLimits(8 << 20, 4, 1_024, 64 * 1024);

    /**
     * A device.
     *
     * @param keyPackage an MLS message; null where the server has none to hand out
     * @param limited it has handed out as many of this device's to the asker as it will in an hour
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed over, never shared.
    record Entry(String device, byte @Nullable [] keyPackage, boolean limited) {}

    Bundle {
        devices = List.copyOf(devices);
    }

    static String path(String desk) {
        return "/api/v1/messaging/desks/" + desk + "/bundle";
    }

    /** True if there is a package of the device in it. */
    boolean reaches(String device) {
        boolean found = false;
        for (Entry entry : devices) {
            found |= entry.device().equals(device) && entry.keyPackage() != null;
        }
        return found;
    }

    /** {@code bundle-desk} for another desk's. */
    static Bundle read(byte[] json, String asked, Text text) throws Malformed {
        Fields in = Fields.of(Json.read(json, LIMITS, text), "bundle");
        if (!in.text("desk", 1, 40).equals(asked)) {
            throw new Malformed("bundle-desk");
        }
        List<Entry> entries = new ArrayList<>();
        for (Fields item : in.objects("devices", 0, DEVICES_MAX)) {
            String device = item.digest("device").hex();
            item.integer("leaf", 0, Json.INTEGER_MAX);
            boolean none = item.json("keyPackage") instanceof Json.Null;
            boolean limited = item.has("limited") && item.bool("limited");
            entries.add(new Entry(device, none ? null : item.base64("keyPackage", 1, PACKAGE_BYTES_MAX), limited));
        }
        return new Bundle(asked, entries);
    }
}
