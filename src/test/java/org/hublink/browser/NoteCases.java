package org.hublink.browser;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Answered;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.NoteKey;
import org.hublink.protocol.PublicKey;
import org.hublink.protocol.SignedCheckpoint;
import org.hublink.protocol.Verdict;

/** The cases of {@code notes.json}: signed checkpoints, each with its verdict, size and cosigned time. */
final class NoteCases {
    private static final int NOTE_BYTES_MAX = 65_536;

    private NoteCases() {}

    static List<Answered> answers(Fields top) throws Malformed {
        String origin = top.text("origin", 1, 200);
        NoteKey log = new NoteKey(origin, PublicKey.read(top.text("logKey", 1, 200)));
        NoteKey cosigner = NoteKey.cosigner(origin, PublicKey.read(top.text("cosignerKey", 1, 200)));
        List<Answered> answers = new ArrayList<>();
        for (Fields one : top.objects("cases", 1, VectorFile.CASES_MAX)) {
            String name = one.text("name", 1, 200);
            Verdict<SignedCheckpoint> verdict =
                    SignedCheckpoint.read(one.base64("note", 0, NOTE_BYTES_MAX), log, cosigner);
            SignedCheckpoint checkpoint = verdict.valueOrNull();
            String answer = verdict.code()
                    + (checkpoint == null ? "" : " size " + checkpoint.size() + " at " + checkpoint.cosignedAt());
            String want = one.text("verdict", 1, 80);
            if (one.has("size")) {
                want += " size " + one.integer("size", 0, Long.MAX_VALUE) + " at "
                        + one.integer("cosignedAt", 0, Long.MAX_VALUE);
            }
            answers.add(new Answered(name, answer, want));
        }
        return answers;
    }
}
