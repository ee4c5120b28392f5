package org.hublink.client;

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
import org.jspecify.annotations.Nullable;

/** A statement that the server says waits for signatures, with the parts it has of it. */
record Waiting(Envelope envelope, Header header, List<@Nullable Part> parts, long expires) {
    static Waiting read(Fields item) throws Malformed {
        var envelope = Envelope.of(item.json("envelope"));
        var parts = new ArrayList<@Nullable Part>();
        for (var part : item.list("parts", 0, Header.PARTS_MAX)) {
            parts.add(part instanceof Json.Null ? null : PartJson.read(Fields.of(part, "part")));
        }
        return new Waiting(
                envelope, Header.read(envelope.payload()), parts, item.integer("expires", 0, Json.INTEGER_MAX));
    }

    Digest digest() {
        return header.digest();
    }

    boolean signedBy(Digest keyId) {
        return envelope.signatures().stream().anyMatch(one -> one.keyId().equals(keyId));
    }

    /** Ids of the operators whose key ids stand under it; the server judged the signatures, the log will again. */
    List<String> signers(AuthorityFacts authority) {
        var names = new ArrayList<String>();
        for (var signature : envelope.signatures()) {
            var holder = authority.holder(signature.keyId());
            names.add(holder == null ? "unknown" : holder.id());
        }
        return names;
    }
}
