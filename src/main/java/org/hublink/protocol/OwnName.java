package org.hublink.protocol;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/**
 * A name in its own script, and in any of the eight languages.
 *
 * @param language ISO 639 code of {@code own}
 * @param own as the desk writes itself
 * @param names by one of {@link Languages#EIGHT}; in that order
 */
public record OwnName(String language, String own, Map<String, String> names) {
    public OwnName {
        Map<String, String> ordered = new LinkedHashMap<>();
        for (String code : Languages.EIGHT) {
            String name = names.get(code);
            if (name != null) {
                ordered.put(code, name);
            }
        }
        if (ordered.size() != names.size()) {
            throw new IllegalArgumentException("not one of the eight languages");
        }
        names = Collections.unmodifiableMap(ordered);
    }

    /** The name for a reader of {@code wanted}: his language, else English, else null (show the own name alone). */
    public @Nullable String in(String wanted) {
        String name = names.get(wanted);
        return name != null ? name : names.get("en");
    }

    static OwnName read(Fields fields) throws Malformed {
        String language = Languages.read(fields, "language");
        String own = fields.text("own", 1, ListingLimits.NAME_CHARS_MAX);
        Map<String, String> names = new LinkedHashMap<>();
        Fields translated = fields.object("names");
        for (String code : Languages.EIGHT) {
            String name = translated.optionalText(code, 1, ListingLimits.NAME_CHARS_MAX);
            if (name != null) {
                names.put(code, name);
            }
        }
        translated.end();
        fields.end();
        return new OwnName(language, own, names);
    }

    Json.Obj json() {
        Json.Builder translated = Json.obj();
        for (Map.Entry<String, String> name : names.entrySet()) {
            translated.put(name.getKey(), name.getValue());
        }
        return Json.obj()
                .put("language", language)
                .put("own", own)
                .put("names", translated)
                .build();
    }
}
