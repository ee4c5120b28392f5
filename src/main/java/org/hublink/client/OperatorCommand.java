package org.hublink.client;

import java.io.IOException;
import org.hublink.jvm.JvmHome;
import picocli.CommandLine.Mixin;

/** A command of an operator, who is signed in while it works. */
abstract class OperatorCommand extends HubCommand {
    @Mixin
    private ClientOptions own = new ClientOptions();

    private int exitCode = ExitCode.DONE;

    @Override
    public final Integer call() throws IOException, Ended {
        prepare();
        try (var operator = OperatorClient.open(own, JvmHome.system())) {
            work(operator);
            return exitCode;
        }
    }

    /** Refuses what can be refused before a passphrase is asked for. */
    void prepare() throws IOException, Ended {}

    /** Whose vault this is. */
    final ClientOptions own() {
        return own;
    }

    /** For work that has said by itself what was refused. */
    final void endWith(int code) {
        exitCode = code;
    }

    abstract void work(OperatorClient operator) throws IOException, Ended;

    /** Says and answers what became of a signature, and waits for its publication if it was logged. */
    final void done(OperatorClient operator, OperatorClient.Outcome outcome, String what) throws IOException, Ended {
        if (outcome.logged()) {
            operator.awaitPublished(outcome.index());
        }
        Spoken.outcome(this, outcome, what);
        output().answer(Spoken.json(outcome));
    }
}
