package org.hublink.protocol;

import java.util.List;
import org.hublink.primitives.Aead;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Hash;
import org.hublink.primitives.Hpke;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Randomness;
import org.hublink.primitives.Text;
import org.hublink.primitives.Utf8;

/**
 * An application on its way through the server, which cannot open it: HPKE in PSK mode, X-Wing, HKDF-SHA-256,
 * AES-256-GCM. Operators hold signature keys only, so the recipient's key pair and the PSK both come from the invitation's
 * secret, by separate labels. Padded, so that the length of a name does not show.
 *
 * <p>Binary: {@code u8 1 ‖ encapsulation 1,120 ‖ ciphertext}; inside {@code u32 length ‖ application ‖ zeros}.
 */
public final class SealedApplication {
    /** The inner form is filled up to a multiple of this. */
    static final int BLOCK_BYTES = 4096;

    /** Bytes of the largest sealed application. */
    public static final int BYTES_MAX =
            1 + Hpke.Kem.XWING.encapsulationLength() + Application.BYTES_MAX + BLOCK_BYTES + Aead.TAG_LENGTH;

    private static final int VERSION = 1;
    private static final Hpke.Suite SUITE = new Hpke.Suite(Hpke.Kem.XWING, Hash.SHA256, Aead.AES_256_GCM);
    private static final String INFO = "hublink application v1";

    private SealedApplication() {}

    public static byte[] seal(Application application, Invitation invitation, Randomness randomness) {
        byte[] plain = application.bytes();
        byte[] padded = padded(plain);
        try {
            Hpke.Sealed sealed = Hpke.seal(
                    SUITE,
                    invitation.keyPair().publicKey(),
                    Utf8.encode(INFO),
                    invitation.id().bytes(),
                    padded,
                    invitation.psk(),
                    randomness);
            return new ByteWriter()
                    .u8(VERSION)
                    .bytes(sealed.encapsulation())
                    .bytes(sealed.ciphertext())
                    .toBytes();
        } catch (Malformed bug) {
            throw new IllegalStateException(bug);
        } finally {
            Bytes.zero(padded);
        }
    }

    /**
     * Opens and checks an application, and that it is the one this invitation asked for: {@code aead-open} for another
     * secret or altered bytes, {@code application-not-as-invited} for another country, officer or roles, and the reasons
     * of {@link Application#read}.
     */
    public static Application open(byte[] sealed, Invitation invitation, Text text) throws Malformed {
        if (sealed.length > BYTES_MAX) {
            throw new Malformed("application-too-large");
        }
        ByteReader in = new ByteReader(sealed);
        if (in.u8() != VERSION) {
            throw new Malformed("application-version");
        }
        byte[] encapsulation = in.bytes(SUITE.kem().encapsulationLength());
        byte[] ciphertext = in.bytes(in.remaining());
        byte[] padded = Hpke.open(
                SUITE,
                invitation.keyPair().privateKey(),
                new Hpke.Sealed(encapsulation, ciphertext),
                Utf8.encode(INFO),
                invitation.id().bytes(),
                invitation.psk());
        Application application = Application.read(unpadded(padded), text);
        DevicePart device = application.device().value();
        boolean asInvited = application.invitation().equals(invitation.id())
                && application.country().equals(invitation.country())
                && device.officer().equals(invitation.officer())
                && List.copyOf(device.roles()).equals(List.copyOf(invitation.roles()));
        if (!asInvited) {
            throw new Malformed("application-not-as-invited");
        }
        return application;
    }

    private static byte[] padded(byte[] plain) {
        byte[] out = new byte[(plain.length + 4 + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES];
        byte[] length = new ByteWriter().u32(plain.length).toBytes();
        System.arraycopy(length, 0, out, 0, length.length);
        System.arraycopy(plain, 0, out, length.length, plain.length);
        return out;
    }

    private static byte[] unpadded(byte[] padded) throws Malformed {
        ByteReader in = new ByteReader(padded);
        long length = in.u32();
        if (length > Math.min(Application.BYTES_MAX, in.remaining())) {
            throw new Malformed("application-padding");
        }
        byte[] plain = in.bytes((int) length);
        byte[] rest = in.bytes(in.remaining());
        for (byte b : rest) {
            if (b != 0) {
                throw new Malformed("application-padding");
            }
        }
        return plain;
    }
}
