package org.hublink.browser;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Answered;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Hex;
import org.hublink.primitives.Home;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;

/**
 * The cases of {@code primitives.json}: {@code {"name", "op", "in": [argument…], "out"}}. An argument is text, or bytes as
 * {@code hex:…}; the answer is {@code hex:…}, {@code true}, {@code false}, a number, or {@code refused:<reason>}.
 */
final class PrimitiveCases {
    private static final int ARGUMENTS_MAX = 8;

    private PrimitiveCases() {}

    static List<Answered> answers(Fields top, Home home) throws Malformed {
        List<Answered> answers = new ArrayList<>();
        for (Fields one : top.objects("cases", 1, VectorFile.CASES_MAX)) {
            String name = one.text("name", 1, 200);
            String op = one.text("op", 1, 40);
            List<byte[]> in = arguments(one);
            String want = one.text("out", 1, VectorFile.TEXT_MAX);
            one.end();
            answers.add(new Answered(name, answer(op, in, home), want));
        }
        return answers;
    }

    private static List<byte[]> arguments(Fields one) throws Malformed {
        return bytes(one.texts("in", 0, ARGUMENTS_MAX, VectorFile.TEXT_MAX));
    }

    static List<byte[]> bytes(List<String> arguments) throws Malformed {
        List<byte[]> in = new ArrayList<>();
        for (String argument : arguments) {
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
