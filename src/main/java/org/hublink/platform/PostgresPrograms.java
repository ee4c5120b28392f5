package org.hublink.platform;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs PostgreSQL's programs. They refuse to run as root, so root starts them in a user namespace of their own, where they
 * see themselves as nobody and still own their files; a session of their own keeps a terminal's Ctrl-C from them.
 */
final class PostgresPrograms {
    private static final long PROGRAM_SECONDS_MAX = 120;

    private final Path bin;
    private final Path log;
    private final List<String> prefix;

    PostgresPrograms(Path binaries, Path log) throws IOException {
        this.bin = binaries.resolve("bin");
        this.log = log;
        this.prefix = prefix();
    }

    /** Runs a program to its end. */
    int run(String program, String... arguments) throws IOException {
        Process process = spawn(program, List.of(arguments));
        try {
            if (!process.waitFor(PROGRAM_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(program + " did not end");
            }
            return process.exitValue();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            throw new IOException("interrupted", stop);
        }
    }

    Process spawn(String program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(bin.resolve(program).toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("TZ", "UTC");
        return builder.start();
    }

    private static List<String> prefix() throws IOException {
        List<String> prefix = new ArrayList<>();
        if (onPath("setsid")) {
            prefix.add("setsid");
        }
        if ("root".equals(System.getProperty("user.name"))) {
            if (!namespaceWorks()) {
                throw new CannotStart("PostgreSQL does not run as root and this machine allows no user namespaces: "
                        + "start Hublink as an ordinary user, or name an outside server under database.url.");
            }
            prefix.addAll(List.of("unshare", "-U"));
        }
        return prefix;
    }

    private static boolean namespaceWorks() throws IOException {
        if (!onPath("unshare")) {
            return false;
        }
        try {
            return new ProcessBuilder("unshare", "-U", "true")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stop);
        }
    }

    private static boolean onPath(String program) {
        String path = System.getenv("PATH");
        if (path == null) {
            return false;
        }
        for (String folder : path.split(File.pathSeparator, -1)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }
}
