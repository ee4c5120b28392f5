package org.hublink.protocol;

import java.util.List;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;

/**
 * The signed head of a statement. Its bytes have one form only.
 *
 * @param country two capital letters, empty for the root and the forum's heads
 * @param version from 1, each one greater than the former
 * @param issued seconds since 1970
 * @param expires seconds since 1970; from then on it does not count
 * @param parts SHA-256(salt ‖ part) of each part, at most 4
 */
public record Header(
        StatementType type,
        String country,
        String id,
        int version,
        long issued,
        long expires,
        List<Digest> parts,
        Facts facts) {
    public static final int PARTS_MAX = 4;
    public static final int VERSION_MAX = 1_000_000;

    /** Largest number in a header: what every JSON reader holds exactly. */
    static final long NUMBER_MAX = (1L << 53) - 1;

    public Header {
        parts = List.copyOf(parts);
        String wrong = wrong(type, country, id, version, issued, expires, parts, facts);
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(wrong);
        }
    }

    /** Reads the signed bytes; other bytes with the same meaning are {@code header-form}. */
    public static Header read(byte[] bytes) throws Malformed {
        return HeaderJson.read(bytes);
    }

    /** The bytes that are signed. */
    public byte[] bytes() {
        return HeaderJson.write(this);
    }

    public Subject subject() {
        return new Subject(type, country, id);
    }

    /** SHA-256 of the signed bytes: for the root the hash that clients pin. */
    public Digest digest() {
        return Digest.of(bytes());
    }

    /** The cause why these values are no header, or an empty text. */
    static String wrong(
            StatementType type,
            String country,
            String id,
            int version,
            long issued,
            long expires,
            List<Digest> parts,
            Facts facts) {
        if (type.ofNoCountry() ? !country.isEmpty() : !Ids.country(country)) {
            return "header-country";
        }
        if (!type.takes(id)) {
            return "header-id";
        }
        if (version < 1 || version > VERSION_MAX) {
            return "header-version";
        }
        if (issued < 0 || expires <= issued || expires > NUMBER_MAX) {
            return "header-time";
        }
        if (parts.size() > PARTS_MAX) {
            return "header-parts";
        }
        boolean fits = switch (type) {
            case ROOT -> facts instanceof RootFacts;
            case AUTHORITY -> facts instanceof AuthorityFacts;
            case REVOCATION -> facts instanceof RevocationFacts;
            default -> facts instanceof NoFacts;
        };
        return fits ? "" : "header-facts";
    }
}
