package org.hublink.client;

import java.util.List;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.ForumReason;
import org.hublink.protocol.ForumSpace;
import org.hublink.protocol.ForumStep;
import org.hublink.protocol.ForumTurn;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hub forum turn}: whatever moves a question on. */
@Command(
        mixinStandardHelpOptions = true,
        name = "turn",
        header =
                "Move a question on: claim, release, ask, inform, accept, verify, stale, update, obsolete, tag; moderators: duplicate,"
                        + " reopen, move, lock, unlock, warn, hide, remove, restore, uphold, keep; appeal.",
        description =
                "Turns are chained: each names the one before it. If somebody was quicker, look and say it again.")
final class ForumTurnCommand extends ForumCommand.OfMember {
    @Parameters(index = "0", paramLabel = "QUESTION", description = "Its id, or the beginning of it.")
    private String id = "";

    @Parameters(index = "1", paramLabel = "STEP", description = "Such as claim or accept.")
    private String step = "";

    @Option(
            names = "--post",
            paramLabel = "POST",
            description = "The post that it is about, or the beginning of its id.")
    private @Nullable String on;

    @Option(names = "--of", paramLabel = "QUESTION", description = "duplicate: of which question.")
    private @Nullable String of;

    @Option(names = "--space", paramLabel = "CODE", description = "move: into which space.")
    private @Nullable String space;

    @Option(names = "--reason", paramLabel = "CODE", description = "warn, hide, remove: why.")
    private @Nullable String reason;

    @Option(
            names = "--tag",
            paramLabel = "TAG",
            description = "tag: all tags that it has from now on; an expert changes his own topics only.")
    private List<String> tags = List.of();

    @Option(names = "--words", paramLabel = "TEXT", description = "What people should read with it.")
    private @Nullable String words;

    @Override
    void work(ForumClient forum, Home home) throws Ended {
        var thread = forum.thread(ForumSayCommand.whole(forum, id)).thread();
        var wanted = ForumSayCommand.code(ForumStep.values(), step);
        var post = on == null ? null : ForumSayCommand.post(thread, on);
        var turn = new ForumTurn(
                wanted,
                post == null ? null : post.id(),
                of == null ? null : ForumSayCommand.whole(forum, of),
                space == null ? null : ForumSayCommand.code(ForumSpace.values(), space),
                reason == null ? null : ForumSayCommand.code(ForumReason.values(), reason),
                wanted == ForumStep.REMOVE && post != null ? post.said().digest() : null,
                wanted == ForumStep.TAG ? tags : null,
                words == null ? null : home.text().nfc(words));
        try {
            ForumTurn.read(turn.json());
        } catch (Malformed incomplete) {
            throw new Ended(
                    ExitCode.USAGE,
                    incomplete.reason(),
                    "This step wants something else: " + incomplete.getMessage() + ".");
        }
        var question = ForumSayCommand.post(thread, "");
        long seq = forum.say(ForumTurn.KIND, question.id(), ForumClient.head(thread), turn.json());
        screen().good("Signed: " + wanted.code() + ".");
        output().answer(Json.obj().put("seq", seq));
    }
}
