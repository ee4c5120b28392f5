package org.hublink.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.hublink.engine.CaseBook;
import org.hublink.engine.Wish;
import org.hublink.jvm.JvmHome;
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

    /** What the person called the case. */
    abstract String named();

    /** The step as it is to be taken; some depend on the side of the case that one's desk stands on. */
    abstract CaseStep step(CaseBook book, String conversation);

    abstract Transition.Words words() throws Ended;

    /** What the other side does next, for whoever waits for it. */
    abstract String then();

    @Override
    public Integer call() throws IOException, Ended {
        var home = JvmHome.system();
        var labels = cases.words(home);
        var words = words();
        try (var client = cases.open(home, screen())) {
            var book = CaseOptions.connected(client);
            var id = CaseOptions.find(book, named());
            var step = step(book, id);
            CaseOptions.ended(client, client.runAndSettle(new Wish.Step(id, step, words)), id);
            var at = book.story(id).position();
            CaseOptions.sent(
                    client, id, screen(), labels.step(step) + ": the case is now " + labels.state(at) + ". " + then());
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

    /** {@code hub case ack}. */
    @Command(
            mixinStandardHelpOptions = true,
            name = "ack",
            header = "Acknowledge: your desk has seen it. The alarm stops for everybody.")
    static final class Ack extends CaseStepCommand {
        @Parameters(index = "0", paramLabel = "CASE", description = "Beginning of its id, or the reference.")
        private String named = "";

        @Override
        String named() {
            return named;
        }

        @Override
        CaseStep step(CaseBook book, String conversation) {
            return CaseStep.ACKNOWLEDGE;
        }

        @Override
        Transition.Words words() {
            return Transition.Words.NONE;
        }

        @Override
        String then() {
            return "Now accept, ask back or refuse.";
        }
    }

    /** {@code hub case accept}. */
    @Command(mixinStandardHelpOptions = true, name = "accept", header = "Accept: your desk will answer.")
    static final class Accept extends CaseStepCommand {
        @Mixin
        private Said said = new Said();

        @Override
        String named() {
            return said.named;
        }

        @Override
        CaseStep step(CaseBook book, String conversation) {
            return CaseStep.ACCEPT;
        }

        @Override
        Transition.Words words() {
            return said.may();
        }

        @Override
        String then() {
            return "The clock of the answer runs.";
        }
    }

    /** {@code hub case clarify}. */
    @Command(
            mixinStandardHelpOptions = true,
            name = "clarify",
            header = "Ask the other desk what is unclear; the desk that asked first answers with the same command.")
    static final class Clarify extends CaseStepCommand {
        @Mixin
        private Said said = new Said();

        @Override
        String named() {
            return said.named;
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

        @Override
        String then() {
            return "";
        }
    }

    /** {@code hub case refuse}. */
    @Command(mixinStandardHelpOptions = true, name = "refuse", header = "Refuse, with the ground by its code.")
    static final class Refuse extends CaseStepCommand {
        @Mixin
        private Said said = new Said();

        @Override
        String named() {
            return said.named;
        }

        @Option(
                names = "--ground",
                required = true,
                paramLabel = "CODE",
                description = "not-competent, law-forbids, no-dual-criminality, incomplete, no-data, order-needed,"
                        + " disproportionate, investigation-harmed, duplicate.")
        private String ground = "";

        @Override
        CaseStep step(CaseBook book, String conversation) {
            return CaseStep.REFUSE;
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

        @Override
        String then() {
            return "The other desk closes it.";
        }
    }

    /** {@code hub case answer}. */
    @Command(mixinStandardHelpOptions = true, name = "answer", header = "Answer what was asked.")
    static final class Answer extends CaseStepCommand {
        @Mixin
        private Said said = new Said();

        @Override
        String named() {
            return said.named;
        }

        @Override
        CaseStep step(CaseBook book, String conversation) {
            return CaseStep.ANSWER;
        }

        @Override
        Transition.Words words() throws Ended {
            return Transition.Words.text(said.must("the answer"));
        }

        @Override
        String then() {
            return "The desk that asked confirms it.";
        }
    }

    /** {@code hub case confirm}. */
    @Command(
            mixinStandardHelpOptions = true,
            name = "confirm",
            header = "Confirm that the answer is what was asked for.")
    static final class Confirm extends CaseStepCommand {
        @Mixin
        private Said said = new Said();

        @Override
        String named() {
            return said.named;
        }

        @Override
        CaseStep step(CaseBook book, String conversation) {
            return CaseStep.CONFIRM;
        }

        @Override
        Transition.Words words() {
            return said.may();
        }

        @Override
        String then() {
            return "Close it when nothing more is to be said.";
        }
    }

    /** {@code hub case close}. */
    @Command(
            mixinStandardHelpOptions = true,
            name = "close",
            header = "Close a case that is confirmed, refused or withdrawn.")
    static final class Close extends CaseStepCommand {
        @Mixin
        private Said said = new Said();

        @Override
        String named() {
            return said.named;
        }

        @Override
        CaseStep step(CaseBook book, String conversation) {
            return CaseStep.CLOSE;
        }

        @Override
        Transition.Words words() {
            return said.may();
        }

        @Override
        String then() {
            return "";
        }
    }

    /** {@code hub case withdraw}. */
    @Command(
            mixinStandardHelpOptions = true,
            name = "withdraw",
            header = "Take your own request back, with the reason.")
    static final class Withdraw extends CaseStepCommand {
        @Mixin
        private Said said = new Said();

        @Override
        String named() {
            return said.named;
        }

        @Override
        CaseStep step(CaseBook book, String conversation) {
            return CaseStep.WITHDRAW;
        }

        @Override
        Transition.Words words() throws Ended {
            return Transition.Words.text(said.must("why"));
        }

        @Override
        String then() {
            return "";
        }
    }
}
