package org.hublink.mls;

import java.util.List;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Malformed;

/** Somebody outside the group who may propose (RFC 9420 §12.1.8.1). */
record ExternalSender(byte[] signatureKey, Credential credential) implements Encoded {
    static ExternalSender read(ByteReader in) throws Malformed {
        return new ExternalSender(in.vector(), Credential.read(in));
    }

    /** The external senders that a group's extensions name. */
    static List<ExternalSender> of(List<Extension> extensions) throws Malformed {
        byte[] encoded = Extension.find(extensions, Extension.EXTERNAL_SENDERS);
        return encoded == null ? List.of() : Encoded.decode(encoded, in -> Encoded.readList(in, ExternalSender::read));
    }

    Member member() {
        return new Member(-1, credential, signatureKey, List.of());
    }

    @Override
    public void write(ByteWriter out) {
        out.vector(signatureKey);
        credential.write(out);
    }
}
