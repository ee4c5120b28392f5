package org.hublink.primitives;

/**
 * The home's knowledge of Unicode, asked about the characters of the {@link Repertoire} alone. Every other code point stays
 * as it is and stands between what is before and after it, as a code point that is not assigned does by the standard: so
 * the answer is that of Unicode 13.0 in a home of any later version.
 */
final class SteadyText implements Text {
    private final Text home;

    private SteadyText(Text home) {
        this.home = home;
    }

    private interface Door {
        String ask(String known);
    }

    static Text over(Text text) {
        return text instanceof SteadyText ? text : new SteadyText(text);
    }

    @Override
    public String nfc(String s) {
        return pieces(s, home::nfc);
    }

    @Override
    public String nfkd(String s) {
        return pieces(s, home::nfkd);
    }

    @Override
    public String lower(String s) {
        return pieces(s, home::lower);
    }

    private static String pieces(String s, Door door) {
        StringBuilder out = new StringBuilder();
        int from = 0;
        for (int i = 0; i < s.length(); ) {
            int point = s.codePointAt(i);
            int next = i + Character.charCount(point);
            if (!Repertoire.holds(point)) {
                out.append(door.ask(s.substring(from, i))).appendCodePoint(point);
                from = next;
            }
            i = next;
        }
        return from == 0 ? door.ask(s) : out.append(door.ask(s.substring(from))).toString();
    }
}
