package org.hublink.mls;

import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Malformed;

/** The outer frame of everything on the wire (RFC 9420 §6). */
record MlsMessage(Body body) implements Encoded {
    /** Version mls10. */
    static final int VERSION = 1;

    static final int PUBLIC_MESSAGE = 1;
    static final int PRIVATE_MESSAGE = 2;
    static final int WELCOME = 3;
    static final int GROUP_INFO = 4;
    static final int KEY_PACKAGE = 5;

    /** The largest message read: room for a commit or a tree of some thousand post-quantum leaves. */
    static final int BYTES_MAX = 8 * 1024 * 1024;

    /** One of the five formats. */
    sealed interface Body extends Encoded permits PublicMessage, PrivateMessage, Welcome, GroupInfo, KeyPackage {
        int wireFormat();
    }

    static MlsMessage decode(byte[] bytes) throws Malformed {
        if (bytes.length > BYTES_MAX) {
            throw new Malformed("message-too-large");
        }
        return Encoded.decode(bytes, MlsMessage::read);
    }

    static MlsMessage read(ByteReader in) throws Malformed {
        readVersion(in);
        return new MlsMessage(
                switch (in.u16()) {
                    case PUBLIC_MESSAGE -> PublicMessage.read(in);
                    case PRIVATE_MESSAGE -> PrivateMessage.read(in);
                    case WELCOME -> Welcome.read(in);
                    case GROUP_INFO -> GroupInfo.read(in);
                    case KEY_PACKAGE -> KeyPackage.read(in);
                    default -> throw new Malformed("wire-format");
                });
    }

    static void readVersion(ByteReader in) throws Malformed {
        if (in.u16() != VERSION) {
            throw new Malformed("version-unknown");
        }
    }

    @Override
    public void write(ByteWriter out) {
        out.u16(VERSION).u16(body.wireFormat());
        body.write(out);
    }
}
