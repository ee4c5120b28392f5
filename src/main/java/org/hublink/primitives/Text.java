package org.hublink.primitives;

/** The home's knowledge of Unicode. It cannot fail; strings have no unpaired surrogates. */
public interface Text {
    /** Normalization Form C. */
    String nfc(String s);

    /** Normalization Form KD. */
    String nfkd(String s);

    /** Lower case without regard to a language (the root locale). */
    String lower(String s);
}
