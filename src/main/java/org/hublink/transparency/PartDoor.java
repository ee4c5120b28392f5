package org.hublink.transparency;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hublink.platform.Caller;
import org.hublink.primitives.Base64;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.hublink.protocol.Audience;
import org.hublink.protocol.Header;
import org.hublink.protocol.Leaf;
import org.hublink.protocol.Ledger;
import org.hublink.protocol.ManifestPart;
import org.hublink.protocol.Part;
import org.jspecify.annotations.Nullable;

/**
 * Which parts a member may read: all but the reasons of foreign revocations, and the listings of manifests for an audience he is
 * not of. For whom such a manifest is, he may read: so he knows that nothing is withheld from him.
 */
final class PartDoor {
    /** Bytes of parts in one answer; the rest is asked for again. */
    static final int ANSWER_BYTES_MAX = 4 << 20;

    private static final int AUDIENCES_KEPT_MAX = 4_096;

    private final Map<Long, Audience> audiences = new LinkedHashMap<>();
    private final Ledger ledger;
    private final Text text;

    PartDoor(Ledger ledger, Text text) {
        this.ledger = ledger;
        this.text = text;
    }

    /** {@code more} is true where the answer grew too large and leaves were left for the next question. */
    JsonObject readable(Map<Long, Map<Integer, Part>> all, Caller caller) {
        JsonArray out = new JsonArray();
        long bytes = 0;
        boolean more = false;
        for (Map.Entry<Long, Map<Integer, Part>> leafParts : all.entrySet()) {
            Leaf leaf = leafParts.getKey() < ledger.size() ? ledger.leaf(leafParts.getKey()) : null;
            if (leaf == null) continue;
            for (Map.Entry<Integer, Part> one : leafParts.getValue().entrySet()) {
                Part part = one.getValue();
                if (!mayRead(leafParts.getKey(), leaf.header(), one.getKey(), part, caller)) continue;
                if (bytes > 0 && bytes + part.bodyLength() > ANSWER_BYTES_MAX) {
                    more = true;
                    continue;
                }
                bytes += part.bodyLength();
                out.add(new JsonObject()
                        .put("leaf", leafParts.getKey())
                        .put("part", one.getKey())
                        .put("salt", Base64.encode(part.salt()))
                        .put("body", Base64.encode(part.body())));
            }
        }
        return new JsonObject().put("parts", out).put("more", more);
    }

    private boolean mayRead(long leaf, Header header, int n, Part part, Caller caller) {
        return switch (header.type()) {
            case REVOCATION -> caller.country().equals(header.country());
            case MANIFEST -> n == Audience.PART || ofHisAudience(leaf, header, part, caller);
            default -> true;
        };
    }

    private boolean ofHisAudience(long leaf, Header header, Part part, Caller caller) {
        if (caller.country().equals(header.country())) return true;
        Audience known = audience(leaf, part);
        return known != null && known.admits(caller.country(), header.country());
    }

    /** What a manifest's part says of its readers; read once, as the header's digest holds the part for ever. */
    private @Nullable Audience audience(long leaf, Part part) {
        Audience known = audiences.get(leaf);
        if (known == null) {
            try {
                known = ManifestPart.read(part.body(), text).audience();
            } catch (Malformed unreadable) {
                return null;
            }
            if (audiences.size() >= AUDIENCES_KEPT_MAX) audiences.clear();
            audiences.put(leaf, known);
        }
        return known;
    }
}
