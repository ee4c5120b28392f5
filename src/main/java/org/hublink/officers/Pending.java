package org.hublink.officers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.Header;
import org.hublink.protocol.Leaf;
import org.hublink.protocol.Part;
import org.jspecify.annotations.Nullable;

/**
 * A statement that gathers its signatures.
 *
 * @param digest SHA-256 of the header's bytes
 * @param parts one for each digest of the header; null is not handed over
 * @param invitation whose application goes when the statement is logged
 * @param complete it has all signatures and is being logged
 */
record Pending(
        Digest digest,
        Header header,
        Envelope envelope,
        List<@Nullable Part> parts,
        @Nullable Digest invitation,
        boolean complete,
        long created,
        long expires) {
    Pending {
        parts = Collections.unmodifiableList(new ArrayList<>(parts));
    }

    static Pending of(
            byte[] envelope,
            List<@Nullable Part> parts,
            @Nullable Digest invitation,
            boolean complete,
            long created,
            long expires)
            throws Malformed {
        return of(Envelope.read(envelope), parts, invitation, complete, created, expires);
    }

    static Pending of(
            Envelope envelope,
            List<@Nullable Part> parts,
            @Nullable Digest invitation,
            boolean complete,
            long created,
            long expires)
            throws Malformed {
        Leaf leaf = Leaf.of(envelope);
        return new Pending(leaf.headerDigest(), leaf.header(), envelope, parts, invitation, complete, created, expires);
    }

    String country() {
        return header.country();
    }

    Pending with(Envelope more, boolean done) {
        return new Pending(digest, header, more, parts, invitation, done, created, expires);
    }
}
