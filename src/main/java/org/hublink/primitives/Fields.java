package org.hublink.primitives;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Typed, strict reading of one JSON object: each accessor names its bounds, and {@link #end} refuses what no accessor
 * asked for. Reasons: {@code json-missing-key}, {@code json-wrong-type}, {@code json-out-of-range}, {@code
 * json-bidi-control}, {@code json-control-character}, {@code json-unknown-code}, {@code json-unknown-key}, and those of
 * {@link Hex} and {@link Base64}. An optional accessor gives null where the key is absent; a JSON null is a wrong type.
 */
public final class Fields {
    private final Map<String, Json> members;
    private final String what;
    private final Set<String> read = new LinkedHashSet<>();

    private Fields(Map<String, Json> members, String what) {
        this.members = members;
        this.what = what;
    }

    /**
     * Opens an object for reading.
     *
     * @param what name of the record, for people who read the refusal
     */
    public static Fields of(Json json, String what) throws Malformed {
        if (json instanceof Json.Obj object) {
            return new Fields(object.members(), what);
        }
        throw new Malformed("json-wrong-type", what);
    }

    public boolean has(String key) {
        return members.containsKey(key);
    }

    /** One line of text: no line feed, tab, line or paragraph separator, nor control of writing direction. */
    public String text(String key, int minChars, int maxChars) throws Malformed {
        String value = string(key);
        checkLine(value, key);
        return length(value, minChars, maxChars, key);
    }

    /** Text of several lines; controls of writing direction are content here and stay. */
    public String multiline(String key, int minChars, int maxChars) throws Malformed {
        return length(string(key), minChars, maxChars, key);
    }

    public @Nullable String optionalText(String key, int minChars, int maxChars) throws Malformed {
        return has(key) ? text(key, minChars, maxChars) : null;
    }

    public @Nullable String optionalMultiline(String key, int minChars, int maxChars) throws Malformed {
        return has(key) ? multiline(key, minChars, maxChars) : null;
    }

    public long integer(String key, long min, long max) throws Malformed {
        if (!(json(key) instanceof Json.Int integer)) {
            throw refused("json-wrong-type", key);
        }
        if (integer.value() < min || integer.value() > max) {
            throw refused("json-out-of-range", key);
        }
        return integer.value();
    }

    public @Nullable Long optionalInteger(String key, long min, long max) throws Malformed {
        return has(key) ? Long.valueOf(integer(key, min, max)) : null;
    }

    public boolean bool(String key) throws Malformed {
        if (json(key) instanceof Json.Bool bool) {
            return bool.value();
        }
        throw refused("json-wrong-type", key);
    }

    /** Exactly {@code bytes} bytes in lower-case hexadecimal. */
    public byte[] hex(String key, int bytes) throws Malformed {
        String value = string(key);
        if (value.length() != 2L * bytes) {
            throw refused("json-out-of-range", key);
        }
        return Hex.decode(value);
    }

    public byte @Nullable [] optionalHex(String key, int bytes) throws Malformed {
        return has(key) ? hex(key, bytes) : null;
    }

    /** Padded standard Base64 of {@code minBytes} to {@code maxBytes} bytes. */
    public byte[] base64(String key, int minBytes, int maxBytes) throws Malformed {
        String value = string(key);
        if (value.length() / 4 * 3L - 2 > maxBytes) {
            throw refused("json-out-of-range", key);
        }
        byte[] bytes = Base64.decode(value);
        if (bytes.length < minBytes || bytes.length > maxBytes) {
            throw refused("json-out-of-range", key);
        }
        return bytes;
    }

    public byte @Nullable [] optionalBase64(String key, int minBytes, int maxBytes) throws Malformed {
        return has(key) ? base64(key, minBytes, maxBytes) : null;
    }

    public Digest digest(String key) throws Malformed {
        String value = string(key);
        if (value.length() != 2 * Digest.LENGTH) {
            throw refused("json-out-of-range", key);
        }
        return Digest.fromHex(value);
    }

    public @Nullable Digest optionalDigest(String key) throws Malformed {
        return has(key) ? digest(key) : null;
    }

    /** A nested object; its own {@link #end} is the caller's to call. */
    public Fields object(String key) throws Malformed {
        return of(json(key), what + "." + key);
    }

    public @Nullable Fields optionalObject(String key) throws Malformed {
        return has(key) ? object(key) : null;
    }

    /** The member as it is. */
    public Json json(String key) throws Malformed {
        read.add(key);
        Json value = members.get(key);
        if (value == null) {
            throw refused("json-missing-key", key);
        }
        return value;
    }

    public List<Json> list(String key, int minItems, int maxItems) throws Malformed {
        if (!(json(key) instanceof Json.Arr array)) {
            throw refused("json-wrong-type", key);
        }
        if (array.items().size() < minItems || array.items().size() > maxItems) {
            throw refused("json-out-of-range", key);
        }
        return array.items();
    }

    /** The list, or an empty one where the key is absent. */
    public List<Json> optionalList(String key, int maxItems) throws Malformed {
        return has(key) ? list(key, 0, maxItems) : List.of();
    }

    /** A list of objects. */
    public List<Fields> objects(String key, int minItems, int maxItems) throws Malformed {
        List<Fields> out = new ArrayList<>();
        for (Json item : list(key, minItems, maxItems)) {
            out.add(of(item, what + "." + key));
        }
        return out;
    }

    /** A list of single-line texts of 1 to {@code maxChars} characters. */
    public List<String> texts(String key, int minItems, int maxItems, int maxChars) throws Malformed {
        List<String> out = new ArrayList<>();
        for (Json item : list(key, minItems, maxItems)) {
            if (!(item instanceof Json.Str string)) {
                throw refused("json-wrong-type", key);
            }
            checkLine(string.value(), key);
            out.add(length(string.value(), 1, maxChars, key));
        }
        return out;
    }

    /** One of the allowed codes: else {@code json-unknown-code}. */
    public String oneOf(String key, String... allowed) throws Malformed {
        String value = string(key);
        for (String code : allowed) {
            if (code.equals(value)) {
                return value;
            }
        }
        throw refused("json-unknown-code", key);
    }

    public @Nullable String optionalOneOf(String key, String... allowed) throws Malformed {
        return has(key) ? oneOf(key, allowed) : null;
    }

    /** Keys in order, for objects whose keys are content; none of them counts as read by this. */
    public List<String> keys() {
        return List.copyOf(members.keySet());
    }

    /** Refuses any key that was not asked for. */
    public void end() throws Malformed {
        for (String key : members.keySet()) {
            if (!read.contains(key)) {
                throw new Malformed("json-unknown-key", what);
            }
        }
    }

    private String string(String key) throws Malformed {
        if (json(key) instanceof Json.Str string) {
            return string.value();
        }
        throw refused("json-wrong-type", key);
    }

    private String length(String value, int min, int max, String key) throws Malformed {
        if (value.length() < min || value.length() > max) {
            throw refused("json-out-of-range", key);
        }
        return value;
    }

    private void checkLine(String value, String key) throws Malformed {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\n' || c == '\t' || c == 0x2028 || c == 0x2029) {
                throw refused("json-control-character", key);
            }
            boolean mark = c == 0x200e || c == 0x200f || c == 0x061c;
            if (mark || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069)) {
                throw refused("json-bidi-control", key);
            }
        }
    }

    private Malformed refused(String reason, String key) {
        return new Malformed(reason, what + "." + key);
    }
}
