package org.hublink.browser;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Hex;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;

/**
 * Runs a file of {@code src/test/vectors} that names operations of the core: the same Java on the JVM and in the
 * browser, so that the two answers can be compared byte for byte.
 *
 * <p>A case is {@code {"name", "op", "in": [argument…], "out"}}. An argument is text, or bytes as {@code hex:…}; the
 * answer is {@code hex:…}, {@code true}, {@code false}, or {@code refused:<reason>}.
 */
public final class VectorFile {
    private static final JsonLimits LIMITS = new JsonLimits(4 * 1024 * 1024, 6, 100_000, 65_536);
    private static final int CASES_MAX = 10_000;

    private VectorFile() {}

    /** One line a case: {@code ok name: answer}, or {@code WRONG name: answer, want …}. */
    public static String run(byte[] file, Home home) {
        StringBuilder lines = new StringBuilder();
        try {
            Fields top = Fields.of(Json.read(file, LIMITS, home.text()), "vectors");
            for (Fields one : top.objects("cases", 1, CASES_MAX)) {
                String name = one.text("name", 1, 200);
                String op = one.text("op", 1, 40);
                List<byte[]> in = arguments(one);
                String want = one.text("out", 1, 65_536);
                one.end();
                String answer = answer(op, in, home);
                lines.append(answer.equals(want) ? "ok " : "WRONG ")
                        .append(name)
                        .append(": ")
                        .append(answer);
                if (!answer.equals(want)) {
                    lines.append(", want ").append(want);
                }
                lines.append('\n');
            }
        } catch (Malformed e) {
            lines.append("WRONG file: ").append(e.getMessage()).append('\n');
        }
        return lines.toString();
    }

    private static List<byte[]> arguments(Fields one) throws Malformed {
        List<byte[]> in = new ArrayList<>();
        for (String argument : one.texts("in", 0, 8, 65_536)) {
            in.add(argument.startsWith("hex:") ? Hex.decode(argument.substring(4)) : Utf8.encode(argument));
        }
        return in;
    }

    private static String answer(String op, List<byte[]> in, Home home) {
        try {
            return PrimitiveOperations.run(op, in, home);
        } catch (Malformed e) {
            return "refused:" + e.reason();
        }
    }
}
