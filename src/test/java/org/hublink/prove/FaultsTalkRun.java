package org.hublink.prove;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.hublink.client.Ended;
import org.hublink.client.ExitCode;
import org.hublink.client.PrivateFiles;
import org.hublink.demo.TalkCrew;
import org.hublink.engine.View;
import org.hublink.engine.Wish;
import org.hublink.platform.EmbeddedPostgres;
import org.hublink.platform.TestData;

/**
 * Four clients of two countries in one case, two nodes on one PostgreSQL, and a round of faults after the other: nodes and
 * PostgreSQL are killed, connections cut, clients killed, an officer taken off the roster and brought back.
 */
final class FaultsTalkRun implements AutoCloseable {
    static final List<String> FAULTS = List.of("first", "second", "nodes", "postgres", "all", "cut");
    private static final long JOIN_MILLIS_MAX = 180_000;
    private static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long WAIT_NANOS = TimeUnit.SECONDS.toNanos(120);
    /** In a period of so many rounds somebody leaves once, comes back once, and a store is restored once. */
    private static final int PERIOD = 8;

    private static final int LEAVES_AT = 2;
    private static final int RETURNS_AT = 5;
    private static final int RESTORED_AT = 3;

    private final FaultsTalkState state;
    private final int talkMillis;
    private final Consumer<String> people;
    private final Vertx vertx = Vertx.vertx();
    private final TalkCrew crew;
    private final EmbeddedPostgres postgres;
    private final List<FaultsNode> nodes = new ArrayList<>();
    private final List<FaultsTalker> talkers = new ArrayList<>();
    private final Thread hook = new Thread(this::endAnyhow, "end");
    private final String origin;
    private final FaultsSaid said;
    private final FaultsLedger ledger;
    private final FaultsTalkJudge judge;
    private final FaultsRace race;
    private final List<String> reasons = new ArrayList<>();
    private int restored;

    /**
     * Begins, or goes on where a run was cut.
     *
     * @param talkMillis that clients live in a round at least; at most twice as long
     */
    FaultsTalkRun(FaultsTalkState state, int talkMillis, Consumer<String> people) throws IOException, Ended {
        this.state = state;
        this.talkMillis = talkMillis;
        this.people = people;
        Path folder = state.folder();
        Path home = folder.resolve("postgres");
        if (!Files.exists(home)) {
            TestData.prepared(home);
        }
        crew = new TalkCrew(folder.resolve("crew"));
        Runtime.getRuntime().addShutdownHook(hook);
        postgres = EmbeddedPostgres.start(home.resolve("pg"), step -> {});
        said = new FaultsSaid(folder.resolve("said"));
        origin = "http://127.0.0.1:" + state.port(0);
        for (int i = 0; i < 2; i++) {
            Path data = folder.resolve("node" + i);
            keys(data);
            adopts(folder.resolve("node0"), data);
            nodes.add(FaultsNode.start(data, home.resolve("pg"), origin, state.port(i)));
            nodes.get(i).untilServing();
        }
        if (!crew.founded()) {
            crew.publish(origin);
        }
        ledger = new FaultsLedger(vertx, postgres.address(), said);
        for (int i = 0; i < TalkCrew.NAMES.size(); i++) {
            talkers.add(new FaultsTalker(TalkCrew.NAMES.get(i), crew, said, nodes, state.seed() + i));
        }
        judge = new FaultsTalkJudge(said, ledger, talkers, crew.device(TalkCrew.LEAVER));
        if (state.conversation().isEmpty()) {
            begin();
        } else if (!state.left() && !leaver().sees(state.conversation(), leaver().device)) {
            // Cut between his return to the roster and his return to the case.
            bringBack();
            settle();
        }
        race = new FaultsRace(crew, said, nodes, folder, origin);
    }

    /** All nodes are one server: the same keys, and the same root. */
    private void keys(Path data) throws IOException {
        if (Files.exists(data.resolve("keys"))) {
            return;
        }
        PrivateFiles.folder(data.resolve("keys"));
        for (String name : List.of("log.key", "cosigner.key", "root.pin")) {
            PrivateFiles.replace(
                    data.resolve("keys").resolve(name),
                    Files.readAllBytes(crew.serverFolder().resolve("keys").resolve(name)));
        }
    }

    /** A further node signs on from what the first has signed (L5), as its operator says once. */
    private static void adopts(Path first, Path data) throws IOException {
        Path head = first.resolve("log-head");
        if (Files.exists(head) && !Files.exists(data.resolve("log-head"))) {
            PrivateFiles.replace(data.resolve("log-head"), Files.readAllBytes(head));
        }
    }

    private void begin() throws IOException, Ended {
        for (FaultsTalker one : talkers) {
            until(
                    one.name + " cannot connect",
                    () -> one.run(new Wish.Connect()).clean());
        }
        FaultsTalker paris = talkers.get(0);
        View.Finished opened = paris.run(new Wish.OpenCase(crew.request(), TalkCrew.DESK));
        if (!opened.clean()) {
            throw new IOException("no case: " + opened);
        }
        state.conversation(paris.book().conversations().get(0));
        settle();
    }

    /** One round; what it found stands among the faults. */
    void round() throws IOException, Ended, InterruptedException {
        int number = state.rounds() + 1;
        SplittableRandom random = new SplittableRandom(state.seed() * 31 + number);
        String fault = FAULTS.get(random.nextInt(FAULTS.size()));
        boolean leaves = number % PERIOD == LEAVES_AT && !state.left();
        boolean returns = number % PERIOD == RETURNS_AT && state.left();
        boolean restores = number % PERIOD == RESTORED_AT;
        FaultsTalker rio = talkers.get(2);
        long sentBefore = ledger.sent(rio.device);
        if (restores) {
            rio.keepsCopy("copy" + number);
        }
        long millis = (long) talkMillis + random.nextInt(talkMillis);
        List<Thread> threads = talk(random, leaves, returns, millis);
        if (leaves || returns) {
            // On the roster from the first moment of the fault to its end: the races are the point.
            roster(returns);
        }
        pause(random.nextLong(millis / 2));
        long began = System.nanoTime();
        strike(fault, random);
        if (random.nextBoolean()) {
            judge.asksForPackages(nodes, random.nextInt(talkers.size()));
        }
        for (Thread thread : threads) {
            thread.join(JOIN_MILLIS_MAX);
            if (thread.isAlive()) {
                said.fault(thread.getName() + " hangs");
            }
        }
        for (FaultsTalker one : talkers) {
            one.proxy.bad(false);
        }
        for (FaultsNode node : nodes) {
            node.untilServing();
        }
        if (returns) {
            bringBack();
        }
        if (leaves) {
            until("nobody removes the one who left", () -> {
                for (FaultsTalker one : staying()) {
                    connected(one);
                }
                return staying().stream().noneMatch(one -> one.sees(state.conversation(), leaver().device));
            });
        }
        settle();
        if (restores) {
            // A copy of a store that has sent nothing since is that store: there is nothing to be told from.
            until("nothing is sent after the copy", () -> {
                rio.say(state.conversation(), leaver().device, false);
                return ledger.sent(rio.device) > sentBefore;
            });
            settle();
            restored(rio, "copy" + number);
        }
        race.run();
        judge.round(state.conversation(), state.left(), nodes);
        ledger.anHourPasses();
        state.round(fault + (leaves ? "+leaves" : returns ? "+returns" : ""));
        people.accept(String.format(
                "round %d: %s%s%s, settled after %.1f s, %d said, %d faults",
                number,
                fault,
                leaves ? ", one leaves" : returns ? ", one returns" : "",
                restores ? ", a store restored" : "",
                (System.nanoTime() - began) / 1e9,
                said.all().size(),
                said.faults().size()));
    }

    private FaultsTalker leaver() {
        return talkers.get(TalkCrew.NAMES.indexOf(TalkCrew.LEAVER));
    }

    private List<FaultsTalker> staying() {
        return talkers.stream().filter(one -> one != leaver()).toList();
    }

    private List<Thread> talk(SplittableRandom random, boolean leaves, boolean returns, long millis) {
        List<Thread> threads = new ArrayList<>();
        boolean absent = state.left() || leaves;
        for (FaultsTalker one : talkers) {
            long seed = random.nextLong();
            // Whoever is off the roster has nothing to say; what he hears is the question.
            boolean silent = one == leaver() && (absent || returns);
            one.proxy.bad(random.nextInt(3) == 0);
            Thread thread = new Thread(
                    () -> {
                        if (!silent) {
                            one.live(state.conversation(), leaver().device, leaves || returns, seed, millis);
                        }
                    },
                    one.name);
            thread.start();
            threads.add(thread);
        }
        return threads;
    }

    private void strike(String fault, SplittableRandom random) throws IOException {
        switch (fault) {
            case "first" -> nodes.get(0).killAndStart();
            case "second" -> nodes.get(1).killAndStart();
            case "postgres" -> killPostgres();
            case "nodes" -> {
                nodes.get(0).killAndStart();
                nodes.get(1).killAndStart();
            }
            case "all" -> {
                killPostgres();
                nodes.get(random.nextInt(2)).killAndStart();
            }
            default -> {
                for (FaultsTalker one : talkers) {
                    one.proxy.bad(true);
                    one.proxy.cut();
                }
            }
        }
    }

    private void killPostgres() {
        ProcessHandle.of(postgres.pid()).ifPresent(ProcessHandle::destroyForcibly);
    }

    private void roster(boolean all) throws IOException, Ended {
        int version = state.roster() + 1;
        until("the roster is not taken", () -> {
            try {
                crew.roster(origin, version, all);
                return true;
            } catch (Ended away) {
                if (away.exitCode() != ExitCode.UNREACHABLE) {
                    throw away;
                }
                return false;
            }
        });
        state.roster(!all);
    }

    private void bringBack() throws IOException, Ended {
        SplittableRandom random = new SplittableRandom(state.seed() + state.rounds());
        until("the one who left is not brought back", () -> {
            FaultsTalker host = staying().get(random.nextInt(staying().size()));
            connected(leaver());
            connected(host);
            List<String> heard = host.heard(new Wish.BringIn(state.conversation(), TalkCrew.DESK));
            if (!heard.isEmpty()) {
                people.accept("  " + host.name + " brings back: " + heard);
            }
            connected(host);
            connected(leaver());
            return leaver().sees(state.conversation(), leaver().device);
        });
    }

    /** Everybody connects until nothing waits and all that was promised has come. */
    private void settle() throws IOException, Ended {
        List<String> open = new ArrayList<>();
        try {
            until("it does not settle", () -> {
                open.clear();
                for (FaultsTalker one : talkers) {
                    connected(one);
                }
                for (FaultsTalker one : talkers) {
                    boolean absent = one == leaver() && state.left();
                    open.addAll(judge.waitsFor(one, state.conversation(), absent, state.left()));
                }
                return open.isEmpty();
            });
        } catch (IOException never) {
            open.forEach(said::fault);
        }
    }

    private void connected(FaultsTalker one) throws IOException {
        try {
            one.run(new Wish.Connect());
        } catch (Ended away) {
            if (away.exitCode() != ExitCode.UNREACHABLE) {
                said.fault(one.name + " ended: " + away.code());
            }
        }
    }

    private void restored(FaultsTalker one, String copy) throws IOException, Ended {
        long before = ledger.sent(one.device);
        String stopped = one.restored(copy, state.conversation());
        if (stopped.isEmpty()) {
            said.fault("a restored store of " + one.name + " goes on");
        }
        if (ledger.sent(one.device) != before) {
            said.fault("a restored store of " + one.name + " has sent");
        }
        restored++;
        reasons.add(stopped);
        settle();
    }

    boolean allWell() {
        return said.faults().isEmpty();
    }

    Map<String, Object> end() {
        Map<String, Object> figures = new LinkedHashMap<>();
        Map<FaultsSaid.Promise, Integer> counts = new LinkedHashMap<>();
        said.all().values().forEach(promise -> counts.merge(promise, 1, Integer::sum));
        figures.put("passed", allWell());
        figures.put("part", "messages");
        figures.put("rounds", state.rounds());
        figures.put("run-seed", state.seed());
        figures.put("struck", state.faults());
        figures.put("said", said.all().size());
        counts.forEach((promise, count) -> figures.put("said-for-" + promise, count));
        figures.put("not-taken-at-once", said.refused());
        figures.put("packages-handed-out", judge.packages());
        figures.put("stores-restored", restored);
        figures.put("stores-restored-said", List.copyOf(new java.util.TreeSet<>(reasons)));
        figures.put("faults", said.faults());
        return figures;
    }

    private interface Happened {
        boolean now() throws IOException, Ended;
    }

    private static void until(String otherwise, Happened happened) throws IOException, Ended {
        long end = System.nanoTime() + WAIT_NANOS;
        while (!happened.now()) {
            if (System.nanoTime() > end) {
                throw new IOException(otherwise);
            }
            LockSupport.parkNanos(AGAIN_NANOS);
        }
    }

    private static void pause(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    private void endAnyhow() {
        nodes.forEach(FaultsNode::end);
        if (postgres != null) {
            postgres.stop();
        }
    }

    /** Nothing stays running. */
    @Override
    public void close() throws IOException {
        ledger.close();
        for (FaultsTalker one : talkers) {
            one.close();
        }
        endAnyhow();
        vertx.close();
        Runtime.getRuntime().removeShutdownHook(hook);
    }
}
