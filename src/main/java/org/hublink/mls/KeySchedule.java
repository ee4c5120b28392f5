package org.hublink.mls;

import java.util.List;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Hpke;

/** From the secrets of a commit to those of an epoch (RFC 9420 §8). */
final class KeySchedule {
    private KeySchedule() {}

    static byte[] joinerSecret(CipherSuite suite, byte[] initSecret, byte[] commitSecret, byte[] context) {
        byte[] extracted = suite.hash().extract(initSecret, commitSecret);
        return suite.expandWithLabel(extracted, "joiner", context, suite.hash().length());
    }

    private static byte[] member(CipherSuite suite, byte[] joinerSecret, byte[] pskSecret) {
        return suite.hash().extract(joinerSecret, pskSecret);
    }

    static byte[] welcomeSecret(CipherSuite suite, byte[] joinerSecret, byte[] pskSecret) {
        return suite.deriveSecret(member(suite, joinerSecret, pskSecret), "welcome");
    }

    static EpochSecrets epoch(CipherSuite suite, byte[] joinerSecret, byte[] pskSecret, byte[] context) {
        byte[] member = member(suite, joinerSecret, pskSecret);
        return EpochSecrets.of(
                suite,
                suite.expandWithLabel(member, "epoch", context, suite.hash().length()));
    }

    /** One pre-shared key with its name. */
    record Psk(PreSharedKeyId id, byte[] secret) {
        @Override
        public String toString() {
            return "[hidden]";
        }
    }

    /** psk_secret (§8.4); zeros where there is none. */
    static byte[] pskSecret(CipherSuite suite, List<Psk> psks) {
        byte[] secret = suite.zero();
        for (int i = 0; i < psks.size(); i++) {
            ByteWriter label = new ByteWriter();
            psks.get(i).id().write(label);
            label.u16(i).u16(psks.size());
            byte[] extracted = suite.hash().extract(suite.zero(), psks.get(i).secret());
            byte[] input = suite.expandWithLabel(
                    extracted, "derived psk", label.toBytes(), suite.hash().length());
            secret = suite.hash().extract(input, secret);
        }
        return secret;
    }

    /** Confirmed transcript hash after a commit (§8.2). */
    static byte[] confirmed(CipherSuite suite, byte[] interimBefore, AuthenticatedContent commit) {
        ByteWriter out = new ByteWriter();
        out.bytes(interimBefore).u16(commit.wireFormat());
        commit.content().write(out);
        out.vector(commit.signature());
        return suite.hash().of(out.toBytes());
    }

    /** Interim transcript hash after a commit's confirmation tag (§8.2). */
    static byte[] interim(CipherSuite suite, byte[] confirmed, byte[] confirmationTag) {
        return suite.hash()
                .of(confirmed, new ByteWriter().vector(confirmationTag).toBytes());
    }

    /** The key pair for external commits (§8). */
    static Hpke.KeyPair externalKeys(CipherSuite suite, byte[] externalSecret) {
        return suite.deriveKeyPair(externalSecret);
    }
}
