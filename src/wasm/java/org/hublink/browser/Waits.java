package org.hublink.browser;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.AuthorityFacts;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.Header;
import org.hublink.protocol.Part;
import org.hublink.protocol.PartJson;
import org.hublink.protocol.Signature;
import org.jspecify.annotations.Nullable;

/** A statement that the server says waits for another operator, with the parts it has of it. Nothing in it is believed. */
record Waits(Envelope envelope, Header header, List<@Nullable Part> parts, long expires) {
    static Waits read(Fields item) throws Malformed {
        Envelope envelope = Envelope.of(item.json("envelope"));
        List<@Nullable Part> parts = new ArrayList<>();
        for (Json part : item.list("parts", 0, Header.PARTS_MAX)) {
            parts.add(part instanceof Json.Null ? null : PartJson.read(Fields.of(part, "part")));
        }
        long expires = item.integer("expires", 0, Json.INTEGER_MAX);
        return new Waits(envelope, Header.read(envelope.payload()), parts, expires);
    }

    boolean signedBy(Digest keyId) {
        for (Signature one : envelope.signatures()) {
            if (one.keyId().equals(keyId)) return true;
        }
        return false;
    }

    /** Part {@code n}; nothing is signed unseen. */
    Part part(int n) throws Malformed {
        Part part = n < parts.size() ? parts.get(n) : null;
        if (part == null) throw new Malformed("part-withheld");
        return part;
    }

    /** Ids of the operators whose keys stand under it; the log judges the signatures. */
    List<String> signers(AuthorityFacts authority) {
        List<String> names = new ArrayList<>();
        for (Signature signature : envelope.signatures()) {
            AuthorityFacts.Operator holder = authority.holder(signature.keyId());
            if (holder != null) names.add(holder.id());
        }
        return names;
    }

    Json.Builder json(AuthorityFacts authority, Digest mine) {
        return Json.obj()
                .put("digest", header.digest())
                .put("type", header.type().code())
                .put("id", header.id())
                .put("version", header.version())
                .putTexts("signed", signers(authority))
                .put("mine", signedBy(mine))
                .put("issued", header.issued())
                .put("ends", header.expires())
                .put("expires", expires);
    }
}
