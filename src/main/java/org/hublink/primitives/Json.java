package org.hublink.primitives;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value of the strict kind that Hublink signs: no fractions, no duplicate keys, normalised text. Members keep
 * their order. Typed reading of an object is {@link Fields}.
 */
public sealed interface Json {
    /** The largest integer taken, 2^53-1; the smallest is its negative. */
    long INTEGER_MAX = (1L << 53) - 1;

    /** An object; members in order. */
    record Obj(Map<String, Json> members) implements Json {
        public Obj {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }
    }

    /** An array. */
    record Arr(List<Json> items) implements Json {
        public Arr {
            items = Collections.unmodifiableList(new ArrayList<>(items));
        }
    }

    /** A string. */
    record Str(String value) implements Json {}

    /** An integer from -2^53+1 to 2^53-1. */
    record Int(long value) implements Json {
        public Int {
            if (value > INTEGER_MAX || value < -INTEGER_MAX) {
                throw new IllegalArgumentException("integer out of range");
            }
        }
    }

    /** True or false. */
    record Bool(boolean value) implements Json {}

    /** The null of JSON. */
    record Null() implements Json {}

    /**
     * Reads one document.
     *
     * @throws Malformed with the cause as reason: {@code utf8-malformed}, {@code json-too-large}, {@code
     *     json-truncated}, {@code json-syntax}, {@code json-trailing}, {@code json-too-deep}, {@code
     *     json-too-many-items}, {@code json-string-too-long}, {@code json-duplicate-key}, {@code json-number}, {@code
     *     json-not-nfc}, {@code json-control-character}, {@code json-surrogate}, {@code json-unassigned} (a code point
     *     that is no character of Unicode 13.0: not assigned there, for private use, or a noncharacter)
     */
    static Json read(byte[] utf8, JsonLimits limits, Text text) throws Malformed {
        return JsonReader.read(utf8, limits, text);
    }

    /**
     * The compact form in UTF-8: members in order, escapes only where they must be. A string with a control character
     * other than tab and line feed cannot be written (a bug: such text is refused where it comes in).
     */
    static byte[] write(Json value) {
        return JsonWriter.write(value);
    }

    /** Starts an object. */
    static Builder obj() {
        return new Builder();
    }

    /** An array of the items. */
    static Arr arr(List<? extends Json> items) {
        return new Arr(new ArrayList<>(items));
    }

    /** An array of strings. */
    static Arr texts(List<String> texts) {
        List<Json> items = new ArrayList<>();
        for (String text : texts) {
            items.add(new Str(text));
        }
        return new Arr(items);
    }

    /** Collects members in order; a key given twice is a bug. */
    final class Builder {
        private final Map<String, Json> members = new LinkedHashMap<>();

        private Builder() {}

        public Builder put(String key, Json value) {
            if (members.put(key, value) != null) {
                throw new IllegalArgumentException("key given twice: " + key);
            }
            return this;
        }

        public Builder put(String key, String value) {
            return put(key, new Str(value));
        }

        public Builder put(String key, long value) {
            return put(key, new Int(value));
        }

        public Builder put(String key, boolean value) {
            return put(key, new Bool(value));
        }

        public Builder put(String key, List<? extends Json> items) {
            return put(key, arr(items));
        }

        public Builder put(String key, Builder object) {
            return put(key, object.build());
        }

        /** A digest as 64 hexadecimal digits. */
        public Builder put(String key, Digest digest) {
            return put(key, digest.hex());
        }

        /** Bytes as lower-case hexadecimal. */
        public Builder putHex(String key, byte[] bytes) {
            return put(key, Hex.encode(bytes));
        }

        /** Bytes as padded standard Base64. */
        public Builder putBase64(String key, byte[] bytes) {
            return put(key, Base64.encode(bytes));
        }

        /** An array of strings. */
        public Builder putTexts(String key, List<String> texts) {
            return put(key, texts(texts));
        }

        /** The string, or no member at all where there is none. */
        public Builder putOptional(String key, @Nullable String value) {
            return value == null ? this : put(key, value);
        }

        public Obj build() {
            return new Obj(members);
        }
    }
}
