package org.hublink.engine;

import org.hublink.primitives.Digest;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;

/**
 * The body of an act {@code archive-wrap} (PROTOCOL B3): a version's key for a device that came later.
 *
 * @param key SHA-256 of the key
 * @param wrap SHA-256 of the wrap
 */
record ArchiveAddendum(String desk, int version, String device, Digest key, Digest wrap) {
    static final String KIND = "archive-wrap";

    private static final int DESK_CHARS_MAX = 40;

    static ArchiveAddendum read(Json.Obj body) throws Malformed {
        Fields in = Fields.of(body, KIND);
        ArchiveAddendum read = new ArchiveAddendum(
                in.text("desk", 1, DESK_CHARS_MAX),
                (int) in.integer("version", 1, ArchiveVersion.VERSION_MAX),
                in.digest("device").hex(),
                in.digest("key"),
                in.digest("wrap"));
        in.end();
        return read;
    }

    Json.Obj json() {
        return Json.obj()
                .put("desk", desk)
                .put("version", version)
                .put("device", device)
                .put("key", key)
                .put("wrap", wrap)
                .build();
    }
}
