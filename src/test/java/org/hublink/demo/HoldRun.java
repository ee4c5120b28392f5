package org.hublink.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.hublink.client.Ended;
import org.hublink.client.HttpHome;
import org.hublink.engine.View;
import org.hublink.engine.Wish;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.DeliveryFrames;
import org.jspecify.annotations.Nullable;

/**
 * From one operator's hold to the removal of the device from all open groups, with one member connected; then a server that
 * gives the removed device everything all the same, and how much of it opens.
 */
final class HoldRun implements AutoCloseable {
    private static final Duration REMOVED_MAX = Duration.ofMinutes(5);
    private static final int HANDED_AT_ONCE = 100;
    private static final int SHOWN_EVERY = 25;
    private static final String AFTERWARDS = "said after the removal";

    private final Consumer<String> people;
    private final LiedWorld lied;
    private final List<String> conversations = new ArrayList<>();

    /**
     * What was seen.
     *
     * @param acknowledged when the hold was in the log, milliseconds from the operator's wish
     * @param known when the one who is connected knew of it, milliseconds from the operator's wish
     * @param removed of each group, when the device was out of it at the server, milliseconds from the operator's wish
     * @param readable messages of afterwards that the device could read, handed all of them
     * @param stopped groups in which its client stopped at the commit, whose checkpoint the server hides from it
     */
    record Seen(String device, long acknowledged, long known, List<Long> removed, int readable, int stopped) {
        Seen {
            removed = List.copyOf(removed);
        }

        long percentile(int of) {
            return HoldRun.percentile(removed, of);
        }
    }

    static long percentile(List<Long> times, int of) {
        var sorted = times.stream().sorted().toList();
        return sorted.get(Math.max(0, (sorted.size() * of + 99) / 100 - 1));
    }

    /** Those who can be put on hold here. */
    List<CaseWorld.Officer> french() {
        return List.of(lied.paris, lied.lyon);
    }

    /** Opens so many groups with four devices each. */
    HoldRun(Path data, int groups, Consumer<String> people) throws IOException, Ended {
        this.people = people;
        lied = new LiedWorld(data);
        for (int i = 0; i < groups; i++) {
            conversations.add(lied.begins(lied.all().get(i % 4)));
            if (i % 4 == 3 || i == groups - 1) {
                // Each time the packages that were used up are made anew.
                lied.connect();
                lied.connect();
            }
            if (i % SHOWN_EVERY == SHOWN_EVERY - 1) {
                people.accept((i + 1) + " groups are open");
            }
        }
        for (CaseWorld.Officer one : lied.all()) {
            long there =
                    conversations.stream().filter(id -> LiedWorld.in(one, id)).count();
            if (there != groups) {
                throw new AssertionError(one.name + " is in " + there + " groups: " + one.codes());
            }
        }
    }

    /** Puts a French officer's device on hold while one Brazilian is connected. */
    Seen holds(CaseWorld.Officer held) throws Exception {
        String device = held.device();
        LogCopy before = log(held);
        Map<String, Long> removed = new LinkedHashMap<>();
        long acknowledged;
        long[] known = {0};
        try (var live = lied.recifeLive()) {
            if (!live.until(live::connected, CaseWorld.PATIENCE)) {
                throw new AssertionError("not connected");
            }
            long begun = System.nanoTime();
            new France(lied.world.world, lied.world.server.origin()).holdsDevice(held.name);
            acknowledged = (System.nanoTime() - begun) / 1_000_000;
            long size = lied.recife.client.engine().moment().size();
            live.until(
                    () -> {
                        boolean grown = lied.recife.client.engine().moment().size() > size;
                        known[0] = known[0] == 0 && grown ? (System.nanoTime() - begun) / 1_000_000 : known[0];
                        return grown && out(device, removed, begun);
                    },
                    REMOVED_MAX);
            people.accept(held.name + " is out of " + removed.size() + " groups, known after " + known[0] + " ms: "
                    + removed.values());
            for (String one : conversations) {
                live.run(new Wish.Chat(one, AFTERWARDS));
            }
        }
        if (removed.size() != conversations.size()) {
            throw new AssertionError("out of " + removed.size() + " groups: " + lied.recife.codes());
        }
        handed(held, before);
        int readable = 0;
        for (String one : conversations) {
            if (held.book().conversations().contains(one)) {
                readable += LiedWorld.heard(held, one).contains(AFTERWARDS) ? 1 : 0;
            }
        }
        Set<String> waits = new TreeSet<>();
        for (View one : held.shown) {
            if (one instanceof View.Talk talk && talk.code().equals("log-behind")) {
                waits.add(talk.detail());
            }
        }
        return new Seen(
                held.name,
                acknowledged,
                known[0],
                List.copyOf(removed.values()),
                readable + opened(held),
                waits.size());
    }

    /** What a program of the removed device's that asks no log and keeps no rule opens with all its keys. */
    private int opened(CaseWorld.Officer held) throws Exception {
        var kept = lied.kept(held);
        int opened = 0;
        for (String one : conversations) {
            for (String text : kept.member(one).reads(lied.entriesOf(lied.recife, one))) {
                opened += text.contains(AFTERWARDS) ? 1 : 0;
            }
        }
        return opened;
    }

    private boolean out(String device, Map<String, Long> removed, long begun) {
        for (String one : conversations) {
            if (!removed.containsKey(one)
                    && !LiedWorld.members(lied.recife, one).devices().contains(device)) {
                removed.put(one, (System.nanoTime() - begun) / 1_000_000);
            }
        }
        return removed.size() == conversations.size();
    }

    private LogCopy log(CaseWorld.Officer officer) throws IOException, Ended {
        var trust = officer.client.engine().trust();
        List<byte[]> leaves = new ArrayList<>();
        for (long i = 0; i < trust.ledger().size(); i++) {
            leaves.add(trust.ledger().bytes(i));
        }
        return new LogCopy(Founding.LOG, lied.world.serverKeys(), leaves);
    }

    /** Opens the removed device's client on a server that hides the hold and hands out all that the groups' logs hold. */
    private void handed(CaseWorld.Officer held, LogCopy before) throws Exception {
        List<DeliveryFrame> all = new ArrayList<>();
        for (String one : conversations) {
            all.addAll(lied.entriesOf(lied.recife, one));
        }
        lied.tell(held, colluding(before, all));
        lied.reopens(held);
        for (int i = 0; i < 2 + all.size() / HANDED_AT_ONCE; i++) {
            held.run(new Wish.Connect());
        }
    }

    private Liar.Lie colluding(LogCopy before, List<DeliveryFrame> all) {
        var log = Lies.log(before, lied.world.home.clock()::now);
        int[] at = {0};
        return new Liar.Lie() {
            @Override
            public HttpHome.@Nullable Answer instead(String path, byte[] asked) {
                if (path.startsWith("/log/")) {
                    return log.instead(path);
                }
                if (path.endsWith("/challenge")) {
                    return json("{\"nonce\":\"" + Base64.getEncoder().encodeToString(new byte[32]) + "\"}");
                }
                if (path.endsWith("/sessions")) {
                    return json("{\"token\":\"any\",\"expires\":"
                            + (lied.world.home.clock().now() + 3_600) + "}");
                }
                if (path.endsWith("/fetch")) {
                    int to = Math.min(all.size(), at[0] + HANDED_AT_ONCE);
                    byte[] batch = DeliveryFrames.write(all.subList(at[0], to));
                    at[0] = to;
                    return new HttpHome.Answer(200, batch);
                }
                return path.startsWith("/api/v1/messaging/") ? new HttpHome.Answer(200, new byte[0]) : null;
            }
        };
    }

    private static HttpHome.Answer json(String text) {
        return new HttpHome.Answer(200, Utf8.encode(text));
    }

    @Override
    public void close() throws IOException {
        lied.close();
    }
}
