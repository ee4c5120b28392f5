package org.hublink.mls;

import java.util.List;
import org.hublink.primitives.Bytes;

/** The secrets of one epoch (RFC 9420 §8, table 4); the epoch secret itself is not kept. */
record EpochSecrets(
        byte[] senderData,
        byte[] encryption,
        byte[] exporter,
        byte[] external,
        byte[] confirmation,
        byte[] membership,
        byte[] resumption,
        byte[] authenticator,
        byte[] init) {
    static EpochSecrets of(CipherSuite suite, byte[] epochSecret) {
        Expander from = suite.expander(epochSecret);
        return new EpochSecrets(
                from.secret("sender data"),
                from.secret("encryption"),
                from.secret("exporter"),
                from.secret("external"),
                from.secret("confirm"),
                from.secret("membership"),
                from.secret("resumption"),
                from.secret("authentication"),
                from.secret("init"));
    }

    /** What one knows who is not in the group yet: the init secret of an external commit, and nothing else. */
    static EpochSecrets onlyInit(byte[] init) {
        byte[] none = {};
        return new EpochSecrets(none, none, none, none, none, none, none, none, init);
    }

    /** MLS-Exporter (§8.5). */
    byte[] export(CipherSuite suite, String label, byte[] context, int length) {
        byte[] derived = suite.deriveSecret(exporter, label);
        return suite.expandWithLabel(derived, "exported", suite.hash().of(context), length);
    }

    /** Overwrites all of them, where the epoch never began. */
    void wipe() {
        List<byte[]> all = List.of(
                senderData, encryption, exporter, external, confirmation, membership, resumption, authenticator, init);
        all.forEach(Bytes::zero);
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
