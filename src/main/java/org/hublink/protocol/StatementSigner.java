package org.hublink.protocol;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;

/**
 * Signs statements with one key. It signs only what it built itself from typed content, never bytes of the other side
 * (K3): a statement to be signed as the second is read, and its header is written anew.
 */
public final class StatementSigner {
    private final SigningKey key;

    public StatementSigner(SigningKey key) {
        this.key = key;
    }

    /** The header of a statement that says everything in its parts. */
    public static Header header(Subject subject, int version, long issued, long expires, List<Part> parts) {
        return header(subject, version, issued, expires, parts, new NoFacts());
    }

    /** The header of any statement. */
    public static Header header(
            Subject subject, int version, long issued, long expires, List<Part> parts, Facts facts) {
        List<Digest> digests = new ArrayList<>();
        for (Part part : parts) {
            digests.add(part.digest());
        }
        return new Header(subject.type(), subject.country(), subject.id(), version, issued, expires, digests, facts);
    }

    /** A new envelope with this key's signature. */
    public Envelope sign(Header header) {
        String type = header.type().payloadType();
        return new Envelope(type, header.bytes(), List.of(signature(header)));
    }

    /** Adds this key's signature to another's statement, after reading it; {@code duplicate-key-id} if it is there. */
    public Envelope countersign(Envelope envelope) throws Malformed {
        Leaf leaf = Leaf.of(envelope);
        for (Signature one : envelope.signatures()) {
            if (one.keyId().equals(key.keyId())) {
                throw new Malformed("duplicate-key-id", "envelope");
            }
        }
        if (envelope.signatures().size() == Envelope.SIGNATURES_MAX) {
            throw new Malformed("spare-signature", "envelope");
        }
        return envelope.with(signature(leaf.header()));
    }

    private Signature signature(Header header) {
        byte[] message = Envelope.pae(header.type().payloadType(), header.bytes());
        return new Signature(key.keyId(), key.sign(message));
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
