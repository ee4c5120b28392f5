package org.hublink.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs one program by name, prints its figures as JSON on standard output and for people on standard error. */
public final class Program {
    /** What stands in a program's table: the same shape for benches and fault drivers. */
    public interface Body {
        /**
         * Runs and answers numbers, texts, truth values, lists and maps of them, in the order to be shown.
         *
         * @param args what stood behind the name, with {@code --seed N} always among it
         */
        Map<String, Object> run(String[] args) throws Exception;
    }

    private Program() {}

    /** The exit code: 0 when all went well, 1 when the program said {@code "passed", false} or broke, 2 for a wrong call. */
    public static int run(
            String kind, Map<String, ? extends Body> programs, String[] args, PrintStream out, PrintStream people) {
        Body body = args.length == 0 ? null : programs.get(args[0]);
        if (body == null) {
            people.println("usage: ./hub " + kind + " NAME [--seed N] …   with NAME one of " + programs.keySet());
            return 2;
        }
        String[] rest = withSeed(Arrays.copyOfRange(args, 1, args.length));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(kind, args[0]);
        answer.put("commit", commit());
        answer.put("seed", seedOf(rest));
        answer.put("load-before", load());
        answer.put("cores", Runtime.getRuntime().availableProcessors());
        answer.put("jdk", Runtime.version().toString());
        boolean passed;
        try {
            answer.putAll(body.run(rest));
            passed = !Boolean.FALSE.equals(answer.get("passed"));
        } catch (Exception e) {
            answer.put("broke", e.toString());
            e.printStackTrace(people);
            passed = false;
        }
        answer.put("load-after", load());
        show(answer, "", people);
        out.println(new JsonObject(answer).encode());
        return passed ? 0 : 1;
    }

    /** Adds a fresh seed where none was given, so that every run can be repeated. */
    private static String[] withSeed(String[] args) {
        if (Arrays.asList(args).contains("--seed")) return args;
        String[] more = Arrays.copyOf(args, args.length + 2);
        more[args.length] = "--seed";
        more[args.length + 1] = String.valueOf(new SecureRandom().nextLong() >>> 16);
        return more;
    }

    /** The seed among a program's arguments. */
    public static long seedOf(String[] args) {
        return Long.parseLong(option(args, "--seed", "0"));
    }

    /** The word behind an option, or what stands for it when it was not given. */
    public static String option(String[] args, String name, String otherwise) {
        int at = Arrays.asList(args).indexOf(name);
        return at < 0 || at + 1 >= args.length ? otherwise : args[at + 1];
    }

    private static void show(Map<?, ?> answer, String indent, PrintStream people) {
        answer.forEach((key, value) -> {
            if (value instanceof Map<?, ?> inner) {
                people.println(indent + key);
                show(inner, indent + "  ", people);
            } else {
                people.printf("%s%-28s %s%n", indent, key, value);
            }
        });
    }

    private static double load() {
        return Math.round(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage() * 100) / 100.0;
    }

    private static String commit() {
        try {
            Process git = new ProcessBuilder(List.of("git", "rev-parse", "--short=12", "HEAD")).start();
            String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return git.waitFor(5, TimeUnit.SECONDS) && git.exitValue() == 0 ? answer : "unknown";
        } catch (IOException noGit) {
            return "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}
