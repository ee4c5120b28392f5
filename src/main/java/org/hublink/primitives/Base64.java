package org.hublink.primitives;

/**
 * Base64 (RFC 4648) in exactly one form: {@code encode/decode} standard alphabet with padding, {@code
 * encodeUrl/decodeUrl} URL alphabet without. White space, wrong padding and spare bits that are not zero are refused as
 * {@code base64-malformed}, so that equal bytes have one text.
 */
public final class Base64 {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final String STANDARD = LETTERS + "+/";
    private static final String URL = LETTERS + "-_";

    private Base64() {}

    public static String encode(byte[] bytes) {
        return encode(bytes, STANDARD, true);
    }

    public static String encodeUrl(byte[] bytes) {
        return encode(bytes, URL, false);
    }

    public static byte[] decode(String text) throws Malformed {
        int length = text.length();
        if (length % 4 != 0) {
            throw malformed();
        }
        int padding = 0;
        while (padding < 2 && padding < length && text.charAt(length - 1 - padding) == '=') {
            padding++;
        }
        return decode(text, length - padding, '+', '/');
    }

    public static byte[] decodeUrl(String text) throws Malformed {
        return decode(text, text.length(), '-', '_');
    }

    private static String encode(byte[] bytes, String alphabet, boolean padded) {
        StringBuilder out = new StringBuilder(Math.addExact(bytes.length / 3 * 4, 4));
        for (int i = 0; i < bytes.length; i += 3) {
            int left = bytes.length - i;
            int group = (bytes[i] & 0xff) << 16
                    | (left > 1 ? (bytes[i + 1] & 0xff) << 8 : 0)
                    | (left > 2 ? bytes[i + 2] & 0xff : 0);
            out.append(alphabet.charAt(group >> 18)).append(alphabet.charAt(group >> 12 & 63));
            if (left > 1) {
                out.append(alphabet.charAt(group >> 6 & 63));
            } else if (padded) {
                out.append('=');
            }
            if (left > 2) {
                out.append(alphabet.charAt(group & 63));
            } else if (padded) {
                out.append('=');
            }
        }
        return out.toString();
    }

    private static byte[] decode(String text, int digits, char plus, char slash) throws Malformed {
        int rest = digits % 4;
        if (rest == 1) {
            throw malformed();
        }
        byte[] out = new byte[digits / 4 * 3 + (rest == 0 ? 0 : rest - 1)];
        int at = 0;
        int bits = 0;
        int group = 0;
        for (int i = 0; i < digits; i++) {
            group = group << 6 | value(text.charAt(i), plus, slash);
            bits += 6;
            if (bits >= 8) {
                bits -= 8;
                out[at++] = (byte) (group >> bits);
                group &= (1 << bits) - 1;
            }
        }
        if (group != 0) {
            throw malformed();
        }
        return out;
    }

    private static int value(char c, char plus, char slash) throws Malformed {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        if (c == plus) {
            return 62;
        }
        if (c == slash) {
            return 63;
        }
        throw malformed();
    }

    private static Malformed malformed() {
        return new Malformed("base64-malformed");
    }
}
