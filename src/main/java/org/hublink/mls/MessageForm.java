package org.hublink.mls;

/**
 * How a proposal travels.
 *
 * @param authenticatedData that everybody can read and nobody alter
 * @param padding zero bytes put behind it where it is encrypted
 * @param inTheClear signed and not encrypted
 */
public record MessageForm(byte[] authenticatedData, int padding, boolean inTheClear) {
    /** Encrypted, with nothing more. */
    public static MessageForm sealed() {
        return new MessageForm(new byte[0], 0, false);
    }

    /** Signed and not encrypted, with nothing more. */
    public static MessageForm clear() {
        return new MessageForm(new byte[0], 0, true);
    }
}
