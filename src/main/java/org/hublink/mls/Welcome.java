package org.hublink.mls;

import java.util.List;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Hpke;
import org.hublink.primitives.Malformed;

/** Brings newcomers into a group (RFC 9420 §12.4.3.1). */
record Welcome(int suite, List<Entry> entries, byte[] encryptedGroupInfo) implements MlsMessage.Body {
    /** The secrets of one newcomer, sealed to the init key of the key package named. */
    record Entry(byte[] newMember, Hpke.Sealed secrets) implements Encoded {
        static Entry read(ByteReader in) throws Malformed {
            return new Entry(in.vector(), UpdatePath.readSealed(in));
        }

        @Override
        public void write(ByteWriter out) {
            out.vector(newMember);
            UpdatePath.writeSealed(out, secrets);
        }
    }

    static Welcome read(ByteReader in) throws Malformed {
        return new Welcome(in.u16(), Encoded.readList(in, Entry::read), in.vector());
    }

    @Override
    public int wireFormat() {
        return MlsMessage.WELCOME;
    }

    @Override
    public void write(ByteWriter out) {
        out.u16(suite);
        Encoded.writeList(out, entries);
        out.vector(encryptedGroupInfo);
    }
}
