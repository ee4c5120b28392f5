package org.hublink.client;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.hublink.primitives.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command speaks: to a person, or to a machine. Every command mixes it in under the name {@link #MIXIN}. */
public final class OutputOptions {
    /** The name under which each command mixes these options in. */
    public static final String MIXIN = "output";

    @Option(names = "--json", description = "One JSON object on standard output and nothing else.")
    boolean json;

    private @Nullable PrintStream out;
    private boolean captured;
    private @Nullable Screen screen;

    /** The person's screen; silent with {@code --json}. */
    public Screen screen() {
        var made = screen;
        if (made == null) {
            made = captured ? new Screen(out(), false, false, json, Screen.WIDTH_DEFAULT) : Screen.of(out(), json);
            screen = made;
        }
        return made;
    }

    public boolean json() {
        return json;
    }

    /** Prints the answer for a machine; nothing without {@code --json}. */
    public void answer(Json.Builder answer) {
        if (json) {
            out().println(new String(Json.write(answer.build()), StandardCharsets.UTF_8));
        }
    }

    /** The same for an answer that is written already. */
    public void answer(byte[] answer) {
        if (json) {
            plain(answer);
        }
    }

    /** Prints JSON that was asked for as such. */
    void plain(byte[] text) {
        out().println(new String(text, StandardCharsets.UTF_8));
    }

    /** Prints to {@code stream}, which is no terminal. */
    void capture(PrintStream stream) {
        out = stream;
        captured = true;
    }

    private PrintStream out() {
        var made = out;
        if (made == null) {
            made = Screen.standardOutput();
            out = made;
        }
        return made;
    }
}
