package org.hublink.protocol;

/** The shapes of identifiers, by hand: the core has no regular expressions. */
final class IdentifierForms {
    private static final int IPV4_PARTS = 4;
    private static final int IPV4_PART_MAX = 255;
    private static final int IPV6_GROUPS = 8;
    private static final int IPV6_GROUP_CHARS_MAX = 4;
    private static final int MD5_CHARS = 32;
    private static final int SHA1_CHARS = 40;
    private static final int SHA256_CHARS = 64;

    private IdentifierForms() {}

    /** IPv4 in four decimal numbers, or IPv6 (RFC 4291 §2.2, without the mixed form). */
    static boolean address(String text) {
        return text.indexOf(':') < 0 ? ipv4(text) : ipv6(text);
    }

    static boolean url(String text) {
        boolean scheme = text.startsWith("https://") || text.startsWith("http://");
        return scheme && text.indexOf(' ') < 0 && text.length() > "https://".length();
    }

    static boolean mail(String text) {
        int at = text.indexOf('@');
        return at > 0
                && at == text.lastIndexOf('@')
                && at < text.length() - 1
                && text.indexOf(' ') < 0
                && text.indexOf(',') < 0;
    }

    static boolean hash(String text) {
        return (text.length() == MD5_CHARS || text.length() == SHA1_CHARS || text.length() == SHA256_CHARS)
                && hex(text, 0, text.length());
    }

    private static boolean ipv4(String text) {
        int parts = 0;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == '.') {
                if (!octet(text, start, i)) {
                    return false;
                }
                parts++;
                start = i + 1;
            }
        }
        return parts == IPV4_PARTS;
    }

    private static boolean octet(String text, int start, int end) {
        int length = end - start;
        if (length < 1 || length > 3 || (length > 1 && text.charAt(start) == '0')) {
            return false;
        }
        int value = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
            value = value * 10 + (c - '0');
        }
        return value <= IPV4_PART_MAX;
    }

    private static boolean ipv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text) == IPV6_GROUPS;
        }
        if (text.indexOf("::", gap + 1) >= 0) {
            return false;
        }
        int head = gap == 0 ? 0 : groups(text.substring(0, gap));
        int tail = gap + 2 == text.length() ? 0 : groups(text.substring(gap + 2));
        return head >= 0 && tail >= 0 && head + tail < IPV6_GROUPS;
    }

    /** Number of groups; -1 if one of them is none. */
    private static int groups(String text) {
        int count = 0;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == ':') {
                int length = i - start;
                if (length < 1 || length > IPV6_GROUP_CHARS_MAX || !hex(text, start, i)) {
                    return -1;
                }
                count++;
                start = i + 1;
            }
        }
        return count;
    }

    private static boolean hex(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }
}
