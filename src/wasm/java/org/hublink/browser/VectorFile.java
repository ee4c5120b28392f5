package org.hublink.browser;

import java.util.List;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;

/**
 * Runs a file of {@code src/test/vectors}: the same Java on the JVM and in the browser, so that the two answers can be
 * compared byte for byte.
 */
public final class VectorFile {
    static final int CASES_MAX = 10_000;
    static final int TEXT_MAX = 65_536;
    private static final JsonLimits LIMITS = new JsonLimits(8 * 1024 * 1024, 10, 200_000, TEXT_MAX);

    private VectorFile() {}

    /** One line a case: {@code ok name: answer}, or {@code WRONG name: answer, want …}. */
    public static String run(String fileName, byte[] file, Home home) {
        StringBuilder lines = new StringBuilder();
        try {
            Fields top = Fields.of(Json.read(file, LIMITS, home.text()), "vectors");
            for (Answered one : answers(fileName, top, home)) {
                boolean right = one.answer().equals(one.want());
                lines.append(right ? "ok " : "WRONG ")
                        .append(one.name())
                        .append(": ")
                        .append(one.answer());
                if (!right) {
                    lines.append(", want ").append(one.want());
                }
                lines.append('\n');
            }
        } catch (Malformed e) {
            lines.append("WRONG file: ").append(e.getMessage()).append('\n');
        }
        return lines.toString();
    }

    /** A case with what this home says and what the file wants. */
    record Answered(String name, String answer, String want) {}

    private static List<Answered> answers(String fileName, Fields top, Home home) throws Malformed {
        return switch (fileName) {
            case "primitives.json" -> PrimitiveCases.answers(top, home);
            case "notes.json" -> NoteCases.answers(top);
            case "envelopes.json", "headers.json", "leaves.json", "ledgers.json", "acts.json" ->
                StatementCases.answers(top, home);
            default -> throw new Malformed("no-runner-for-this-file");
        };
    }
}
