package org.hublink.mls;

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
        return new EpochSecrets(
                suite.deriveSecret(epochSecret, "sender data"),
                suite.deriveSecret(epochSecret, "encryption"),
                suite.deriveSecret(epochSecret, "exporter"),
                suite.deriveSecret(epochSecret, "external"),
                suite.deriveSecret(epochSecret, "confirm"),
                suite.deriveSecret(epochSecret, "membership"),
                suite.deriveSecret(epochSecret, "resumption"),
                suite.deriveSecret(epochSecret, "authentication"),
                suite.deriveSecret(epochSecret, "init"));
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

    @Override
    public String toString() {
        return "[hidden]";
    }
}
