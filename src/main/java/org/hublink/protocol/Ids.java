package org.hublink.protocol;

/** The alphabets of names: which texts may be an id of which kind. */
final class Ids {
    static final int ID_CHARS_MAX = 80;

    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String NUMBERS = "0123456789";

    private Ids() {}

    /** {@code [a-z0-9][a-z0-9._:-]{0,79}}: devices, officers, personas, audiences, targets of revocations. */
    static boolean plain(String id) {
        return !id.isEmpty()
                && id.length() <= ID_CHARS_MAX
                && (LOWER + NUMBERS).indexOf(id.charAt(0)) >= 0
                && all(id, LOWER + NUMBERS + "._:-");
    }

    /** {@code FR-CSE-247}: country, function, name. */
    static boolean desk(String id) {
        int first = id.indexOf('-');
        int last = id.lastIndexOf('-');
        return first == 2
                && last > first
                && country(id.substring(0, first))
                && letters(id.substring(first + 1, last), 2, 8)
                && letters(id.substring(last + 1), 1, 8);
    }

    static boolean country(String code) {
        return code.length() == 2 && all(code, UPPER);
    }

    /** {@code sign-in}: the kind of an act, the name of a type. */
    static boolean kind(String kind) {
        return !kind.isEmpty()
                && kind.length() <= 40
                && LOWER.indexOf(kind.charAt(0)) >= 0
                && all(kind, LOWER + NUMBERS + "-");
    }

    static boolean mediaType(String type) {
        return all(type, LOWER + UPPER + NUMBERS + "/.+-");
    }

    /** Name of a log: printable, no blank, no plus sign. */
    static boolean origin(String origin) {
        return !origin.isEmpty() && origin.length() <= 100 && all(origin, LOWER + UPPER + NUMBERS + "./:_-");
    }

    private static boolean letters(String part, int min, int max) {
        return part.length() >= min && part.length() <= max && all(part, UPPER + NUMBERS);
    }

    private static boolean all(String text, String alphabet) {
        for (int i = 0; i < text.length(); i++) {
            if (alphabet.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }
}
