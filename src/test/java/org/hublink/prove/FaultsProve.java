package org.hublink.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hublink.bench.Program;

/**
 * {@code ./hub prove faults [--part log|messages] [--rounds 50] [--seed N] [--state FILE] [--talk-millis 1500]}: kills the server's JVM, its PostgreSQL, one backend of
 * it, or JVM and PostgreSQL, at random moments while statements are published, and looks whether all that was acknowledged is
 * still in the one log that was shown. The part {@code messages} does so to two nodes and four clients in a conversation, cuts
 * their connections too, and looks whether everything said was heard once by all whom it was for. With {@code --state} a run
 * that was cut goes on at its round.
 */
final class FaultsProve implements ProveProgram {
    private static final String ROUNDS = "50";
    private static final String TALK_MILLIS = "1500";

    @Override
    public Map<String, Object> run(String[] args) throws Exception {
        int rounds = Integer.parseInt(Program.option(args, "--rounds", ROUNDS));
        int talkMillis = Integer.parseInt(Program.option(args, "--talk-millis", TALK_MILLIS));
        String given = Program.option(args, "--state", "");
        Path target = Files.createDirectories(Path.of("target"));
        Path own = Files.createTempDirectory(target.toAbsolutePath(), "faults");
        Path file = given.isEmpty() ? own.resolve("state") : Path.of(given);
        Map<String, Object> figures = Program.option(args, "--part", "log").equals("messages")
                ? talk(FaultsTalkState.open(file, Program.seedOf(args)), rounds, talkMillis)
                : run(FaultsState.open(file, Program.seedOf(args)), rounds);
        if (Boolean.TRUE.equals(figures.get("passed")) || !given.isEmpty()) delete(own);
        return figures;
    }

    /** Goes on to that many rounds. */
    static Map<String, Object> run(FaultsState state, int rounds) throws Exception {
        System.err.println("seed " + state.seed() + ", from round " + (state.rounds() + 1) + ", in " + state.folder());
        Consumer<String> people = System.err::println;
        try (FaultsRun run = new FaultsRun(state, people)) {
            while (state.rounds() < rounds && run.allWell()) run.round();
            return run.end();
        }
    }

    /** The same for conversations. */
    static Map<String, Object> talk(FaultsTalkState state, int rounds, int talkMillis) throws Exception {
        System.err.println("seed " + state.seed() + ", from round " + (state.rounds() + 1) + ", in " + state.folder());
        Consumer<String> people = System.err::println;
        try (FaultsTalkRun run = new FaultsTalkRun(state, talkMillis, people)) {
            while (state.rounds() < rounds && run.allWell()) run.round();
            return run.end();
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.walk(folder)) {
            all = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path one : all) Files.delete(one);
    }
}
