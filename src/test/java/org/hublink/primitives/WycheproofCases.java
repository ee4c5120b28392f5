package org.hublink.primitives;

import java.util.ArrayList;
import java.util.List;

/** A Wycheproof file on either home: each case's verdict with its reason, or why it is left out. */
public final class WycheproofCases {
    private WycheproofCases() {}

    public static List<Answered> answers(Fields whole) throws Malformed {
        String algorithm = whole.text("algorithm", 1, 100);
        List<Answered> answers = new ArrayList<>();
        for (Fields group : whole.objects("testGroups", 0, 100_000)) {
            String kind = algorithm + " " + group.text("type", 1, 100);
            WycheproofReaders.Reader reader = WycheproofReaders.BY_KIND.get(kind);
            for (Fields test : group.objects("tests", 0, 100_000)) {
                String name = "case " + test.integer("tcId", 0, 10_000_000);
                if (reader == null) answers.add(new Answered(name, Answered.LEFT_OUT + "no primitive for " + kind, ""));
                else answers.add(answer(name, reader.check(), group, test));
            }
        }
        return answers;
    }

    private static Answered answer(String name, WycheproofReaders.Check check, Fields group, Fields test)
            throws Malformed {
        String result = test.text("result", 1, 20);
        boolean passes;
        String refusal = "";
        try {
            passes = check.passes(group, test);
        } catch (Malformed refused) {
            passes = false;
            refusal = " " + refused.reason();
        } catch (WycheproofReaders.LeftOut reason) {
            return new Answered(name, Answered.LEFT_OUT + reason.getMessage(), "");
        } catch (RuntimeException | AssertionError e) {
            return new Answered(name, String.valueOf(e.getMessage()), result);
        }
        String answer = (passes ? "valid" : "invalid") + refusal;
        boolean right = result.equals("acceptable") || passes == result.equals("valid");
        return new Answered(name, answer, right ? answer : result);
    }
}
