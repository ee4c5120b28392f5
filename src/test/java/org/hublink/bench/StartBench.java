package org.hublink.bench;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.hublink.app.Main;

/**
 * How long a first and a next start take, each in a JVM of its own: of PostgreSQL alone (unpack, make, ready) and of the whole
 * server (process start to the sentence that it serves).
 */
final class StartBench implements BenchProgram {
    private static final int ROUNDS = 3;
    private static final long FIRST_MS_MAX = 6_000;
    private static final long NEXT_MS_MAX = 1_000;
    private static final long END_SECONDS_MAX = 60;
    private static final String SAID = "started in ";

    @Override
    public Map<String, Object> run(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("start-bench");
        List<JsonObject> first = new ArrayList<>();
        List<JsonObject> next = new ArrayList<>();
        List<Server> firstServer = new ArrayList<>();
        List<Server> nextServer = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            Path alone = folder.resolve("pg" + round);
            first.add(postgres(alone));
            next.add(postgres(alone));
            Path data = folder.resolve("data" + round);
            firstServer.add(server(folder, data));
            nextServer.add(server(folder, data));
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        long firstMs = median(first, "all-ms");
        long nextMs = median(next, "all-ms");
        figures.put("postgres-first-ms", firstMs);
        figures.put("postgres-first-ms-max", FIRST_MS_MAX);
        figures.put("postgres-first-unpack-ms", median(first, "unpack-ms"));
        figures.put("postgres-first-make-and-ready-ms", median(first, "make-and-ready-ms"));
        figures.put("postgres-next-ms", nextMs);
        figures.put("postgres-next-ms-max", NEXT_MS_MAX);
        figures.put("server-first-ms", median(firstServer.stream().mapToLong(Server::millis)));
        figures.put("server-first-steps", firstServer.get(ROUNDS - 1).steps());
        figures.put("server-next-ms", median(nextServer.stream().mapToLong(Server::millis)));
        figures.put("server-next-steps", nextServer.get(ROUNDS - 1).steps());
        figures.put("rounds", ROUNDS);
        figures.put("passed", firstMs <= FIRST_MS_MAX && nextMs <= NEXT_MS_MAX);
        delete(folder);
        return figures;
    }

    private static JsonObject postgres(Path home) throws Exception {
        Process process = java(StartOnce.class, home.toString());
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        ended(process);
        return new JsonObject(said);
    }

    /** Milliseconds from the process's start, and what the server says of its own steps. */
    private record Server(long millis, String steps) {}

    private static Server server(Path folder, Path data) throws Exception {
        Path config = folder.resolve("hub.yaml");
        Files.writeString(config, "http: {port: 0}\n");
        Files.copy(
                Path.of("config", "logback.xml"), folder.resolve("logback.xml"), StandardCopyOption.REPLACE_EXISTING);
        long begin = System.nanoTime();
        Process process = java(Main.class, "serve", "--config", config.toString(), "--data", data.toString());
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int at = line.indexOf(SAID);
                if (at >= 0) {
                    long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
                    process.destroy();
                    ended(process);
                    return new Server(millis, line.substring(at + SAID.length()).replaceAll("\".*", ""));
                }
            }
        }
        throw new IllegalStateException("the server did not start");
    }

    private static Process java(Class<?> main, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(Arrays.asList(args));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void ended(Process process) throws InterruptedException {
        if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("the process does not end");
        }
    }

    private static long median(List<JsonObject> runs, String figure) {
        return median(runs.stream().mapToLong(run -> run.getLong(figure)));
    }

    private static long median(LongStream values) {
        long[] sorted = values.sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            all.sorted((a, b) -> b.compareTo(a)).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException cause) {
                    throw new UncheckedIOException(cause);
                }
            });
        }
    }
}
