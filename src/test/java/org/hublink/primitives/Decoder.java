package org.hublink.primitives;

import java.util.List;

/** A decoder as both homes are asked to try it on altered bytes. */
public interface Decoder {
    /**
     * What it makes of the bytes, written again, or another sign of what was understood.
     *
     * @param context what the decoder needs beside the bytes, such as keys; as given by the test
     */
    byte[] again(byte[] in, List<byte[]> context, Home home) throws Malformed;
}
