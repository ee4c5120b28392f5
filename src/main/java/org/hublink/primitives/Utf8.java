package org.hublink.primitives;

/** UTF-8 (RFC 3629): shortest forms only, no surrogates, at most U+10FFFF. */
public final class Utf8 {
    private Utf8() {}

    /** True if every surrogate of the string has its partner. */
    public static boolean wellFormed(String s) {
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < s.length() && Character.isLowSurrogate(s.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The bytes of a string. An unpaired surrogate is a bug of the caller ({@link IllegalArgumentException}): text from
     * a person or a peer is checked with {@link #wellFormed} where it comes in.
     */
    public static byte[] encode(String s) {
        byte[] out = new byte[encodedLength(s)];
        int at = 0;
        for (int i = 0; i < s.length(); i++) {
            int c = s.charAt(i);
            if (c < 0x80) {
                out[at++] = (byte) c;
            } else if (c < 0x800) {
                out[at++] = (byte) (0xc0 | c >> 6);
                out[at++] = (byte) (0x80 | (c & 0x3f));
            } else if (Character.isSurrogate((char) c)) {
                int point = Character.toCodePoint((char) c, s.charAt(++i));
                out[at++] = (byte) (0xf0 | point >> 18);
                out[at++] = (byte) (0x80 | (point >> 12 & 0x3f));
                out[at++] = (byte) (0x80 | (point >> 6 & 0x3f));
                out[at++] = (byte) (0x80 | (point & 0x3f));
            } else {
                out[at++] = (byte) (0xe0 | c >> 12);
                out[at++] = (byte) (0x80 | (c >> 6 & 0x3f));
                out[at++] = (byte) (0x80 | (c & 0x3f));
            }
        }
        return out;
    }

    /** The string of the bytes; anything but strict UTF-8 is {@code utf8-malformed}. */
    public static String decode(byte[] in) throws Malformed {
        char[] out = new char[in.length];
        int length = 0;
        int at = 0;
        while (at < in.length) {
            int first = in[at++] & 0xff;
            if (first < 0x80) {
                out[length++] = (char) first;
                continue;
            }
            int more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
            if (first < 0xc2 || first > 0xf4 || more > in.length - at) {
                throw new Malformed("utf8-malformed");
            }
            int point = first & (0x3f >> more);
            for (int i = 0; i < more; i++) {
                int next = in[at++] & 0xff;
                if ((next & 0xc0) != 0x80) {
                    throw new Malformed("utf8-malformed");
                }
                point = point << 6 | (next & 0x3f);
            }
            length = append(out, length, point, more);
        }
        return String.valueOf(out, 0, length);
    }

    private static int append(char[] out, int length, int point, int more) throws Malformed {
        int least = more == 1 ? 0x80 : more == 2 ? 0x800 : 0x10000;
        if (point < least || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) {
            throw new Malformed("utf8-malformed");
        }
        if (point < 0x10000) {
            out[length] = (char) point;
            return length + 1;
        }
        out[length] = (char) (0xd800 + ((point - 0x10000) >> 10));
        out[length + 1] = (char) (0xdc00 + ((point - 0x10000) & 0x3ff));
        return length + 2;
    }

    private static int encodedLength(String s) {
        if (!wellFormed(s)) {
            throw new IllegalArgumentException("unpaired surrogate");
        }
        int length = 0;
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            int size = c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
            length = Math.addExact(length, size);
        }
        return length;
    }
}
