package org.hublink.primitives;

/** LabeledExtract and LabeledExpand of RFC 9180 §4. */
final class HpkeLabels {
    private static final String VERSION = "HPKE-v1";

    private HpkeLabels() {}

    static byte[] extract(Hash hash, byte[] suiteId, byte[] salt, String label, byte[] keyMaterial) {
        return hash.extract(salt, Utf8.encode(VERSION), suiteId, Utf8.encode(label), keyMaterial);
    }

    static byte[] expand(Hash hash, byte[] suiteId, byte[] prk, String label, byte[] info, int n) {
        byte[] labeled = new ByteWriter()
                .u16(n)
                .bytes(Utf8.encode(VERSION))
                .bytes(suiteId)
                .bytes(Utf8.encode(label))
                .bytes(info)
                .toBytes();
        return hash.expand(prk, labeled, n);
    }
}
