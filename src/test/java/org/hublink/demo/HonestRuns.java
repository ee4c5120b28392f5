package org.hublink.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hublink.client.Ended;
import org.hublink.engine.Wish;

/**
 * Honest officers on an honest server, each with a view of the log that lags behind by chance: nobody is accused, no commit is
 * refused, and all hear all.
 */
final class HonestRuns implements AutoCloseable {
    /** What no honest run may show. */
    static final List<String> ALARMS = List.of(
            "rejoined",
            "rebuilt",
            "left-out",
            "messages-missing",
            "entry-differs",
            "routing-mismatch",
            "epoch-differs",
            "epoch-future",
            "aead-open",
            "commit-form",
            "not-rostered",
            "welcome-for-nobody",
            "log-fork",
            "log-shrunk",
            "log-root-mismatch");

    private static final int STEPS = 12;
    private static final int LAG_SECONDS_MAX = 60;

    private final LiedWorld lied;

    HonestRuns(Path data) throws IOException, Ended {
        lied = new LiedWorld(data);
    }

    /** One run; what went wrong, empty if nothing did. */
    List<String> run(long seed) throws Exception {
        Random random = new Random(seed);
        Map<CaseWorld.Officer, Integer> marks = new LinkedHashMap<>();
        for (CaseWorld.Officer one : lied.all()) {
            marks.put(one, one.shown.size());
        }
        lied.nextHour();
        boolean late = random.nextBoolean();
        String conversation =
                late ? lied.opensWithoutRecife() : lied.opens(lied.all().get(random.nextInt(4)));
        lied.tell(lied.rio, Liar.Lie.NONE);
        List<String> said = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            step(random, conversation, late, said, "text " + i + " of " + seed);
        }
        lied.honest();
        if (late) {
            lied.paris.run(new Wish.BringIn(conversation, CaseWorld.BRAZILIAN));
        }
        boolean heard = lied.reached(() -> LiedWorld.in(lied.recife, conversation)
                && List.of(lied.paris, lied.lyon, lied.rio).stream()
                        .allMatch(one -> LiedWorld.heard(one, conversation).containsAll(said)));
        List<String> wrong = new ArrayList<>();
        if (!heard) {
            wrong.add("not all heard");
        }
        for (CaseWorld.Officer one : lied.all()) {
            List<String> codes = LiedWorld.since(one, marks.getOrDefault(one, 0));
            ALARMS.stream().filter(codes::contains).forEach(code -> wrong.add(one.name + " " + code));
            var texts = LiedWorld.heard(one, conversation);
            if (texts.stream().distinct().count() != texts.size()) {
                wrong.add(one.name + " heard something twice");
            }
            if (LiedWorld.in(one, conversation)
                    && !LiedWorld.members(one, conversation).trouble().isEmpty()) {
                wrong.add(one.name + " " + LiedWorld.members(one, conversation).trouble());
            }
        }
        return wrong;
    }

    private void step(Random random, String conversation, boolean late, List<String> said, String text)
            throws Exception {
        CaseWorld.Officer one = lied.all().get(random.nextInt(4));
        switch (random.nextInt(7)) {
            case 0 -> lied.tell(one, lagging(one));
            case 1 -> {
                lied.world.clock.forward(random.nextInt(LAG_SECONDS_MAX));
                for (CaseWorld.Officer officer : lied.all()) {
                    if (random.nextBoolean()) {
                        lied.tell(officer, Liar.Lie.NONE);
                    }
                }
            }
            case 2 -> lied.grows();
            case 3 -> one.run(new Wish.Connect());
            case 4 -> {
                if (late && LiedWorld.in(one, conversation)) {
                    one.run(new Wish.BringIn(conversation, CaseWorld.BRAZILIAN));
                }
            }
            default -> {
                boolean spoken = LiedWorld.in(one, conversation)
                        && one.run(new Wish.Chat(conversation, text)).failed() == null
                        && one != lied.recife;
                if (spoken) {
                    said.add(text);
                }
            }
        }
    }

    /** The log as the officer's client knows it now, for as long as it lags. */
    private Liar.Lie lagging(CaseWorld.Officer officer) throws Exception {
        var trust = officer.client.engine().trust();
        List<byte[]> leaves = new ArrayList<>();
        for (long i = 0; i < trust.ledger().size(); i++) {
            leaves.add(trust.ledger().bytes(i));
        }
        var copy = new LogCopy(Founding.LOG, lied.world.serverKeys(), leaves);
        return Lies.frozen(copy, LiedWorld.head(officer).note());
    }

    @Override
    public void close() throws IOException {
        lied.close();
    }
}
