package org.hublink.protocol;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Answered;
import org.hublink.primitives.Base64;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Malformed;

/** The cases of {@code frames.json}, on either home. */
public final class DeliveryCases {
    private static final int CASES_MAX = 10_000;
    private static final int TEXT_CHARS_MAX = 65_536;

    private DeliveryCases() {}

    public static List<Answered> answers(Fields top) throws Malformed {
        top.oneOf("kind", "frames");
        List<Answered> answers = new ArrayList<>();
        for (Fields one : top.objects("cases", 1, CASES_MAX)) {
            byte[] bytes = Base64.decode(one.text("bytes", 0, TEXT_CHARS_MAX));
            answers.add(new Answered(one.text("name", 1, 200), answer(bytes), one.text("verdict", 1, 80)));
        }
        return answers;
    }

    private static String answer(byte[] bytes) {
        try {
            return Bytes.equal(DeliveryFrames.write(DeliveryFrames.read(bytes)), bytes)
                    ? "taken"
                    : "changed by writing it again";
        } catch (Malformed refused) {
            return refused.reason();
        }
    }
}
