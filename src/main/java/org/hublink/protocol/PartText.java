package org.hublink.protocol;

import java.util.LinkedHashSet;
import java.util.List;

/** The grammars of the short texts inside parts, beside those of {@link Ids}. */
final class PartText {
    static final int CODE_CHARS_MAX = 40;
    static final int PHONE_CHARS_MAX = 32;

    private static final int PHONE_DIGITS_MIN = 3;
    private static final int PSEUDONYM_CHARS_MAX = Ids.ID_CHARS_MAX - "operator:".length();

    private PartText() {}

    /** An officer's pseudonym or a handle: an id without colon, short enough for {@code officer:<pseudonym>} to be an id. */
    static boolean pseudonym(String text) {
        return Ids.plain(text) && text.length() <= PSEUDONYM_CHARS_MAX && text.indexOf(':') < 0;
    }

    /** Codes of functions and topics: lower-case letters, digits and hyphens. */
    static boolean code(String text) {
        if (text.isEmpty() || text.length() > CODE_CHARS_MAX || text.charAt(0) == '-') {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-') {
                return false;
            }
        }
        return true;
    }

    /** Language codes of two or three letters (ISO 639). */
    static boolean language(String text) {
        if (text.length() < 2 || text.length() > 3) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < 'a' || text.charAt(i) > 'z') {
                return false;
            }
        }
        return true;
    }

    /** Digits with the usual signs between them, at least three digits; a leading plus is allowed. */
    static boolean phone(String text) {
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (!(c == '+' && i == 0) && " -./()".indexOf(c) < 0) {
                return false;
            }
        }
        return digits >= PHONE_DIGITS_MIN && text.length() <= PHONE_CHARS_MAX;
    }

    static boolean distinct(List<String> texts) {
        return new LinkedHashSet<>(texts).size() == texts.size();
    }
}
