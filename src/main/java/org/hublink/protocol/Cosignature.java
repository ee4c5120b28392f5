package org.hublink.protocol;

import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;

/** {@code cosignature/v1} (C2SP tlog-cosignature): 'at this time this was the largest tree that I had seen'. */
public final class Cosignature {
    private static final int TIME_BYTES = 8;
    private static final int VALUE_BYTES = TIME_BYTES + 64;

    private Cosignature() {}

    /** {@code time}: epoch seconds, not negative. */
    public static NoteSignature sign(String text, NoteKey name, SigningKey key, long time) {
        if (time < 0) throw new IllegalArgumentException("time");
        byte[] value = new byte[VALUE_BYTES];
        for (int i = 0; i < TIME_BYTES; i++) value[i] = (byte) (time >>> (56 - 8 * i));
        byte[] signature = key.sign(message(text, time));
        System.arraycopy(signature, 0, value, TIME_BYTES, signature.length);
        return new NoteSignature(name.name(), name.id(NoteKey.COSIGNER), value);
    }

    /** The time it was made, epoch seconds; Malformed if it is not this key's signature of this text. */
    static long time(NoteSignature line, NoteKey key, String text) throws Malformed {
        byte[] value = line.value();
        if (value.length != VALUE_BYTES) throw new Malformed("cosignature-length");
        long time = 0;
        for (int i = 0; i < TIME_BYTES; i++) time = (time << 8) | (value[i] & 0xff);
        if (time < 0) throw new Malformed("cosignature-time");
        byte[] signature = new byte[VALUE_BYTES - TIME_BYTES];
        System.arraycopy(value, TIME_BYTES, signature, 0, signature.length);
        if (!key.key().verify(message(text, time), signature)) throw new Malformed("cosignature-wrong");
        return time;
    }

    private static byte[] message(String text, long time) {
        return Utf8.encode("cosignature/v1\ntime " + time + "\n" + text);
    }
}
