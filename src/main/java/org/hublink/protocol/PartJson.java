package org.hublink.protocol;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/** Parts as the server's routes take and give them: {@code salt} and {@code body} in Base64, null for one that is kept back. */
public final class PartJson {
    private PartJson() {}

    public static List<Json> write(List<? extends @Nullable Part> parts) {
        List<Json> items = new ArrayList<>();
        for (Part part : parts) {
            items.add(part == null ? new Json.Null() : write(part));
        }
        return items;
    }

    public static Json write(Part part) {
        return Json.obj()
                .putBase64("salt", part.salt())
                .putBase64("body", part.body())
                .build();
    }

    /** Further fields of the object are the caller's. */
    public static Part read(Fields item) throws Malformed {
        return new Part(
                item.base64("salt", Part.SALT_BYTES, Part.SALT_BYTES),
                item.base64("body", 0, Part.MANIFEST_BODY_BYTES_MAX));
    }
}
