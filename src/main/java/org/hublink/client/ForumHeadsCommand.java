package org.hublink.client;

import org.hublink.primitives.Fields;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hub forum heads}: what moderators logged of all questions. */
@Command(
        mixinStandardHelpOptions = true,
        name = "heads",
        header =
                "What two moderators logged of all questions, and what waits for the second; moderators: sign today's.",
        description =
                "Once a question's head is logged, the server cannot show less of it than that. Signing looks at every"
                        + " question that moved since.")
final class ForumHeadsCommand extends ForumCommand.OfMember {
    private static final int SIGNERS_MAX = 8;
    private static final int CODE_CHARS_MAX = 80;

    @Option(names = "--sign", description = "Sign: as the second, where another moderator signed; else as the first.")
    private boolean sign;

    @Override
    void work(ForumClient forum, Home home) throws Ended {
        if (sign) {
            long leaf = forum.signHeads();
            screen().good(
                            leaf < 0
                                    ? "Signed; it waits for a second moderator."
                                    : "Signed, and logged as leaf " + leaf + ".");
            output().answer(Json.obj().put("leaf", leaf));
            return;
        }
        var heads = forum.heads();
        try {
            var fields = Fields.of(heads, "heads");
            if (fields.has("logged")) {
                said("Logged", fields.object("logged"));
            } else {
                screen().line("No heads are logged.");
            }
            if (fields.has("waiting")) {
                said("Waits for a second moderator", fields.object("waiting"));
            }
            var refused = fields.text("refused", 0, CODE_CHARS_MAX);
            if (!refused.isEmpty()) {
                screen().bad("The newest heads cannot be judged [" + refused + "]");
            }
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
        output().answer(Json.write(heads));
    }

    private void said(String what, Fields heads) throws Malformed {
        screen().line(what + ": " + heads.integer("threads", 0, Json.INTEGER_MAX) + " questions, "
                + CaseWords.time(heads.integer("time", 0, Json.INTEGER_MAX)) + ", signed by "
                + String.join(", ", heads.texts("signed", 0, SIGNERS_MAX, CODE_CHARS_MAX)));
    }
}
