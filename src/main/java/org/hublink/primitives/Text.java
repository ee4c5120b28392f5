package org.hublink.primitives;

/**
 * The home's knowledge of Unicode. It cannot fail; strings have no unpaired surrogates. The core gets it from {@link
 * Home#text}, which asks the home about characters of Unicode 13.0 only and leaves every other code point as it is.
 */
public interface Text {
    /** Normalization Form C. */
    String nfc(String s);

    /** Normalization Form KD. */
    String nfkd(String s);

    /** Lower case without regard to a language (the root locale). */
    String lower(String s);

    /** True for a character that Unicode 13.0 assigns: none for private use, no surrogate, no noncharacter. */
    static boolean known(int point) {
        return Repertoire.holds(point);
    }
}
