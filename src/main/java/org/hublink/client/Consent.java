package org.hublink.client;

import java.util.Locale;
import picocli.CommandLine.Option;

/** The person's own yes, or {@code --yes} of a script: mixed into every command that signs or takes something away. */
final class Consent {
    @Option(names = "--yes", description = "Do not ask.")
    private boolean given;

    /** Asks the person; anything but yes ends the command and nothing is signed. */
    void ask(String question) throws Ended {
        if (!given) {
            ask(question, "--yes");
        }
    }

    /** Asks in any case; {@code option} answers it where there is no terminal. */
    static void ask(String question, String option) throws Ended {
        var answer = Passphrases.terminal("not-confirmed", option).readLine("%s (yes/no) ", question);
        if (answer == null || !answer.strip().toLowerCase(Locale.ROOT).equals("yes")) {
            throw Ended.refused("not-confirmed", "Not confirmed; nothing was signed.");
        }
    }
}
