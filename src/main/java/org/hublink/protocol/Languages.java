package org.hublink.protocol;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Malformed;

/** Language codes: ISO 639, two or three letters. */
public final class Languages {
    /** The languages of the product, in the order of their codes. */
    public static final List<String> EIGHT = List.of("ar", "en", "es", "fr", "nl", "pt", "ru", "zh");

    private Languages() {}

    public static boolean valid(String code) {
        if (code.length() < 2 || code.length() > 3) {
            return false;
        }
        for (int i = 0; i < code.length(); i++) {
            if (code.charAt(i) < 'a' || code.charAt(i) > 'z') {
                return false;
            }
        }
        return true;
    }

    static String read(Fields fields, String key) throws Malformed {
        return checked(fields.text(key, 1, ListingLimits.LANGUAGE_CHARS_MAX), key);
    }

    static List<String> list(Fields fields, String key) throws Malformed {
        List<String> out = new ArrayList<>();
        for (String code : fields.texts(key, 0, ListingLimits.LANGUAGES_MAX, ListingLimits.LANGUAGE_CHARS_MAX)) {
            if (out.contains(checked(code, key))) {
                throw new Malformed("listing-duplicate", key);
            }
            out.add(code);
        }
        return out;
    }

    private static String checked(String code, String key) throws Malformed {
        if (!valid(code)) {
            throw new Malformed("listing-language", key);
        }
        return code;
    }
}
