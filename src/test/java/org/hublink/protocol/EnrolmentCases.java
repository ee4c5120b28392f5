package org.hublink.protocol;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Answered;
import org.hublink.primitives.Base64;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.hublink.primitives.Utf8;

/** The cases of {@code invitations.json} and {@code applications.json}, on either home. */
public final class EnrolmentCases {
    private static final int CASES_MAX = 10_000;
    private static final int TEXT_CHARS_MAX = 65_536;

    private EnrolmentCases() {}

    public static List<Answered> answers(Fields top, Text text) throws Malformed {
        boolean invitations = top.oneOf("kind", "invitation", "application").equals("invitation");
        List<Answered> answers = new ArrayList<>();
        for (Fields one : top.objects("cases", 1, CASES_MAX)) {
            String answer = invitations ? invitation(one) : application(one, text);
            answers.add(new Answered(one.text("name", 1, 200), answer, want(one)));
        }
        return answers;
    }

    private static String want(Fields one) throws Malformed {
        return one.text("verdict", 1, 80) + (one.has("digits") ? " " + one.text("digits", 0, 200) : "");
    }

    private static String invitation(Fields one) throws Malformed {
        byte[] bytes = Base64.decode(one.text("bytes", 0, TEXT_CHARS_MAX));
        try {
            String fragment = Utf8.decode(bytes);
            return Invitation.read(fragment).fragment().equals(fragment) ? "trusted" : "changed by writing it again";
        } catch (Malformed refused) {
            return refused.reason();
        }
    }

    private static String application(Fields one, Text text) throws Malformed {
        byte[] bytes = Base64.decode(one.text("bytes", 0, TEXT_CHARS_MAX));
        try {
            Invitation invitation = Invitation.read(one.text("invitation", 0, TEXT_CHARS_MAX));
            return "trusted "
                    + String.join(
                            " ", SealedApplication.open(bytes, invitation, text).digits());
        } catch (Malformed refused) {
            return refused.reason();
        }
    }
}
