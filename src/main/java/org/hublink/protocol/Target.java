package org.hublink.protocol;

import org.jspecify.annotations.Nullable;

/** Whom a revocation is about: {@code device:<id>}, {@code officer:<pseudonym>}, {@code persona:<handle>}, {@code operator:<id>}. */
record Target(Kind kind, String id) {
    enum Kind {
        DEVICE("device"),
        OFFICER("officer"),
        PERSONA("persona"),
        OPERATOR("operator");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        /** The target's text. */
        String text(String id) {
            return code + ":" + id;
        }
    }

    static @Nullable Target of(String text) {
        int colon = text.indexOf(':');
        if (colon < 0 || text.length() > Ids.ID_CHARS_MAX || !Ids.plain(text.substring(colon + 1))) {
            return null;
        }
        for (Kind kind : Kind.values()) {
            if (kind.code.equals(text.substring(0, colon))) {
                return new Target(kind, text.substring(colon + 1));
            }
        }
        return null;
    }

    String text() {
        return kind.text(id);
    }
}
