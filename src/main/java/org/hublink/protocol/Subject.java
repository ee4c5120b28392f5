package org.hublink.protocol;

/**
 * What a statement is about; its versions grow by one.
 *
 * @param country two capital letters, empty for the root and the forum's heads
 */
public record Subject(StatementType type, String country, String id) {
    /** The one root. */
    public static final Subject ROOT = new Subject(StatementType.ROOT, "", "root");

    public static Subject authority(Country country) {
        return new Subject(StatementType.AUTHORITY, country.code(), "authority");
    }

    public static Subject device(Country country, String id) {
        return new Subject(StatementType.DEVICE, country.code(), id);
    }

    public static Subject revocation(Country country, String target) {
        return new Subject(StatementType.REVOCATION, country.code(), target);
    }

    @Override
    public String toString() {
        return type.code() + " " + (country.isEmpty() ? "" : country + "/") + id;
    }
}
