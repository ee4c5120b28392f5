package org.hublink.mls;

import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Malformed;

/**
 * Who a leaf claims to be (RFC 9420 §5.3). Whether it is so, the caller's check decides.
 *
 * @param type 1 basic, 2 X.509
 * @param body the identity of a basic credential; of an X.509 one the list of its certificates in wire form
 */
public record Credential(int type, byte[] body) implements Encoded {
    public static final int BASIC = 1;
    public static final int X509 = 2;

    public static Credential basic(byte[] identity) {
        return new Credential(BASIC, identity.clone());
    }

    static Credential read(ByteReader in) throws Malformed {
        int type = in.u16();
        if (type != BASIC && type != X509) {
            throw new Malformed("credential-type");
        }
        byte[] body = in.vector();
        if (type == X509) {
            ByteReader certificates = new ByteReader(body);
            while (certificates.remaining() > 0) {
                certificates.vector();
            }
        }
        return new Credential(type, body);
    }

    @Override
    public void write(ByteWriter out) {
        out.u16(type).vector(body);
    }
}
