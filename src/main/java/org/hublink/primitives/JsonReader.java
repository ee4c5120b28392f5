package org.hublink.primitives;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The strict reader behind {@link Json#read}. Recursion is bounded by the depth limit. */
final class JsonReader {
    private static final int FIRST_COMBINING = 0x300;

    private final String in;
    private final JsonLimits limits;
    private final Text text;
    private int at;
    private int items;

    private JsonReader(String in, JsonLimits limits, Text text) {
        this.in = in;
        this.limits = limits;
        this.text = text;
    }

    static Json read(byte[] utf8, JsonLimits limits, Text text) throws Malformed {
        if (utf8.length > limits.bytesMax()) {
            throw new Malformed("json-too-large");
        }
        JsonReader reader = new JsonReader(Utf8.decode(utf8), limits, text);
        Json value = reader.value(0);
        reader.space();
        if (reader.at != reader.in.length()) {
            throw new Malformed("json-trailing");
        }
        return value;
    }

    private Json value(int depth) throws Malformed {
        if (++items > limits.itemsMax()) {
            throw new Malformed("json-too-many-items");
        }
        char c = peek();
        return switch (c) {
            case '{' -> object(within(depth));
            case '[' -> array(within(depth));
            case '"' -> new Json.Str(string());
            case 't' -> word("true", new Json.Bool(true));
            case 'f' -> word("false", new Json.Bool(false));
            case 'n' -> word("null", new Json.Null());
            default -> number(c);
        };
    }

    private int within(int depth) throws Malformed {
        if (depth == limits.depthMax()) {
            throw new Malformed("json-too-deep");
        }
        return depth + 1;
    }

    private Json object(int depth) throws Malformed {
        Map<String, Json> members = new LinkedHashMap<>();
        at++;
        if (peek() == '}') {
            at++;
            return new Json.Obj(members);
        }
        while (true) {
            if (peek() != '"') {
                throw new Malformed("json-syntax");
            }
            String key = string();
            if (members.containsKey(key)) {
                throw new Malformed("json-duplicate-key");
            }
            if (peek() != ':') {
                throw new Malformed("json-syntax");
            }
            at++;
            members.put(key, value(depth));
            if (last('}')) {
                return new Json.Obj(members);
            }
        }
    }

    private Json array(int depth) throws Malformed {
        List<Json> values = new ArrayList<>();
        at++;
        if (peek() == ']') {
            at++;
            return new Json.Arr(values);
        }
        while (true) {
            values.add(value(depth));
            if (last(']')) {
                return new Json.Arr(values);
            }
        }
    }

    /** After an element: true at the closing bracket, false at a comma. */
    private boolean last(char close) throws Malformed {
        char c = peek();
        at++;
        if (c == close) {
            return true;
        }
        if (c == ',') {
            return false;
        }
        throw new Malformed("json-syntax");
    }

    private Json word(String word, Json value) throws Malformed {
        for (int i = 0; i < word.length(); i++) {
            if (next() != word.charAt(i)) {
                throw new Malformed("json-syntax");
            }
        }
        return value;
    }

    private Json number(char first) throws Malformed {
        if (first != '-' && !digit(first)) {
            throw new Malformed(first == '+' || first == '.' ? "json-number" : "json-syntax");
        }
        boolean negative = first == '-';
        if (negative) {
            at++;
        }
        char lead = next();
        if (!digit(lead)) {
            throw new Malformed("json-number");
        }
        long value = Character.digit(lead, 10);
        while (at < in.length() && digit(in.charAt(at))) {
            value = value * 10 + (in.charAt(at++) - '0');
            if (lead == '0' || value > Json.INTEGER_MAX) {
                throw new Malformed("json-number");
            }
        }
        boolean fraction = at < in.length() && (in.charAt(at) == '.' || (in.charAt(at) | 32) == 'e');
        if (fraction || (negative && value == 0)) {
            throw new Malformed("json-number");
        }
        return new Json.Int(negative ? -value : value);
    }

    private String string() throws Malformed {
        int from = ++at;
        boolean plain = true;
        int most = Math.min(in.length(), from + limits.stringCharsMax() + 1);
        for (; at < most; at++) {
            char c = in.charAt(at);
            if (c == '"') {
                return normal(in.substring(from, at++), plain);
            }
            if (c == '\\' || c < 0x20 || (c >= 0x7f && c < 0xa0)) {
                break;
            }
            plain &= c < FIRST_COMBINING;
        }
        return escaped(from);
    }

    /** A string with escapes, or one to be refused: unit by unit. */
    private String escaped(int from) throws Malformed {
        at = from;
        StringBuilder out = new StringBuilder();
        boolean plain = true;
        for (char c = next(); c != '"'; c = next()) {
            boolean escaped = c == '\\';
            char unit = escaped ? escape() : c;
            if (unit < 0x20 ? !(escaped && (unit == '\n' || unit == '\t')) : unit >= 0x7f && unit < 0xa0) {
                throw new Malformed("json-control-character");
            }
            if (out.length() == limits.stringCharsMax()) {
                throw new Malformed("json-string-too-long");
            }
            plain &= unit < FIRST_COMBINING;
            out.append(unit);
        }
        return normal(out.toString(), plain);
    }

    private String normal(String value, boolean plain) throws Malformed {
        if (plain) {
            return value;
        }
        if (!Utf8.wellFormed(value)) {
            throw new Malformed("json-surrogate");
        }
        if (!Repertoire.holdsAll(value)) {
            throw new Malformed("json-unassigned");
        }
        if (!text.nfc(value).equals(value)) {
            throw new Malformed("json-not-nfc");
        }
        return value;
    }

    private char escape() throws Malformed {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unit();
            default -> throw new Malformed("json-syntax");
        };
    }

    private char unit() throws Malformed {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            char c = next();
            char lower = (char) (c | 32);
            if (digit(c)) {
                value = value << 4 | c - '0';
            } else if (lower >= 'a' && lower <= 'f') {
                value = value << 4 | lower - 'a' + 10;
            } else {
                throw new Malformed("json-syntax");
            }
        }
        return (char) value;
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private void space() {
        while (at < in.length()) {
            char c = in.charAt(at);
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                return;
            }
            at++;
        }
    }

    private char peek() throws Malformed {
        space();
        if (at == in.length()) {
            throw new Malformed("json-truncated");
        }
        return in.charAt(at);
    }

    private char next() throws Malformed {
        if (at == in.length()) {
            throw new Malformed("json-truncated");
        }
        return in.charAt(at++);
    }
}
