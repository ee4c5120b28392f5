package org.hublink.platform;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Base64;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Part;
import org.jspecify.annotations.Nullable;

/** Parts as every route takes and gives them: {@code [{"salt":b64,"body":b64}|null …]}. */
public final class PartsJson {
    private PartsJson() {}

    public static JsonArray json(List<@Nullable Part> parts) {
        JsonArray items = new JsonArray();
        for (Part part : parts) {
            if (part == null) {
                items.addNull();
            } else {
                items.add(new JsonObject()
                        .put("salt", Base64.encode(part.salt()))
                        .put("body", Base64.encode(part.body())));
            }
        }
        return items;
    }

    public static Buffer write(List<@Nullable Part> parts) {
        return json(parts).toBuffer();
    }

    public static List<@Nullable Part> read(Buffer json) throws Malformed {
        return read(new JsonArray(json));
    }

    /** Each of them at most as large as a manifest. */
    public static List<@Nullable Part> read(JsonArray items) throws Malformed {
        List<@Nullable Part> parts = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            JsonObject item = items.getJsonObject(i);
            parts.add(item == null ? null : read(item, Part.MANIFEST_BODY_BYTES_MAX));
        }
        return parts;
    }

    /**
     * One part.
     *
     * @throws Malformed {@code part-length}, or with Base64's reasons
     */
    public static Part read(JsonObject item, int bodyBytesMax) throws Malformed {
        byte[] salt = Base64.decode(item.getString("salt"));
        byte[] body = Base64.decode(item.getString("body"));
        if (salt.length != Part.SALT_BYTES || body.length > bodyBytesMax) {
            throw new Malformed("part-length");
        }
        return new Part(salt, body);
    }
}
