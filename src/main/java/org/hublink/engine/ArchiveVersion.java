package org.hublink.engine;

import org.hublink.primitives.Digest;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/**
 * The body of an act {@code archive-version} (PROTOCOL B3): a new key of a desk's archive, judged at the act's checkpoint.
 *
 * @param key SHA-256 of the key
 * @param wraps SHA-256 of the wraps, in the form of {@link ArchiveWraps}
 * @param former the key of the version before, sealed under this one; null for the first
 */
@SuppressWarnings("ArrayRecordComponent") // Handed over, never shared.
record ArchiveVersion(String desk, int version, Digest key, Digest wraps, byte @Nullable [] former) {
    static final String KIND = "archive-version";
    static final int VERSION_MAX = 100_000;

    private static final int DESK_CHARS_MAX = 40;
    static final int FORMER_BYTES_MAX = 64;

    /** Where the acts of a desk's archive belong. */
    static String context(String desk) {
        return "archive/" + desk;
    }

    /** {@code archive-former} where a later version does not carry the key before it, or the first one does. */
    static ArchiveVersion read(Json.Obj body) throws Malformed {
        Fields in = Fields.of(body, KIND);
        ArchiveVersion read = new ArchiveVersion(
                in.text("desk", 1, DESK_CHARS_MAX),
                (int) in.integer("version", 1, VERSION_MAX),
                in.digest("key"),
                in.digest("wraps"),
                in.optionalBase64("former", 1, FORMER_BYTES_MAX));
        in.end();
        if ((read.version == 1) != (read.former == null)) {
            throw new Malformed("archive-former");
        }
        return read;
    }

    Json.Obj json() {
        Json.Builder out = Json.obj()
                .put("desk", desk)
                .put("version", version)
                .put("key", key)
                .put("wraps", wraps);
        byte[] sealed = former;
        if (sealed != null) {
            out.putBase64("former", sealed);
        }
        return out.build();
    }
}
