package org.hublink.engine;

/** Names of records that sort by number. */
final class Names {
    private static final int DIGITS = 12;

    private Names() {}

    static String number(long value) {
        var digits = Long.toString(value);
        var name = new StringBuilder();
        for (int i = digits.length(); i < DIGITS; i++) {
            name.append('0');
        }
        return name.append(digits).toString();
    }
}
