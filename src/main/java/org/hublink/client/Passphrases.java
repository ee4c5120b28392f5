package org.hublink.client;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where passphrases come from: a terminal or a file, never an argument that other users of the machine can read. */
final class Passphrases {
    /** A new vault is refused with less: the file may be copied, and guessed at for years. */
    static final int FRESH_CHARS_MIN = 12;

    private static final int FILE_BYTES_MAX = 4096;

    private Passphrases() {}

    /** The passphrase of a vault that exists. */
    static String known(@Nullable Path file, String vault) throws IOException, Ended {
        return file == null ? typed("Passphrase of " + vault + ": ") : firstLine(file);
    }

    /** The passphrase of a vault to be made; typed twice at a terminal. */
    static String fresh(@Nullable Path file, String vault) throws IOException, Ended {
        if (file != null) {
            return longEnough(firstLine(file));
        }
        var first =
                longEnough(typed("New passphrase for " + vault + ", at least " + FRESH_CHARS_MIN + " characters: "));
        if (!first.equals(typed("Once more: "))) {
            throw Ended.local("passphrase-differs", "The two passphrases are not the same; nothing was made.");
        }
        return first;
    }

    private static String longEnough(String passphrase) throws Ended {
        if (passphrase.codePointCount(0, passphrase.length()) < FRESH_CHARS_MIN) {
            throw Ended.local(
                    "passphrase-too-short",
                    "The passphrase of a new vault has at least " + FRESH_CHARS_MIN + " characters; nothing was made.");
        }
        return passphrase;
    }

    private static String firstLine(Path file) throws IOException, Ended {
        if (PrivateFiles.readableByOthers(file)) {
            throw Ended.local(
                    "passphrase-file-open",
                    "Other users of this machine can read " + file + "; chmod 600 " + file + " and try again.");
        }
        var text = new String(PrivateFiles.read(file, FILE_BYTES_MAX), StandardCharsets.UTF_8);
        int end = text.indexOf('\n');
        var line = end < 0 ? text : text.substring(0, end);
        var passphrase = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        if (passphrase.isEmpty()) {
            throw Ended.local("passphrase-missing", "The first line of " + file + " is empty.");
        }
        return passphrase;
    }

    private static String typed(String prompt) throws Ended {
        char[] typed = terminal("passphrase-missing", "--passphrase-file").readPassword("%s", prompt);
        if (typed == null || typed.length == 0) {
            throw Ended.local("passphrase-missing", "No passphrase was typed.");
        }
        return String.valueOf(typed);
    }

    /** Whoever sits there, or a sentence that names the option for scripts. */
    @SuppressWarnings("SystemConsoleNull") // Terminals has looked whether a person is there.
    static Console terminal(String code, String option) throws Ended {
        var console = Terminals.attached() ? System.console() : null;
        if (console == null) {
            throw Ended.local(code, "There is no terminal to ask at; use " + option + ".");
        }
        return console;
    }
}
