package org.hublink.browser.shim.org.bouncycastle.util;

/** What the lightweight API that the core uses asks of Bouncy Castle's {@code Strings}; ASCII alone, as there. */
public final class Strings {
    private Strings() {}

    public static String toUpperCase(String s) {
        return mapped(s, 'a', 'z', 'A' - 'a');
    }

    public static String toLowerCase(String s) {
        return mapped(s, 'A', 'Z', 'a' - 'A');
    }

    private static String mapped(String s, char first, char last, int by) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            out.append(c >= first && c <= last ? (char) (c + by) : c);
        }
        return out.toString();
    }

    /** The low byte of each character. */
    public static byte[] toByteArray(String s) {
        byte[] out = new byte[s.length()];
        for (int i = 0; i < out.length; i++) out[i] = (byte) s.charAt(i);
        return out;
    }
}
