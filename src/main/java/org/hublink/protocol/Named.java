package org.hublink.protocol;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Malformed;

/**
 * A code and its names.
 *
 * @param names by each of the eight languages
 * @param also other words that a search understands, in any of them
 */
public record Named(String code, Map<String, String> names, List<String> also) {
    private static final int NAME_CHARS_MAX = 200;
    private static final int ALSO_MAX = 16;

    public Named {
        names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
        also = List.copyOf(also);
    }

    /** Its name in one of the eight languages; the code itself for any other. */
    public String in(String language) {
        return names.getOrDefault(language, code);
    }

    /** All names and other words. */
    public List<String> words() {
        List<String> out = new ArrayList<>(names.values());
        out.addAll(also);
        return out;
    }

    /** Reads the members code, names and also; {@code end} stays with the caller. */
    static Named read(Fields fields) throws Malformed {
        String code = fields.text("code", 1, ListingLimits.CODE_CHARS_MAX);
        Map<String, String> names = new LinkedHashMap<>();
        Fields named = fields.object("names");
        for (String language : Languages.EIGHT) {
            names.put(language, named.text(language, 1, NAME_CHARS_MAX));
        }
        named.end();
        List<String> also = new ArrayList<>();
        Fields other = fields.optionalObject("also");
        if (other != null) {
            for (String language : Languages.EIGHT) {
                if (other.has(language)) {
                    also.addAll(other.texts(language, 1, ALSO_MAX, NAME_CHARS_MAX));
                }
            }
            other.end();
        }
        return new Named(code, names, also);
    }
}
