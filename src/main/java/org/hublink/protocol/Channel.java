package org.hublink.protocol;

import java.util.List;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/**
 * One way to reach a desk.
 *
 * @param address the desk id for {@code hub}, a number for telephones, an address or a name of the bureau for the rest
 * @param languages spoken there, if fewer than at the desk as a whole
 * @param key for mail: the public key or its fingerprint, as text
 */
public record Channel(
        ChannelKind kind,
        String address,
        List<String> languages,
        @Nullable String key) {
    private static final int PHONE_DIGITS_MIN = 3;
    private static final String PHONE_SIGNS = " -./()";

    public Channel {
        languages = List.copyOf(languages);
    }

    public static Channel of(ChannelKind kind, String address) {
        return new Channel(kind, address, List.of(), null);
    }

    static Channel read(Fields fields) throws Malformed {
        ChannelKind kind = Codes.one(fields, "kind", ChannelKind.values());
        String address = fields.text("address", 1, ListingLimits.CHANNEL_CHARS_MAX);
        List<String> languages = Languages.list(fields, "languages");
        String key = fields.optionalMultiline("key", 1, ListingLimits.KEY_CHARS_MAX);
        fields.end();
        boolean fits = switch (kind) {
            case HUB -> ListingId.valid(address);
            case PHONE, SECURE_PHONE -> phone(address);
            case MAIL -> address.indexOf('@') > 0 && address.indexOf(' ') < 0;
            case I_24_7, SIENA -> true;
        };
        if (!fits || (key != null && kind != ChannelKind.MAIL)) {
            throw new Malformed("listing-channel", kind.code());
        }
        return new Channel(kind, address, languages, key);
    }

    Json.Obj json() {
        return Json.obj()
                .put("kind", kind.code())
                .put("address", address)
                .putTexts("languages", languages)
                .putOptional("key", key)
                .build();
    }

    /** International form: a plus, then digits with the usual signs between them. */
    private static boolean phone(String text) {
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (i == 0 ? c != '+' : PHONE_SIGNS.indexOf(c) < 0) {
                return false;
            }
        }
        return text.charAt(0) == '+' && digits >= PHONE_DIGITS_MIN;
    }
}
