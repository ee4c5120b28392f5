package org.hublink.protocol;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Answered;
import org.hublink.primitives.Base64;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.KnownAnswers;
import org.hublink.primitives.Malformed;

/** The proofs of transparency-dev/merkle, good and broken, on either home. */
public final class MerkleCases {
    private MerkleCases() {}

    /** The answers to {@code inclusion.json} or {@code consistency.json}. */
    public static List<Answered> answers(String fileName, Json file) throws Malformed {
        List<Answered> answers = new ArrayList<>();
        for (Fields one : KnownAnswers.objects(file)) {
            boolean wanted = !one.bool("wantErr");
            String answer = fileName.equals("inclusion.json") ? included(one) : consistent(one);
            answers.add(new Answered(one.text("name", 1, 200), answer, wanted ? "proved" : refusal(answer)));
        }
        return answers;
    }

    /** The files say that a proof is broken, not why: any reason will do, but it must be the same in both homes. */
    private static String refusal(String answer) {
        return answer.equals("proved") ? "not proved" : answer;
    }

    private static String included(Fields c) throws Malformed {
        try {
            return said(new InclusionProof(number(c, "leafIdx"), number(c, "treeSize"), path(c))
                    .proves(digest(c.text("leafHash", 0, 200)), digest(c.text("root", 0, 200))));
        } catch (Malformed wrongLength) {
            return wrongLength.reason();
        }
    }

    private static String consistent(Fields c) throws Malformed {
        try {
            return said(new ConsistencyProof(number(c, "size1"), number(c, "size2"), path(c))
                    .joins(digest(c.text("root1", 0, 200)), digest(c.text("root2", 0, 200))));
        } catch (Malformed wrongLength) {
            return wrongLength.reason();
        }
    }

    private static String said(boolean holds) {
        return holds ? "proved" : "not proved";
    }

    private static List<Digest> path(Fields c) throws Malformed {
        List<Digest> path = new ArrayList<>();
        if (!(c.json("proof") instanceof Json.Arr steps)) return path;
        for (Json step : steps.items()) {
            if (!(step instanceof Json.Str text)) throw new Malformed("json-wrong-type");
            path.add(digest(text.value()));
        }
        return path;
    }

    private static long number(Fields c, String key) throws Malformed {
        return c.integer(key, -1, Json.INTEGER_MAX);
    }

    private static Digest digest(String base64) throws Malformed {
        return Digest.from(Base64.decode(base64));
    }
}
