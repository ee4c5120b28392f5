package org.hublink.client;

/** Whether a person sits in front of standard output. */
final class Terminals {
    private Terminals() {}

    /** Before JDK 22 a console exists for a terminal only; since then it must be asked. */
    @SuppressWarnings("SystemConsoleNull") // Both answers are taken.
    static boolean attached() {
        var console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException beforeJdk22) {
            return true;
        }
    }
}
