package org.hublink.protocol;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/**
 * A statement as the log holds it: {@code 01 ‖ u16 length ‖ header ‖ u8 n ‖ n × (key id ‖ signature)}, key ids
 * ascending. Only the form is checked here; whether it counts is for {@link Trust} to say.
 */
public final class Leaf {
    public static final int BYTES_MAX = 1024;

    private static final int FORM = 1;

    private final byte[] bytes;
    private final Header header;
    private final byte[] headerBytes;
    private final List<Signature> signatures;
    // Signatures found right so far, by the key that made each: the leaf never changes, so neither does this.
    private final @Nullable PublicKey[] verified;

    private Leaf(byte[] bytes, Header header, byte[] headerBytes, List<Signature> signatures) {
        this.bytes = bytes;
        this.header = header;
        this.headerBytes = headerBytes;
        this.signatures = List.copyOf(signatures);
        this.verified = new PublicKey[signatures.size()];
    }

    /** Reads one leaf: {@code leaf-too-large}, {@code leaf-form}, {@code leaf-order}, {@code duplicate-key-id}, or the header's reasons. */
    public static Leaf read(byte[] bytes) throws Malformed {
        if (bytes.length > BYTES_MAX) {
            throw new Malformed("leaf-too-large");
        }
        ByteReader in = new ByteReader(bytes);
        if (in.u8() != FORM) {
            throw new Malformed("leaf-form");
        }
        byte[] header = in.bytes(in.u16());
        int count = in.u8();
        if (count < 1 || count > Envelope.SIGNATURES_MAX) {
            throw new Malformed("leaf-form");
        }
        List<Signature> signatures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            signatures.add(new Signature(Digest.from(in.bytes(Digest.LENGTH)), in.bytes(PublicKey.SIGNATURE_BYTES)));
        }
        in.end();
        checkOrder(signatures);
        return new Leaf(bytes.clone(), Header.read(header), header, signatures);
    }

    /** The leaf of a signed statement: {@code unknown-type} for another payload, {@code leaf-too-large}, or the header's reasons. */
    public static Leaf of(Envelope envelope) throws Malformed {
        Header header = Header.read(envelope.payload());
        if (!header.type().payloadType().equals(envelope.payloadType())) {
            throw new Malformed("unknown-type", "envelope");
        }
        List<Signature> sorted = new ArrayList<>(envelope.signatures());
        sorted.sort((a, b) -> a.keyId().compareTo(b.keyId()));
        ByteWriter out = new ByteWriter();
        byte[] payload = envelope.payload();
        out.u8(FORM).u16(payload.length).bytes(payload).u8(sorted.size());
        for (Signature signature : sorted) {
            out.bytes(signature.keyId().bytes()).bytes(signature.value());
        }
        byte[] bytes = out.toBytes();
        if (bytes.length > BYTES_MAX) {
            throw new Malformed("leaf-too-large");
        }
        return new Leaf(bytes, header, payload, sorted);
    }

    /** A copy of the bytes that the log holds. */
    public byte[] bytes() {
        return bytes.clone();
    }

    public Header header() {
        return header;
    }

    public Subject subject() {
        return header.subject();
    }

    /** Ascending by key id. */
    public List<Signature> signatures() {
        return signatures;
    }

    /** What the signatures are over. */
    public byte[] signedBytes() {
        return Envelope.pae(header.type().payloadType(), headerBytes);
    }

    /** True if signature {@code n} (from 0) is this key's; once found it is not computed again. */
    public boolean signedBy(int n, PublicKey key) {
        if (key.equals(verified[n])) {
            return true;
        }
        boolean right = key.verify(signedBytes(), signatures.get(n).value());
        if (right) {
            verified[n] = key;
        }
        return right;
    }

    /** SHA-256 of the signed header: names a statement before its signatures are complete, and the pinned root. */
    public Digest headerDigest() {
        return Digest.of(headerBytes);
    }

    /** The same statement as an envelope. */
    public Envelope envelope() {
        return new Envelope(header.type().payloadType(), headerBytes, signatures);
    }

    /** SHA-256 of the bytes: the statement's digest. */
    public Digest digest() {
        return Digest.of(bytes);
    }

    /** The leaf's hash in the tree (RFC 6962 §2.1): SHA-256(00 ‖ bytes). */
    public Digest merkleHash() {
        return Digest.of(new byte[] {0}, bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Leaf leaf && Bytes.equal(bytes, leaf.bytes);
    }

    @Override
    public int hashCode() {
        return digest().hashCode();
    }

    private static void checkOrder(List<Signature> signatures) throws Malformed {
        for (int i = 1; i < signatures.size(); i++) {
            int order =
                    signatures.get(i - 1).keyId().compareTo(signatures.get(i).keyId());
            if (order == 0) {
                throw new Malformed("duplicate-key-id");
            }
            if (order > 0) {
                throw new Malformed("leaf-order");
            }
        }
    }
}
