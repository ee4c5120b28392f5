package org.hublink.protocol;

import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/**
 * A legal basis a desk works on.
 *
 * @param with the other state of a bilateral treaty, ISO 3166-1 alpha-2; null for every other basis
 */
public record LegalGround(LegalBasis basis, @Nullable String with) {
    public LegalGround {
        if ((basis == LegalBasis.BILATERAL) != (with != null)) {
            throw new IllegalArgumentException("a bilateral treaty, and only that, names its other state");
        }
    }

    public static LegalGround of(LegalBasis basis) {
        return new LegalGround(basis, null);
    }

    static LegalGround read(Fields fields) throws Malformed {
        LegalBasis basis = Codes.one(fields, "basis", LegalBasis.values());
        String with = fields.has("with") ? ListingId.country(fields, "with") : null;
        fields.end();
        if ((basis == LegalBasis.BILATERAL) != (with != null)) {
            throw new Malformed("listing-legal-basis", basis.code());
        }
        return new LegalGround(basis, with);
    }

    Json.Obj json() {
        return Json.obj().put("basis", basis.code()).putOptional("with", with).build();
    }
}
