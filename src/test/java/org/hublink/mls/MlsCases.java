package org.hublink.mls;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hublink.primitives.Answered;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.KnownAnswers;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Randomness;

/** A file of the MLS working group on either home: what each vector came to, or why it is left out. */
public final class MlsCases {
    private static final int SUITE_MAX = 3;
    private static final String PASSED = "passed";

    private MlsCases() {}

    public static List<Answered> answers(Json file, Randomness randomness) throws Malformed {
        List<Answered> answers = new ArrayList<>();
        for (Fields vector : KnownAnswers.objects(file)) {
            Optional<VectorKind> kind = VectorKind.of(vector);
            int suite = VectorKind.suite(vector);
            String name = "vector " + answers.size() + " of suite " + suite;
            String answer;
            if (kind.isEmpty()) answer = Answered.LEFT_OUT + "no kind of ours";
            else if (suite > SUITE_MAX) answer = Answered.LEFT_OUT + "suite " + suite + " is none of ours";
            else answer = answer(kind.get(), vector, randomness);
            answers.add(new Answered(name, answer, PASSED));
        }
        return answers;
    }

    private static String answer(VectorKind kind, Fields vector, Randomness randomness) {
        try {
            kind.check(vector, randomness);
            return PASSED;
        } catch (Malformed | RuntimeException | AssertionError e) {
            return String.valueOf(e.getMessage());
        }
    }
}
