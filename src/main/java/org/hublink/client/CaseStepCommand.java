package org.hublink.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.hublink.engine.CaseBook;
import org.hublink.engine.Wish;
import org.hublink.jvm.JvmHome;
import org.hublink.protocol.CaseFile;
import org.hublink.protocol.CaseParty;
import org.hublink.protocol.CaseRefusal;
import org.hublink.protocol.CaseStep;
import org.hublink.protocol.Transition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A step of a case, signed and sealed: the commands differ in which step, and in what must be said with it. */
abstract class CaseStepCommand extends HubCommand {
    @Mixin
    private CaseOptions cases = new CaseOptions();

    private final CaseStep step;
    private final String then;

    /**
     * A command that takes one step.
     *
     * @param then what is done next, for whoever waits for it; may be empty
     */
    CaseStepCommand(CaseStep step, String then) {
        this.step = step;
        this.then = then;
    }

    /** What the person called the case. */
    abstract String named();

    /** The step as it is to be taken; some depend on the side of the case that one's desk stands on. */
    CaseStep step(CaseBook book, String conversation) {
        return step;
    }

    abstract Transition.Words words() throws Ended;

    @Override
    public Integer call() throws IOException, Ended {
        var home = JvmHome.system();
        var labels = cases.words(home);
        var words = words();
        try (var client = cases.open(home, screen())) {
            var book = CaseOptions.connected(client, screen());
            var id = CaseOptions.find(book, named());
            var step = step(book, id);
            var files = step.takes(CaseStep.Detail.FILES) ? book.attached(id) : List.<CaseFile>of();
            var said = words.with(files.subList(0, Math.min(files.size(), Transition.FILES_MAX)));
            CaseOptions.ended(client, client.runAndSettle(new Wish.Step(id, step, said)), id);
            var at = book.story(id).position();
            var with = said.files().isEmpty()
                    ? ""
                    : " with " + Sizes.counted(said.files().size(), "attachment");
            CaseOptions.sent(
                    client,
                    id,
                    screen(),
                    labels.step(step) + with + ": the case is now " + labels.state(at) + ". " + then);
            CaseOptions.file(client, screen());
            output().answer(CaseOptions.json(book, id));
            return ExitCode.DONE;
        }
    }

    /** What is said with a step: compulsory words, or some that may be left out. */
    static final class Said {
        @Parameters(index = "0", paramLabel = "CASE", description = "Beginning of its id, or the reference.")
        private String named = "";

        @Parameters(index = "1..*", arity = "0..*", paramLabel = "WORD", description = "What to say with it.")
        private List<String> said = new ArrayList<>();

        @Nullable
        String text() {
            return said.isEmpty() ? null : String.join(" ", said);
        }

        String must(String what) throws Ended {
            var text = text();
            if (text == null) {
                throw new Ended(ExitCode.USAGE, "words-missing", "Say " + what + " behind the case.");
            }
            return text;
        }

        Transition.Words may() {
            var text = text();
            return text == null ? Transition.Words.NONE : Transition.Words.text(text);
        }
    }

    /** A step with which something is said; unless a command asks for more, it may be left out. */
    abstract static class Spoken extends CaseStepCommand {
        @Mixin
        final Said said = new Said();

        Spoken(CaseStep step, String then) {
            super(step, then);
        }

        @Override
        String named() {
            return said.named;
        }

        @Override
        Transition.Words words() throws Ended {
            return said.may();
        }
    }

    /** {@code hub case ack}. */
    @Command(
            mixinStandardHelpOptions = true,
            name = "ack",
            header = "Acknowledge: your desk has seen it. The alarm stops for everybody.")
    static final class Ack extends CaseStepCommand {
        @Parameters(index = "0", paramLabel = "CASE", description = "Beginning of its id, or the reference.")
        private String named = "";

        Ack() {
            super(CaseStep.ACKNOWLEDGE, "Now accept, ask back or refuse.");
        }

        @Override
        String named() {
            return named;
        }

        @Override
        Transition.Words words() {
            return Transition.Words.NONE;
        }
    }

    /** {@code hub case accept}. */
    @Command(mixinStandardHelpOptions = true, name = "accept", header = "Accept: your desk will answer.")
    static final class Accept extends Spoken {
        Accept() {
            super(CaseStep.ACCEPT, "The clock of the answer runs.");
        }
    }

    /** {@code hub case clarify}. */
    @Command(
            mixinStandardHelpOptions = true,
            name = "clarify",
            header = "Ask the other desk what is unclear; the desk that asked first answers with the same command.")
    static final class Clarify extends Spoken {
        Clarify() {
            super(CaseStep.ASK, "");
        }

        @Override
        CaseStep step(CaseBook book, String conversation) {
            var own = book.own(conversation);
            return own != null && own.party() == CaseParty.REQUESTER ? CaseStep.CLARIFY : CaseStep.ASK;
        }

        @Override
        Transition.Words words() throws Ended {
            return Transition.Words.text(said.must("what is unclear, or what makes it clear,"));
        }
    }

    /** {@code hub case refuse}. */
    @Command(mixinStandardHelpOptions = true, name = "refuse", header = "Refuse, with the ground by its code.")
    static final class Refuse extends Spoken {
        @Option(
                names = "--ground",
                required = true,
                paramLabel = "CODE",
                description = "not-competent, law-forbids, no-dual-criminality, incomplete, no-data, order-needed,"
                        + " disproportionate, investigation-harmed, duplicate.")
        private String ground = "";

        Refuse() {
            super(CaseStep.REFUSE, "The other desk closes it.");
        }

        @Override
        Transition.Words words() throws Ended {
            for (var one : CaseRefusal.values()) {
                if (one.code().equals(ground)) {
                    return Transition.Words.code(ground, said.text());
                }
            }
            throw new Ended(
                    ExitCode.USAGE, "bad-ground", "There is no ground " + ground + "; see hub case refuse --help.");
        }
    }

    /** {@code hub case answer}. */
    @Command(mixinStandardHelpOptions = true, name = "answer", header = "Answer what was asked.")
    static final class Answer extends Spoken {
        Answer() {
            super(CaseStep.ANSWER, "The desk that asked confirms it.");
        }

        @Override
        Transition.Words words() throws Ended {
            return Transition.Words.text(said.must("the answer"));
        }
    }

    /** {@code hub case confirm}. */
    @Command(
            mixinStandardHelpOptions = true,
            name = "confirm",
            header = "Confirm that the answer is what was asked for.")
    static final class Confirm extends Spoken {
        Confirm() {
            super(CaseStep.CONFIRM, "Close it when nothing more is to be said.");
        }
    }

    /** {@code hub case close}. */
    @Command(
            mixinStandardHelpOptions = true,
            name = "close",
            header = "Close a case that is confirmed, refused or withdrawn.")
    static final class Close extends Spoken {
        Close() {
            super(CaseStep.CLOSE, "");
        }
    }

    /** {@code hub case withdraw}. */
    @Command(
            mixinStandardHelpOptions = true,
            name = "withdraw",
            header = "Take your own request back, with the reason.")
    static final class Withdraw extends Spoken {
        Withdraw() {
            super(CaseStep.WITHDRAW, "");
        }

        @Override
        Transition.Words words() throws Ended {
            return Transition.Words.text(said.must("why"));
        }
    }
}
