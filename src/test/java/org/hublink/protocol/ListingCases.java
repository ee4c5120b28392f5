package org.hublink.protocol;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Answered;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;

/** The vectors and the folded texts of {@code listings.json}, on either home. */
public final class ListingCases {
    private static final int CASES_MAX = 10_000;

    private ListingCases() {}

    public static List<Answered> answers(Fields top, Text text) throws Malformed {
        byte[] salt = top.base64("salt", 32, 32);
        List<Answered> answers = new ArrayList<>();
        for (Fields one : top.objects("vectors", 1, CASES_MAX)) {
            byte[] body = one.base64("body", 0, 32 * 1024);
            String verdict = verdict(one.text("kind", 1, 20), body, text);
            answers.add(new Answered(
                    one.text("name", 1, 100),
                    verdict + " " + Digest.of(salt, body).hex(),
                    one.text("verdict", 1, 40) + " " + one.text("digest", 64, 64)));
        }
        for (Fields one : top.objects("folds", 1, CASES_MAX)) {
            String typed = one.text("text", 1, 200);
            List<String> tokens = one.texts("tokens", 0, 100, 100);
            answers.add(new Answered(
                    typed, String.join(" ", new SearchText(text).tokens(typed)), String.join(" ", tokens)));
        }
        return answers;
    }

    static String verdict(String kind, byte[] body, Text text) {
        try {
            switch (kind) {
                case "listing" -> Listing.read(body, text);
                case "manifest" -> ManifestPart.read(body, text);
                default -> AttestationPart.read(body, text);
            }
            return "ok";
        } catch (Malformed refused) {
            return refused.reason();
        }
    }
}
