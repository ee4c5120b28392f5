package org.hublink.mls;

import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Malformed;

/** What a leaf's client can do (RFC 9420 §7.2). Numbers nobody knows (GREASE) stay and mean nothing. */
public record Capabilities(int[] versions, int[] suites, int[] extensions, int[] proposals, int[] credentials)
        implements Encoded {
    static Capabilities read(ByteReader in) throws Malformed {
        return new Capabilities(
                Encoded.readU16List(in),
                Encoded.readU16List(in),
                Encoded.readU16List(in),
                Encoded.readU16List(in),
                Encoded.readU16List(in));
    }

    static boolean contains(int[] list, int number) {
        for (int item : list) {
            if (item == number) {
                return true;
            }
        }
        return false;
    }

    /** Default extensions (1 to 5) need not be listed (§7.2). */
    boolean takesExtension(int type) {
        return (type >= 1 && type <= 5) || contains(extensions, type);
    }

    /** Default proposals (1 to 7) need not be listed (§7.2). */
    boolean takesProposal(int type) {
        return (type >= 1 && type <= 7) || contains(proposals, type);
    }

    boolean takesCredential(int type) {
        return contains(credentials, type);
    }

    @Override
    public void write(ByteWriter out) {
        Encoded.writeU16List(out, versions);
        Encoded.writeU16List(out, suites);
        Encoded.writeU16List(out, extensions);
        Encoded.writeU16List(out, proposals);
        Encoded.writeU16List(out, credentials);
    }
}
