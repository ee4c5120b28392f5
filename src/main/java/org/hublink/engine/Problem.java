package org.hublink.engine;

import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.hublink.primitives.Utf8;
import org.jspecify.annotations.Nullable;

/** What a refusing answer says: its problem code and words (RFC 9457); never trusted, only shown. */
final class Problem {
    private static final JsonLimits LIMITS = new JsonLimits(64 * 1024, 8, 512, 4_096);
    private static final int CODE_CHARS_MAX = 120;
    private static final int WORDS_CHARS_MAX = 500;
    private static final int SERVER_ERROR = 500;

    private Problem() {}

    static View.Failed of(String what, int status, byte[] body, Text text) {
        if (status == 0) {
            return new View.Failed("unreachable", what + ": " + words(body));
        }
        var said = code(body, text);
        if (said != null) {
            return new View.Failed(said, what + ": the server answered " + status);
        }
        return new View.Failed(
                status >= SERVER_ERROR ? "unreachable" : "unexpected-answer", what + ": the server answered " + status);
    }

    private static @Nullable String code(byte[] body, Text text) {
        try {
            var fields = Fields.of(Json.read(body, LIMITS, text), "problem");
            return fields.optionalText("code", 1, CODE_CHARS_MAX);
        } catch (Malformed noProblem) {
            return null;
        }
    }

    private static String words(byte[] body) {
        try {
            var words = Utf8.decode(body);
            return words.length() > WORDS_CHARS_MAX ? words.substring(0, WORDS_CHARS_MAX) : words;
        } catch (Malformed unreadable) {
            return "no words";
        }
    }
}
