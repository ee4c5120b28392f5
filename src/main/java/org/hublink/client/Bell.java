package org.hublink.client;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Rings by running a program of the duty room: the line as its one argument, the parts of it in its environment. No shell
 * reads any of it, and nothing that a server wrote is in it but ids and codes.
 */
final class Bell implements Consumer<Watch.Ring> {
    /** Programs that run at one time; the oldest is ended for the next. */
    static final int RUNNING_MAX = 4;

    private static final long RUN_SECONDS_MAX = 60;

    private final String program;
    private final Consumer<String> failed;
    private final Deque<Process> running = new ArrayDeque<>();

    /** @param failed is told in a sentence when the program did not start */
    Bell(String program, Consumer<String> failed) {
        this.program = program;
        this.failed = failed;
    }

    @Override
    public void accept(Watch.Ring ring) {
        running.removeIf(process -> !process.isAlive());
        while (running.size() >= RUNNING_MAX) {
            running.remove().destroyForcibly();
        }
        var builder = new ProcessBuilder(List.of(program, ring.text()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        var environment = builder.environment();
        environment.put("HUBLINK_TEXT", ring.text());
        environment.put("HUBLINK_ALERT", ring.alert());
        environment.put("HUBLINK_DESK", ring.desk());
        environment.put("HUBLINK_URGENCY", ring.urgency());
        environment.put("HUBLINK_STEP", ring.step());
        try {
            var process = builder.start();
            try (OutputStream nothing = process.getOutputStream()) {
                nothing.flush();
            }
            var unused = process.onExit()
                    .orTimeout(RUN_SECONDS_MAX, TimeUnit.SECONDS)
                    .whenComplete((done, late) -> {
                        if (late != null) {
                            process.destroyForcibly();
                        }
                    });
            running.add(process);
        } catch (IOException broken) {
            failed.accept("The program " + program + " does not run: " + broken.getMessage() + ".");
        }
    }
}
