package org.hublink.client;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a person sees: colours on a terminal only ({@code NO_COLOR} is respected), progress on long work, lines of at most 100
 * columns. With {@code --json} nothing of it is printed but errors.
 */
public final class Screen {
    static final int WIDTH_DEFAULT = 80;
    private static final int WIDTH_MAX = 100;

    private final PrintStream out;
    private final boolean colour;
    private final boolean terminal;
    private final boolean quiet;
    private final int width;

    Screen(PrintStream out, boolean colour, boolean terminal, boolean quiet, int width) {
        this.out = out;
        this.colour = colour;
        this.terminal = terminal;
        this.quiet = quiet;
        this.width = Math.min(WIDTH_MAX, width);
    }

    /** The screen of this process: {@code json} silences it, so that standard output carries JSON alone. */
    static Screen of(PrintStream out, boolean json) {
        var env = System.getenv();
        boolean terminal = Terminals.attached() && !"dumb".equals(env.get("TERM"));
        boolean colour = terminal && !json && env.getOrDefault("NO_COLOR", "").isEmpty();
        return new Screen(out, colour, terminal, json, widthOf(env));
    }

    /** Standard output in UTF-8, whatever the locale says. */
    static PrintStream standardOutput() {
        return new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    }

    /** A screen without colour and moving progress, for captured output. */
    public static Screen plain(PrintStream out) {
        return new Screen(out, false, false, false, WIDTH_DEFAULT);
    }

    private static int widthOf(Map<String, String> env) {
        try {
            return Math.max(40, Integer.parseInt(env.getOrDefault("COLUMNS", "")));
        } catch (NumberFormatException unset) {
            return WIDTH_DEFAULT;
        }
    }

    public void line(String text) {
        if (!quiet) {
            out.println(text);
        }
    }

    public void line() {
        line("");
    }

    public void title(String text) {
        line();
        line(paint("1", text));
    }

    /** Something that holds. */
    public void good(String text) {
        line(paint("32", "✓") + " " + text);
    }

    /** Something that does not hold. */
    public void bad(String text) {
        line(paint("31", "✗") + " " + text);
    }

    public void warn(String text) {
        line(paint("33", "!") + " " + text);
    }

    public void dim(String text) {
        line(paint("2", text));
    }

    /** A sentence broken at the width of the terminal, each line behind {@code indent} spaces. */
    public void prose(int indent, String text) {
        for (var part : Columns.wrap(text, width - indent)) {
            line(" ".repeat(indent) + part);
        }
    }

    public void table(Table table) {
        boolean head = true;
        for (var row : table.lines(width)) {
            line(head ? paint("2", row) : row);
            head = false;
        }
    }

    /** {@code text} in an ANSI colour, as it is where colours are off. */
    public String paint(String ansi, String text) {
        return colour ? "\u001b[" + ansi + "m" + text + "\u001b[0m" : text;
    }

    public String bold(String text) {
        return paint("1", text);
    }

    public int width() {
        return width;
    }

    /** Starts showing how far a long piece of work is; {@code total} 0 when unknown. */
    public Progress progress(String label, long total) {
        return new Progress(this, label, total);
    }

    boolean moves() {
        return terminal && !quiet;
    }

    void rewrite(String text) {
        out.print("\r\u001b[K" + text);
        out.flush();
    }
}
