package org.hublink.protocol;

import org.hublink.primitives.Fields;
import org.hublink.primitives.Malformed;

/** The form of the ids shown to people: {@code FR-CSE-247}, for listings and desks. */
public final class ListingId {
    private static final int MIDDLE_MAX = 8;
    private static final int LAST_MAX = 8;

    private ListingId() {}

    /** True for {@code [A-Z]{2}-[A-Z0-9]{2,8}-[A-Z0-9]{1,8}}. */
    public static boolean valid(String id) {
        int first = id.indexOf('-');
        int second = id.indexOf('-', first + 1);
        if (first != 2 || second < 0) {
            return false;
        }
        int middle = second - first - 1;
        int last = id.length() - second - 1;
        return isCountry(id.substring(0, first))
                && middle >= 2
                && middle <= MIDDLE_MAX
                && last >= 1
                && last <= LAST_MAX
                && plain(id, first + 1, second)
                && plain(id, second + 1, id.length());
    }

    /** ISO 3166-1 alpha-2 by its form. */
    public static boolean isCountry(String code) {
        return code.length() == 2 && upper(code.charAt(0)) && upper(code.charAt(1));
    }

    static String read(Fields fields, String key) throws Malformed {
        return checked(fields.text(key, 1, ListingLimits.ID_CHARS_MAX), key);
    }

    static String checked(String id, String key) throws Malformed {
        if (!valid(id)) {
            throw new Malformed("listing-id", key);
        }
        return id;
    }

    static String country(Fields fields, String key) throws Malformed {
        String code = fields.text(key, 2, 2);
        if (!isCountry(code)) {
            throw new Malformed("listing-country", key);
        }
        return code;
    }

    private static boolean plain(String id, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = id.charAt(i);
            if (!upper(c) && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    private static boolean upper(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
