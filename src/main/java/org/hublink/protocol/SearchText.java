package org.hublink.protocol;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Text;

/**
 * Folds text for search, the same way for what is stored and for what is asked: compatibility forms, case, accents and
 * Arabic spelling variants fall away, and scripts without spaces are cut into pairs of characters. A code point that is
 * no character of Unicode 13.0 is no part of a word, whatever the home knows of it; in the ranges of ideographs below it
 * counts as one, and nothing else is asked about it.
 */
public final class SearchText {
    /** UTF-16 units of one text that are looked at; what comes after is not searched. */
    public static final int CHARS_MAX = 512;

    private static final char ALEF = 'ا';
    private static final char LAM = 'ل';
    private static final int STEM_CHARS_MIN = 3;

    private final Text text;

    public SearchText(Text text) {
        this.text = text;
    }

    /**
     * A word, or one character of a script without spaces.
     *
     * @param joined it follows the unit before it without a gap (such characters only)
     */
    public record Unit(String text, boolean ideograph, boolean joined) {}

    /** The units in order. */
    public List<Unit> units(String original) {
        String folded = folded(original);
        List<Unit> out = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean joined = false;
        for (int i = 0; i < folded.length(); ) {
            int point = folded.codePointAt(i);
            i += Character.charCount(point);
            if (dropped(point)) {
                continue;
            }
            boolean ideograph = ideograph(point);
            boolean letter = Text.known(point) && Character.isLetterOrDigit(point);
            if (ideograph || !letter) {
                endWord(word, out);
            }
            if (ideograph) {
                out.add(new Unit(new StringBuilder().appendCodePoint(point).toString(), true, joined));
            } else if (letter) {
                append(word, point);
            }
            joined = ideograph;
        }
        endWord(word, out);
        return out;
    }

    /** What is stored and looked up: words, and pairs of neighbouring characters (a lone one as it is). */
    public List<String> tokens(String original) {
        return tokens(units(original));
    }

    /** The tokens of units that stood together. */
    public static List<String> tokens(List<Unit> units) {
        List<String> out = new ArrayList<>();
        for (int i = 0; i < units.size(); i++) {
            Unit unit = units.get(i);
            boolean followed = i + 1 < units.size() && units.get(i + 1).joined();
            if (!unit.ideograph()) {
                out.add(unit.text());
            } else if (followed) {
                out.add(unit.text() + units.get(i + 1).text());
            } else if (!unit.joined()) {
                out.add(unit.text());
            }
        }
        return out;
    }

    private String folded(String original) {
        String cut = original.length() > CHARS_MAX ? original.substring(0, CHARS_MAX) : original;
        if (Character.isHighSurrogate(cut.isEmpty() ? ' ' : cut.charAt(cut.length() - 1))) {
            cut = cut.substring(0, cut.length() - 1);
        }
        return text.lower(ascii(cut) ? cut : text.nfkd(cut));
    }

    private static boolean ascii(String s) {
        for (int i = 0; i < s.length(); i++) {
            if (s.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static void endWord(StringBuilder word, List<Unit> out) {
        if (word.length() > 0) {
            out.add(new Unit(arabicStem(word.toString()), false, false));
            word.setLength(0);
        }
    }

    /** Accents, vowel signs, the Arabic stretcher, joiners and marks of direction: no one types them in a search. */
    private static boolean dropped(int point) {
        return (point >= 0x300 && point <= 0x36f)
                || (point >= 0x591 && point <= 0x5c7 && point != 0x5be)
                || point == 0x640
                || (point >= 0x610 && point <= 0x61a)
                || (point >= 0x64b && point <= 0x65f)
                || point == 0x670
                || (point >= 0x6d6 && point <= 0x6ed && point != 0x6dd && point != 0x6de && point != 0x6e9)
                || (point >= 0x1ab0 && point <= 0x1aff)
                || (point >= 0x1dc0 && point <= 0x1dff)
                || (point >= 0x20d0 && point <= 0x20ff)
                || (point >= 0xfe00 && point <= 0xfe0f)
                || (point >= 0x200b && point <= 0x200f)
                || point == 0xad
                || point == 0xfeff;
    }

    private static boolean ideograph(int point) {
        return (point >= 0x3400 && point <= 0x4dbf)
                || (point >= 0x4e00 && point <= 0x9fff)
                || (point >= 0xf900 && point <= 0xfaff)
                || (point >= 0x3041 && point <= 0x30ff)
                || (point >= 0x0e00 && point <= 0x0eff)
                || (point >= 0x1000 && point <= 0x109f)
                || (point >= 0x1780 && point <= 0x17ff)
                || (point >= 0x20000 && point <= 0x3ffff);
    }

    private static void append(StringBuilder word, int point) {
        switch (point) {
            case 'ß' -> word.append("ss");
            case 'æ' -> word.append("ae");
            case 'œ' -> word.append("oe");
            case 'ø' -> word.append('o');
            case 'đ', 'ð' -> word.append('d');
            case 'ł' -> word.append('l');
            case 'þ' -> word.append("th");
            case 'ı' -> word.append('i');
            case 'ħ' -> word.append('h');
            case 'ς' -> word.append('σ');
            case 'ة' -> word.append('ه');
            case 'ى', 'ی' -> word.append('ي');
            case 'ک' -> word.append('ك');
            case 'ٱ' -> word.append(ALEF);
            default -> {
                if ((point >= 0x660 && point <= 0x669) || (point >= 0x6f0 && point <= 0x6f9)) {
                    word.append((char) ('0' + (point & 0xf)));
                } else {
                    word.appendCodePoint(point);
                }
            }
        }
    }

    /** The word without its article and the particles written together with it. */
    private static String arabicStem(String word) {
        int cut = 0;
        if (word.length() > 2 && word.charAt(0) == ALEF && word.charAt(1) == LAM) {
            cut = 2;
        } else if (word.length() > 3
                && "وبكف".indexOf(word.charAt(0)) >= 0
                && word.charAt(1) == ALEF
                && word.charAt(2) == LAM) {
            cut = 3;
        } else if (word.length() > 2 && word.charAt(0) == LAM && word.charAt(1) == LAM) {
            cut = 2;
        }
        return word.length() - cut >= STEM_CHARS_MIN ? word.substring(cut) : word;
    }
}
