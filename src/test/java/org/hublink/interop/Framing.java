package org.hublink.interop;

import java.util.SplittableRandom;

/**
 * How a handshake message is sent.
 *
 * @param clear as PublicMessage
 */
record Framing(boolean clear, byte[] authenticatedData, int padding) {
    private static final int DATA_MAX = 40;
    private static final int PADDING_MAX = 300;

    static final Framing PLAIN = new Framing(false, new byte[0], 0);

    static Framing random(SplittableRandom random) {
        byte[] data = new byte[random.nextInt(DATA_MAX)];
        random.nextBytes(data);
        return new Framing(random.nextInt(4) == 0, data, random.nextInt(PADDING_MAX));
    }
}
