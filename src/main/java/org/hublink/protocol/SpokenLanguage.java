package org.hublink.protocol;

import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;

/** A language spoken at a desk, by its ISO 639 code. */
public record SpokenLanguage(String language, LanguageLevel level) {
    static SpokenLanguage read(Fields fields) throws Malformed {
        SpokenLanguage spoken = new SpokenLanguage(
                Languages.read(fields, "language"), Codes.one(fields, "level", LanguageLevel.values()));
        fields.end();
        return spoken;
    }

    Json.Obj json() {
        return Json.obj().put("language", language).put("level", level.code()).build();
    }
}
