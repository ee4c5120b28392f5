package org.hublink.protocol;

/** A country by its two capital letters (ISO 3166-1). */
public record Country(String code) implements Comparable<Country> {
    public Country {
        if (!Ids.country(code)) {
            throw new IllegalArgumentException("country code");
        }
    }

    /** True if the text could be a country's code. */
    public static boolean isCode(String code) {
        return Ids.country(code);
    }

    @Override
    public int compareTo(Country other) {
        return code.compareTo(other.code);
    }

    @Override
    public String toString() {
        return code;
    }
}
