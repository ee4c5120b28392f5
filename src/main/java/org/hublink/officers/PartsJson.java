package org.hublink.officers;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Base64;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Part;
import org.jspecify.annotations.Nullable;

/** Parts beside an envelope: {@code [{"salt":b64,"body":b64}|null …]}. */
final class PartsJson {
    private PartsJson() {}

    static JsonArray json(List<@Nullable Part> parts) {
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

    static Buffer write(List<@Nullable Part> parts) {
        return json(parts).toBuffer();
    }

    static List<@Nullable Part> read(Buffer json) throws Malformed {
        return read(new JsonArray(json));
    }

    static List<@Nullable Part> read(JsonArray items) throws Malformed {
        List<@Nullable Part> parts = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            JsonObject item = items.getJsonObject(i);
            if (item == null) {
                parts.add(null);
                continue;
            }
            byte[] salt = Base64.decode(item.getString("salt"));
            byte[] body = Base64.decode(item.getString("body"));
            if (salt.length != Part.SALT_BYTES || body.length > Part.MANIFEST_BODY_BYTES_MAX) {
                throw new Malformed("part-length");
            }
            parts.add(new Part(salt, body));
        }
        return parts;
    }
}
