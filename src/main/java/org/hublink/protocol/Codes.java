package org.hublink.protocol;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;

/** Reads and writes the codes of closed lists. */
final class Codes {
    private Codes() {}

    static <E extends Coded> E one(Fields fields, String key, E[] all) throws Malformed {
        E value = Coded.find(all, fields.text(key, 1, ListingLimits.CODE_CHARS_MAX));
        if (value == null) {
            throw new Malformed("json-unknown-code", key);
        }
        return value;
    }

    /** A list of different codes; a code given twice is {@code listing-duplicate}. */
    static <E extends Coded> List<E> list(Fields fields, String key, int min, E[] all) throws Malformed {
        List<E> out = new ArrayList<>();
        for (String code : fields.texts(key, min, all.length, ListingLimits.CODE_CHARS_MAX)) {
            E value = Coded.find(all, code);
            if (value == null) {
                throw new Malformed("json-unknown-code", key);
            }
            if (out.contains(value)) {
                throw new Malformed("listing-duplicate", key);
            }
            out.add(value);
        }
        return out;
    }

    static <E extends Coded> Json write(List<E> values) {
        List<String> codes = new ArrayList<>();
        for (E value : values) {
            codes.add(value.code());
        }
        return Json.texts(codes);
    }
}
