package org.hublink.forum;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterCategory;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Takes text apart into words, and brings each into the form by which it is searched: one Unicode version (ICU's) whatever the
 * JDK and the database say of letters. Han characters are words of one character each; where Chinese words end is asked of ICU's
 * dictionary for queries alone, so that a text is found by any two neighbours of it.
 */
final class ForumWords {
    /** A longer one is no word of any language; what is beyond is not looked at. */
    static final int WORD_CHARS_MAX = 60;

    /** Words that say nothing; PostgreSQL brings such lists for the other languages. */
    private static final Set<String> ARABIC_STOP = Set.of(
            "في", "من", "علي", "الي", "عن", "ما", "هل", "او", "ثم", "ان", "لا", "كل", "قد", "هو", "هي", "هذا", "هذه",
            "ذلك", "تلك", "التي", "الذي", "كيف", "ماذا", "متي", "اين", "لم", "لن", "بعد", "قبل", "مع", "بين", "كان",
            "كانت", "اذا", "و", "يا", "غير", "عند", "به", "بها", "له", "لها", "فيه", "فيها", "منه", "منها", "يكون",
            "اي", "بلا", "لكن");

    private static final Set<String> CHINESE_STOP = Set.of(
            "的", "了", "是", "在", "和", "与", "或", "吗", "呢", "吧", "啊", "也", "都", "就", "而", "及", "着", "被", "把", "对", "从",
            "到", "由", "为", "这", "那", "哪", "个", "我", "你", "您", "他", "她", "它", "我们", "怎样", "怎么", "怎么办", "如何", "什么", "哪个",
            "哪些", "为什么", "是否", "可以", "应该", "需要", "一个", "没有", "之后", "以后", "不", "有", "要", "请");

    /** What a word is made of, as far as search treats it otherwise. */
    enum Kind {
        HAN,
        LATIN,
        CYRILLIC,
        ARABIC,
        OTHER
    }

    /**
     * A word of a text.
     *
     * @param spelled lower case with its accents: what stemmers know
     * @param form what is compared: without accents
     * @param start of it in the text, in chars
     * @param end behind it
     * @param near true if nothing, or one of {@code - _ . /} alone, lies between it and the word before
     */
    record Word(String spelled, String form, Kind kind, int start, int end, boolean near) {}

    /** Read when first asked for, which takes some 100 ms: {@link #warm} does it beforehand, off the event loop. */
    private static final class Tables {
        static final Normalizer2 CASEFOLD = Normalizer2.getNFKCCasefoldInstance();
        static final Normalizer2 DECOMPOSED = Normalizer2.getNFDInstance();
        /** Never used itself, only copied. */
        static final BreakIterator CHINESE = BreakIterator.getWordInstance(ULocale.CHINESE);
    }

    /** Reads ICU's tables and its dictionary; how many words its example has. */
    int warm() {
        return of("a", 1).size() + chinese("时区").size();
    }

    /** At most {@code max} words of a text. */
    List<Word> of(String text, int max) {
        List<Word> words = new ArrayList<>();
        int at = 0;
        int lastEnd = -1;
        while (at < text.length() && words.size() < max) {
            int end = end(text, at);
            if (end == at) {
                at += Character.charCount(text.codePointAt(at));
                continue;
            }
            Word word = word(text, at, end, near(text, lastEnd, at));
            if (!word.form.isEmpty()) {
                words.add(word);
                lastEnd = end;
            }
            at = end;
        }
        return words;
    }

    /** What is done with a word's place in its text. */
    interface Place {
        /** False if no further one is wanted. */
        boolean at(int start, int end);
    }

    /** Where the same words begin and end, in a fraction of the time: their forms are not made. */
    void places(String text, int max, Place each) {
        int at = 0;
        for (int count = 0; at < text.length() && count < max; ) {
            int end = end(text, at);
            if (end == at) {
                at += Character.charCount(text.codePointAt(at));
                continue;
            }
            if (spoken(text.charAt(at)) || !word(text, at, end, false).form.isEmpty()) {
                count++;
                if (!each.at(at, end)) {
                    return;
                }
            }
            at = end;
        }
    }

    /** True if a word that begins so has a form; of others it is to be seen. */
    private static boolean spoken(char c) {
        return ascii(c)
                || han(c)
                || (c >= 'À' && c <= 'ɏ' && c != '×' && c != '÷')
                || (c >= 'А' && c <= 'я')
                || (c >= 'ء' && c <= 'غ')
                || (c >= 'ف' && c <= 'ي');
    }

    /** Chinese words in a run of Han characters, as ends of each; what the dictionary does not know comes as single ones. */
    List<String> chinese(String run) {
        BreakIterator breaks = Tables.CHINESE.clone();
        breaks.setText(run);
        List<String> out = new ArrayList<>();
        StringBuilder singles = new StringBuilder();
        int from = breaks.first();
        for (int to = breaks.next(); to != BreakIterator.DONE; to = breaks.next()) {
            String piece = run.substring(from, to);
            from = to;
            boolean stop = CHINESE_STOP.contains(piece);
            boolean single = piece.codePointCount(0, piece.length()) == 1;
            if (single && !stop) {
                singles.append(piece);
                continue;
            }
            flush(singles, out);
            if (!stop) {
                out.add(piece);
            }
        }
        flush(singles, out);
        return out;
    }

    private static void flush(StringBuilder singles, List<String> out) {
        if (!singles.isEmpty()) {
            out.add(singles.toString());
            singles.setLength(0);
        }
    }

    static boolean stop(Word word) {
        return switch (word.kind) {
            case ARABIC -> ARABIC_STOP.contains(word.form);
            case HAN -> CHINESE_STOP.contains(word.form);
            default -> false;
        };
    }

    /** Without accents and with one letter for those that people mix up. */
    String form(String spelled) {
        StringBuilder out = new StringBuilder(spelled.length());
        String apart = Tables.DECOMPOSED.normalize(spelled);
        for (int at = 0; at < apart.length(); ) {
            int cp = apart.codePointAt(at);
            at += Character.charCount(cp);
            int digit = UCharacter.digit(cp);
            if (digit >= 0) {
                out.append((char) ('0' + digit));
            } else if (UCharacter.isLetter(cp)) {
                out.append(letter(cp));
            }
        }
        return out.toString();
    }

    private static String letter(int cp) {
        return switch (cp) {
            case 'æ' -> "ae";
            case 'œ' -> "oe";
            case 'ø' -> "o";
            case 'ł' -> "l";
            case 'ı' -> "i";
            case 0x0640 -> "";
            case 0x0671 -> "ا";
            case 0x0649, 0x06CC -> "ي";
            case 0x0629 -> "ه";
            case 0x06A9 -> "ك";
            default -> Character.toString(cp);
        };
    }

    private Word word(String text, int start, int end, boolean near) {
        if (plain(text, start, end)) {
            String same = text.substring(start, end).toLowerCase(Locale.ROOT);
            char first = same.charAt(0);
            Kind plain = han(first) ? Kind.HAN : first <= '9' ? Kind.OTHER : Kind.LATIN;
            return new Word(same, same, plain, start, end, near);
        }
        String spelled = Tables.CASEFOLD.normalize(text.substring(start, Math.min(end, start + WORD_CHARS_MAX)));
        String form = form(spelled);
        Kind kind = form.isEmpty() ? Kind.OTHER : kind(form.codePointAt(0));
        if (kind == Kind.ARABIC) {
            spelled = form;
        } else if (kind == Kind.CYRILLIC) {
            spelled = spelled.replace('ё', 'е');
        }
        return new Word(spelled, form, kind, start, end, near);
    }

    /** True for most words of most texts, of which ICU would say the same and take ten times as long. */
    private static boolean plain(String text, int start, int end) {
        if (end - start > WORD_CHARS_MAX) {
            return false;
        }
        for (int at = start; at < end; at++) {
            char c = text.charAt(at);
            if (!ascii(c) && !han(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean ascii(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** The characters of CJK Unified Ideographs, which stand for themselves in every form of Unicode's. */
    private static boolean han(int c) {
        return c >= 0x4E00 && c <= 0x9FFF;
    }

    /** Where the word that begins here ends; the place itself if none does. */
    private static int end(String text, int start) {
        int at = start;
        boolean begun = false;
        while (at < text.length()) {
            int cp = text.codePointAt(at);
            boolean letter = cp < 0x80 ? ascii(cp) : UCharacter.isLetterOrDigit(cp);
            boolean han = letter && cp >= 0x80 && (han(cp) || UScript.getScript(cp) == UScript.HAN);
            if (han) {
                return begun ? at : at + Character.charCount(cp);
            }
            if (!letter && !(begun && goesOn(cp))) {
                return at;
            }
            begun = true;
            at += Character.charCount(cp);
        }
        return at;
    }

    /** Accents and what nobody sees belong to the word before them. */
    private static boolean goesOn(int cp) {
        int type = UCharacter.getType(cp);
        return type == UCharacterCategory.NON_SPACING_MARK
                || type == UCharacterCategory.COMBINING_SPACING_MARK
                || type == UCharacterCategory.ENCLOSING_MARK
                || type == UCharacterCategory.FORMAT;
    }

    private static boolean near(String text, int lastEnd, int start) {
        return lastEnd >= 0
                && (lastEnd == start
                        || (lastEnd + 1 == start && "-_./\u2010\u2011".indexOf(text.charAt(lastEnd)) >= 0));
    }

    private static Kind kind(int cp) {
        return switch (UScript.getScript(cp)) {
            case UScript.HAN -> Kind.HAN;
            case UScript.LATIN -> Kind.LATIN;
            case UScript.CYRILLIC -> Kind.CYRILLIC;
            case UScript.ARABIC -> Kind.ARABIC;
            default -> Kind.OTHER;
        };
    }
}
