package org.hublink.protocol;

import java.util.List;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.jspecify.annotations.Nullable;

/**
 * Who an officer is, for counterparts: part 1 of a {@code device} statement. It travels sealed only, to the own country's
 * operators and inside conversations; the server holds its salted digest and never its bytes. The salt is the applicant's
 * own, so that he can reveal the card to whom he chooses and everybody can check it against the log.
 *
 * @param name as the officer wishes to be called, 1 to 120 characters
 * @param unit 1 to 160 characters
 * @param languages codes of two or three letters, best first
 * @param phone digits with the usual signs, as dialled from abroad
 */
public record CardPart(String name, String unit, List<String> languages, String phone) {
    public static final int NAME_CHARS_MAX = 120;
    public static final int UNIT_CHARS_MAX = 160;
    public static final int LANGUAGES_MAX = 12;

    public CardPart {
        languages = List.copyOf(languages);
        String problem = problem(name, unit, languages, phone);
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
    }

    /** What an officer typed, or the reason why it is no card. */
    public static CardPart of(String name, String unit, List<String> languages, String phone) throws Malformed {
        String problem = problem(name, unit, languages, phone);
        if (problem != null) {
            throw new Malformed(problem, "card");
        }
        return new CardPart(name, unit, languages, phone);
    }

    /** Reads a card: {@code card-name}, {@code card-language}, {@code card-phone}, or the reasons of JSON. */
    public static CardPart read(byte[] body, Text text) throws Malformed {
        Fields fields = Fields.of(Json.read(body, JsonLimits.DEFAULT, text), "card");
        String name = fields.text("name", 1, NAME_CHARS_MAX);
        String unit = fields.text("unit", 1, UNIT_CHARS_MAX);
        List<String> languages = fields.texts("languages", 1, LANGUAGES_MAX, 3);
        String phone = fields.text("phone", 1, PartText.PHONE_CHARS_MAX);
        fields.end();
        return of(name, unit, languages, phone);
    }

    public byte[] body() {
        return Json.write(Json.obj()
                .put("name", name)
                .put("unit", unit)
                .putTexts("languages", languages)
                .put("phone", phone)
                .build());
    }

    /** Names do not print. */
    @Override
    public String toString() {
        return "[hidden]";
    }

    private static @Nullable String problem(String name, String unit, List<String> languages, String phone) {
        if (name.isEmpty() || name.length() > NAME_CHARS_MAX || unit.isEmpty() || unit.length() > UNIT_CHARS_MAX) {
            return "card-name";
        }
        if (languages.isEmpty() || languages.size() > LANGUAGES_MAX || !PartText.distinct(languages)) {
            return "card-language";
        }
        for (String language : languages) {
            if (!PartText.language(language)) {
                return "card-language";
            }
        }
        return PartText.phone(phone) ? null : "card-phone";
    }
}
