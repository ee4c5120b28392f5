package org.hublink.transparency;

/**
 * Something that {@code hub fsck} found wrong with the log.
 *
 * @param code stable, such as {@code leaf-missing}
 * @param where the leaf, row or file
 */
public record Finding(String code, String where, String detail) {
    @Override
    public String toString() {
        return code + " at " + where + (detail.isEmpty() ? "" : ": " + detail);
    }
}
